import type { Link } from '@amaan/custody';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { Check, marked } from '../../../ui/field.tsx';
import { type Form, placesIn } from './plan.ts';

/** The links that the notices are about; long lists are folded away. */
export function ChosenLinks(props: {
  links: readonly Link[];
  form: Form;
  set: (change: Partial<Form>) => void;
}) {
  const { links, form, set } = props;
  const { say } = useWords();
  const chosen = new Set(form.links);
  const places = placesIn(links);
  return (
    <details>
      <summary data-act="notice-links">
        {say(notices['links'])} ({form.links.length})
      </summary>
      <div class="draft-text">
        {places.map((index) => (
          <Check
            key={index}
            dir="ltr"
            act="notice-link"
            checked={chosen.has(index)}
            change={(on) => set({ links: [...marked(form.links, index, on)].sort((a, b) => a - b) })}
          >
            {links[index]?.url}
          </Check>
        ))}
      </div>
    </details>
  );
}
