import { usePage } from './page.tsx';
import { Button } from './screen.tsx';

const AGES = ['adult', 'minor', 'unsure'] as const;

interface GroupAgeProps {
  /** The stable name of its buttons begins with this. */
  act: string;
  label: string;
  /** Whose links: read out with the question. */
  of?: string;
  adult?: boolean;
  onAnswer: (age: (typeof AGES)[number]) => void;
}

/** The age question for one group of links, or for all that are left: three equal buttons, no default. */
export function GroupAge({ act, label, of = '', adult, onAnswer }: GroupAgeProps) {
  const { t } = usePage();
  return (
    <div role="group" class="group-age" tabIndex={-1} aria-label={`${label} ${of}`.trim()}>
      <p>{label}</p>
      <div class="row equal">
        {AGES.map((age) => (
          <Button
            key={age}
            act={`${act}-${age}`}
            pressed={age === 'adult' ? adult : undefined}
            onClick={() => onAnswer(age)}
          >
            {t(`age.${age}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
