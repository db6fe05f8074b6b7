/** One number of a comparison. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly colour?: 'accent' | 'warn' | 'bad' | 'good';
}

/**
 * Numbers that people compare, as bars on one scale with the numbers beside them.
 *
 * @param most the value of a full bar, where several drawings share one scale
 */
export function Bars({ bars, most }: { bars: readonly Bar[]; most?: number }) {
  const full = Math.max(1, most ?? 0, ...bars.map(({ value }) => value));
  return (
    <dl class="bars">
      {bars.map(({ label, value, colour = 'accent' }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span class="track" aria-hidden="true">
              <span
                style={{ inlineSize: `${(100 * value) / full}%`, background: `var(--${colour})` }}
                class={value > 0 ? 'some' : ''}
              />
            </span>
            <span>{value.toLocaleString('en')}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
