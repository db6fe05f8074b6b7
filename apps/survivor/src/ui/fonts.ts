/** Nastaliq is large: it comes after everything else, and not where data is to be saved. */
export function loadNastaliq(): void {
  const { connection } = navigator as Navigator & {
    connection?: { saveData?: boolean; effectiveType?: string };
  };
  if (connection?.saveData === true || connection?.effectiveType?.includes('2g')) return;
  const show = () => document.documentElement.classList.add('nastaliq');
  if (document.readyState === 'complete') show();
  else window.addEventListener('load', show, { once: true });
}
