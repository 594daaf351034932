import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './conflict.css';

type ConflictProps = { title: string; text: string; children: ComponentChildren };

/** Versions side by side, to choose from. None is lost before the choice. */
export function Conflict({ title, text, children }: ConflictProps) {
  const section = useRef<HTMLElement>(null);

  useEffect(() => {
    // It appears far from what caused it, or in place of what had the focus.
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.focus({ preventScroll: true });
  }, []);

  return (
    <section ref={section} tabIndex={-1} class="conflict notice notice-warn" aria-label={title}>
      <h2>{title}</h2>
      <p>{text}</p>
      <div class="conflict-versions">{children}</div>
    </section>
  );
}

type ConflictVersionProps = {
  title: string;
  picture: ComponentChildren;
  choices: ComponentChildren;
  children: ComponentChildren;
};

export function ConflictVersion({ title, picture, choices, children }: ConflictVersionProps) {
  return (
    <div class="card conflict-version">
      <h3>{title}</h3>
      {picture}
      {children}
      <div class="conflict-choices">{choices}</div>
    </div>
  );
}
