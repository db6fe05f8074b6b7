import type { ComponentChildren } from 'preact';
import { usePage } from './page.tsx';

/** A guide beside the page, so that nothing she wrote is lost. */
export function GuideLink({ name, children }: { name: string; children: ComponentChildren }) {
  const { lang } = usePage();
  return (
    <a
      href={`/guides/${lang}/${name}`}
      target="_blank"
      rel="noopener noreferrer"
      referrerpolicy="no-referrer"
    >
      {children}
    </a>
  );
}
