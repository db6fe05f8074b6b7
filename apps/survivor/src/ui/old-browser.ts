/** Whether the browser lacks what cannot be filled in: the page then stays what it is without script. */
export function lacks(): boolean {
  return (
    typeof BigInt === 'undefined' ||
    typeof crypto === 'undefined' ||
    typeof crypto.subtle === 'undefined' ||
    typeof MessageChannel === 'undefined' ||
    !('replaceChildren' in Element.prototype)
  );
}

function give(target: object, name: string, value: (...args: never[]) => unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

/** The few small functions that the page uses and that an old Chrome or WebView (from 86) does not have yet. */
export function fillIn(): void {
  give(Array.prototype, 'at', function (this: unknown[], i: number) {
    return this[i < 0 ? this.length + i : i];
  });
  give(Array.prototype, 'toSorted', function (this: unknown[], by?: (a: unknown, b: unknown) => number) {
    return [...this].sort(by);
  });
  give(Array.prototype, 'toReversed', function (this: unknown[]) {
    return [...this].reverse();
  });
  give(Object, 'hasOwn', (of: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(of, key));
}
