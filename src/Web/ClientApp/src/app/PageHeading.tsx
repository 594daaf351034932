import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

let pagesShown = 0;

/**
 * A page's `h1`, which also titles the document. After a navigation it takes the focus, as a page load
 * would have moved it: a screen reader then speaks the new page's name. On the first page it does not,
 * so that the skip link stays the first stop.
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
