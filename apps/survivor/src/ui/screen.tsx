import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Step } from '../state/model.ts';
import { usePage } from './page.tsx';

interface ScreenProps {
  step: Step;
  title: string;
  lead?: string | undefined;
  /** More of the address of this screen, for tests: the consent that is asked, the tab that is open. */
  part?: string;
  /** The heading is not where reading begins: a part of the screen takes the focus itself. */
  within?: boolean;
  children?: ComponentChildren;
}

/** One screen: its heading takes the focus, so that a screen reader starts there. */
export function Screen({ step, title, lead, part, within = false, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Before the screen is shown: later it would take the focus from where she has moved it already.
  useLayoutEffect(() => {
    // Not on the first screen: there the exit is what focus must reach first.
    if (step !== 'arrive' && !within) heading.current?.focus();
    window.scrollTo(0, 0);
  }, [step, part, within]);
  return (
    <section class="screen" data-step={step} data-part={part} aria-labelledby="heading">
      <h1 id="heading" tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </section>
  );
}

/** The heading of a part of a screen: it takes the focus when the part was chosen, so that reading begins there. */
export function PartHeading({ title, part, focus }: { title: string; part: string; focus: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (focus) heading.current?.focus();
  }, [part]);
  return (
    <h2 class="part-heading" tabIndex={-1} ref={heading}>
      {title}
    </h2>
  );
}

interface ButtonProps {
  act: string;
  onClick: () => void;
  children: ComponentChildren;
  kind?: 'main' | 'choice' | 'plain' | 'danger';
  pressed?: boolean | undefined;
  disabled?: boolean;
}

/** A button; `act` is its stable name for tests. */
export function Button({ act, onClick, children, kind = 'plain', pressed, disabled }: ButtonProps) {
  return (
    <button
      type="button"
      class={`button ${kind}`}
      data-act={act}
      onClick={onClick}
      aria-pressed={pressed}
      disabled={disabled}
    >
      {children}
    </button>
  );
}

interface ActionsProps {
  /** The way on; no main button without it. */
  next?: () => void;
  label?: string;
  act?: string;
  disabled?: boolean;
  skip?: () => void;
  back?: boolean;
}

/** The row at the end of a screen: on, skip, back. Back is the page's own: the browser's leaves the page. */
export function Actions({ next, label, act = 'next', disabled, skip, back = true }: ActionsProps) {
  const { t, state, dispatch } = usePage();
  return (
    <div class="actions">
      {next && (
        <Button act={act} kind="main" onClick={next} {...(disabled ? { disabled } : {})}>
          {label ?? t('app.next')}
        </Button>
      )}
      {skip && (
        <Button act="skip" onClick={skip}>
          {t('app.skip')}
        </Button>
      )}
      {back && state.behind.length > 0 && (
        <Button act="back" onClick={() => dispatch({ type: 'back' })}>
          {t('app.back')}
        </Button>
      )}
    </div>
  );
}

/** Short lines that matter, each with a mark that does not depend on colour. */
export function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul class="lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
