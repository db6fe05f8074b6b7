import type { ComponentChildren } from 'preact';
import { entry } from '../text/entry.ts';
import { useWords } from '../text/words.tsx';
import { type Lack, useDescribed } from './lacks.tsx';

interface InputProps {
  readonly type?: 'text' | 'search' | 'date';
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly inputMode?: 'numeric';
  readonly 'aria-invalid'?: boolean;
  readonly 'data-group'?: number;
}

/** A labelled text field. `act` is the stable name that tests and the walk use. */
export function Field(
  props: {
    label: string;
    value: string;
    act: string;
    change: (value: string) => void;
    code?: boolean;
    hint?: string;
    lack?: Lack | undefined;
  } & InputProps,
) {
  const { label, value, act, change, code = false, hint, lack, ...others } = props;
  // The types of input attributes hang on the literal type; what is left here is checked by InputProps.
  const rest: Readonly<Record<string, unknown>> = others;
  const { at, below } = useDescribed<HTMLInputElement>(lack, hint);
  return (
    <p class="field">
      <label for={at.id}>{label}</label>
      <input
        {...at}
        value={value}
        data-act={act}
        autocomplete="off"
        spellcheck={false}
        {...(code ? { dir: 'ltr', class: 'code' } : { dir: 'auto' })}
        onInput={(event) => change(event.currentTarget.value)}
        {...rest}
      />
      {below}
    </p>
  );
}

/** A labelled choice. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  act: string;
  options: readonly { readonly value: T; readonly label: string }[];
  change: (value: T) => void;
  inline?: boolean;
  lack?: Lack | undefined;
}) {
  const { at, below } = useDescribed<HTMLSelectElement>(props.lack);
  return (
    <p class={props.inline ? 'field inline' : 'field'}>
      <label for={at.id}>{props.label}</label>
      <select
        {...at}
        data-act={props.act}
        value={props.value}
        onChange={(event) => {
          const chosen = props.options.find((each) => each.value === event.currentTarget.value);
          if (chosen) props.change(chosen.value);
        }}
      >
        {props.options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
      {below}
    </p>
  );
}

/** A box to tick, or with `group` one choice of several, and what stands beside it; `data-` names go to the box. */
export function Check(props: {
  act?: string;
  checked: boolean;
  change: (on: boolean) => void;
  children: ComponentChildren;
  group?: string;
  disabled?: boolean;
  dir?: 'ltr';
  lack?: Lack | undefined;
}) {
  const { act, checked, change, children, group, disabled = false, dir, lack, ...others } = props;
  const rest: Readonly<Record<string, unknown>> = others;
  const { at, below } = useDescribed<HTMLInputElement>(lack);
  return (
    <>
      {/* Outside the label, or it would be a part of the box's name; before it, where it speaks of all boxes of a group. */}
      {below}
      <label class="check" dir={dir}>
        <input
          {...at}
          {...(group ? { type: 'radio', name: group } : { type: 'checkbox' })}
          data-act={act}
          checked={checked}
          disabled={disabled}
          onChange={(event) => change(event.currentTarget.checked)}
          {...rest}
        />
        <span>{children}</span>
      </label>
    </>
  );
}

/** A list with one thing in it or not, as its box says. */
export function marked<T>(list: readonly T[], one: T, on: boolean): readonly T[] {
  const others = list.filter((each) => each !== one);
  return on ? [...others, one] : others;
}

/** A sentence that screen readers are told of at once. */
export function Notice({
  kind = 'info',
  children,
}: {
  kind?: 'info' | 'error' | 'good';
  children: ComponentChildren;
}) {
  return (
    <p class={`notice ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}

/** A labelled text of several lines. */
export function Area(props: {
  label: string;
  value: string;
  act: string;
  change: (value: string) => void;
  max: number;
  hint?: string;
  lack?: Lack | undefined;
  /** Ctrl or Cmd with Enter. */
  send?: () => void;
}) {
  const { at, below } = useDescribed<HTMLTextAreaElement>(props.lack, props.hint);
  const { say } = useWords();
  return (
    <p class="field">
      <label for={at.id}>{props.label}</label>
      <textarea
        {...at}
        data-act={props.act}
        dir="auto"
        rows={3}
        maxLength={props.max}
        value={props.value}
        onInput={(event) => props.change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.send?.();
        }}
      />
      {below}
      {/* The browser cuts off in silence what is pasted beyond it. */}
      {props.value.length >= props.max && (
        <span class="refused" role="alert" data-full={props.act}>
          {say(entry['area.full'], { n: props.max })}
        </span>
      )}
    </p>
  );
}
