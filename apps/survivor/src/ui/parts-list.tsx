import { say } from '@amaan/base';
import { splitReceipt } from '@amaan/custody';
import { random } from '../case/client.ts';
import { parts } from '../strings/parts.ts';
import { onForget } from './forget.ts';
import { usePage } from './page.tsx';
import { ReceiptCard } from './receipt-card.tsx';

// A receipt is split once: parts of two splittings would not fit each other, and she may close the list in between.
let split = new WeakMap<Uint8Array, string[]>();
onForget(() => (split = new WeakMap()));

function partsOf(receipt: Uint8Array): string[] {
  const made = split.get(receipt) ?? splitReceipt(receipt, random);
  split.set(receipt, made);
  return made;
}

/** The three parts of a receipt, each to copy, print or hear. */
export function PartsList({ receipt }: { receipt: Uint8Array }) {
  const { lang } = usePage();
  return (
    <>
      <p class="small">{say(lang, parts['parts.say'])}</p>
      {partsOf(receipt).map((part, i) => (
        <ReceiptCard
          key={part}
          written={part}
          part={{ n: i + 1, label: say(lang, parts['parts.one'], { n: i + 1 }) }}
        />
      ))}
    </>
  );
}
