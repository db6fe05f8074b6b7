import { openDirectory, type Directory, type StaffSecrets } from '@amaan/custody';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import type { Me, People, Person } from '../api/staff.ts';

/** What everything at the desk works with. */
export interface DeskTools {
  readonly api: Api;
  readonly me: Me;
  readonly secrets: StaffSecrets;
  readonly people: readonly Person[];
  /** Opened and checked; nothing when it does not hold, and then nothing is sealed to anybody. */
  readonly directory: Directory | undefined;
  /** Who here holds the cases of minors and reports, in the operator's words. */
  readonly minorReports: string | undefined;
  readonly reloadPeople: () => Promise<void>;
  /** Keeps an opened case's words for the search, in this browser and until sign-out. */
  readonly remember: (caseId: string, words: string) => void;
  /** Whether what was opened of a case holds these words, lower case. */
  readonly holds: (caseId: string, words: string) => boolean;
}

export const DeskContext = createContext<DeskTools | undefined>(undefined);

/** The desk's tools. Only used by what stands inside the desk. */
export function useDesk(): DeskTools {
  const tools = useContext(DeskContext);
  if (!tools) throw new Error('outside the desk');
  return tools;
}

/** Opens the directory that came with the people. `now`: this device's time. */
export function trustedDirectory({ directory, pin }: People, now: Date): Directory | undefined {
  try {
    return openDirectory(directory, pin, now.toISOString());
  } catch {
    return undefined;
  }
}
