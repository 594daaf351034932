import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

let pagesShown = 0;

/**
 * A page's `h1`, which also sets the document's title. Takes the focus after a client-side navigation, so that screen
 * readers announce the new page. Not on the first page, where the skip link has to be the first tab stop.
 */
export function PageHeading({ title, children }: { title: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    pagesShown += 1;
    if (pagesShown > 1) heading.current?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    document.title = `${title} · Dots`;
  }, [title]);

  return (
    <h1 class="page-heading" ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
