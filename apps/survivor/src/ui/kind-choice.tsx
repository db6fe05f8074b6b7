import type { Link } from '@amaan/custody';
import { usePage } from './page.tsx';

const KINDS = ['post', 'repost', 'fakeAccount', 'account', 'message', 'other'] as const;

interface KindChoiceProps {
  label: string;
  value: Link['kind'] | '';
  /** What stands there when nothing is chosen. */
  first?: string;
  onChoose: (kind: Link['kind']) => void;
}

/** What a place is. */
export function KindChoice({ label, value, first, onChoose }: KindChoiceProps) {
  const { t } = usePage();
  return (
    <select
      aria-label={label}
      autocomplete="off"
      value={value}
      onChange={(event) => {
        const kind = KINDS.find((each) => each === event.currentTarget.value);
        if (kind) onChoose(kind);
      }}
    >
      {first && <option value="">{first}</option>}
      {KINDS.map((kind) => (
        <option key={kind} value={kind}>
          {t(`kind.${kind}`)}
        </option>
      ))}
    </select>
  );
}
