import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { entry } from '../text/entry.ts';
import { useWords } from '../text/words.tsx';

/** A question over the page. Escape and the button close it; the focus goes back to where it was. */
export function Dialog({
  title,
  view,
  close,
  children,
}: {
  title: string;
  view: string;
  close: () => void;
  children: ComponentChildren;
}) {
  const { say } = useWords();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    ref.current?.showModal();
  }, []);
  return (
    <dialog ref={ref} data-view={view} aria-labelledby={id} onClose={close}>
      <header class="row">
        <h2 id={id}>{title}</h2>
        <button type="button" class="plain" data-act="close" onClick={() => ref.current?.close()}>
          {say(entry['close'])}
        </button>
      </header>
      {children}
    </dialog>
  );
}
