import { usePage } from './page.tsx';

interface FieldProps {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  error?: string | undefined;
  rows?: number;
  /** Shown as dots; never a password field, which browsers offer to save. */
  masked?: boolean;
  /** Codes and addresses run from left to right in both languages. */
  code?: boolean;
  numeric?: boolean;
  max?: number;
}

/** Boxes that take so much are pasted into: what is cut off there would go unseen. */
const PASTED_INTO = 10_000;

/** A labelled box for text that no browser keeps: no completion, no spelling service, no translation. */
export function Field(props: FieldProps) {
  const { id, label, value, onInput, hint, error, rows, masked, code, numeric, max } = props;
  const { t } = usePage();
  const full = max !== undefined && max >= PASTED_INTO && value.length >= max;
  const described = `${hint ? `${id}-hint ` : ''}${error ? `${id}-error` : ''}`.trim();
  const shared = {
    id,
    name: `n${id}`,
    value,
    autocomplete: 'off',
    autocapitalize: code ? 'characters' : 'off',
    autocorrect: 'off',
    spellcheck: false,
    translate: false,
    dir: code ? ('ltr' as const) : ('auto' as const),
    class: `${masked ? 'masked ' : ''}${code ? 'code' : ''}`,
    ...(max ? { maxLength: max } : {}),
    ...(numeric ? { inputMode: 'numeric' as const } : {}),
    ...(described ? { 'aria-describedby': described } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
    'data-1p-ignore': true,
    'data-lpignore': 'true',
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {rows ? (
        <textarea {...shared} rows={rows} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input {...shared} type="text" onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {full && (
        <p class="error" role="alert" data-full={id}>
          {t('field.full', { n: max })}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

interface CheckProps {
  act: string;
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A box to tick. */
export function Check({ act, label, checked, onChange }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        autocomplete="off"
        data-act={act}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
