import type { FunctionComponent } from 'preact';
import { forgetReceipt } from '../case/making.ts';
import { rememberKeys } from '../case/session.ts';
import type { Step } from '../state/model.ts';
import { onForget } from '../ui/forget.ts';
import { usePage } from '../ui/page.tsx';
import { ConsentsStep } from './consents.tsx';
import { ContactStep } from './contact.tsx';
import { DoneStep } from './done.tsx';
import { FilesStep } from './files.tsx';
import { fetched } from './late-step.tsx';
import { PlacesStep } from './places.tsx';
import { ReceiptStep } from './receipt.tsx';
import { ReviewStep } from './review.tsx';
import { SendingStep } from './sending.tsx';
import { TypebackStep } from './typeback.tsx';
import { WordsStep } from './words.tsx';

onForget(() => {
  forgetReceipt();
  rememberKeys(undefined);
});

const LATE: Partial<Record<Step, FunctionComponent>> = {
  places: PlacesStep,
  files: FilesStep,
  words: WordsStep,
  review: ReviewStep,
  consents: ConsentsStep,
  contact: ContactStep,
  receipt: ReceiptStep,
  typeback: TypebackStep,
  sending: SendingStep,
  done: DoneStep,
  // Whoever makes a case need not fetch what finds and reads one.
  return: fetched(async () => (await import('./return.tsx')).ReturnStep),
  case: fetched(async () => (await import('../back/case.tsx')).CaseStep),
};

/** The screens of the second part of the page. */
export function LateScreens() {
  const { state } = usePage();
  const Screen = LATE[state.step];
  return Screen ? <Screen key={state.step} /> : null;
}
