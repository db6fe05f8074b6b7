import { say } from '@amaan/base';
import { HEIC_SIZE, heic } from '../strings/heic.ts';
import { usePage } from './page.tsx';
import { Button } from './screen.tsx';

/** Whether the reader of HEIC may be loaded: it is larger than the whole page, and she may pay for each byte. */
export function HeicQuestion({ onAnswer }: { onAnswer: (yes: boolean) => void }) {
  const { lang } = usePage();
  const size = { size: HEIC_SIZE };
  return (
    <section class="card" data-ask="heic">
      <p role="status">{say(lang, heic.ask, size)}</p>
      <div class="row">
        <Button act="heic-yes" kind="choice" onClick={() => onAnswer(true)}>
          {say(lang, heic.yes, size)}
        </Button>
        <Button act="heic-no" onClick={() => onAnswer(false)}>
          {say(lang, heic.no)}
        </Button>
      </div>
    </section>
  );
}
