import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

/** Parts of a page of which one is shown; arrow keys move between them. */
export function Tabs<T extends string>(props: {
  label: string;
  here: T;
  open: (name: T) => void;
  tabs: readonly { readonly name: T; readonly label: string }[];
  children: ComponentChildren;
}) {
  const { tabs, here, open } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const at = tabs.findIndex((tab) => tab.name === here) + (event.key === forward ? 1 : -1);
    const next = tabs[(at + tabs.length) % tabs.length];
    if (!next) return;
    open(next.name);
    list.current?.querySelector<HTMLButtonElement>(`[data-act=tab-${next.name}]`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={props.label} ref={list} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`${id}-${tab.name}`}
            data-act={`tab-${tab.name}`}
            aria-selected={tab.name === here}
            aria-controls={`${id}-panel`}
            tabindex={tab.name === here ? 0 : -1}
            onClick={() => open(tab.name)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${here}`} data-view={`tab-${here}`}>
        {props.children}
      </div>
    </>
  );
}
