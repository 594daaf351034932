import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

type FeedRowProps = {
  /** Sets the colour of the dot. */
  class: string;
  text: ComponentChildren;
  facts: ComponentChildren;
  sourceLabel: string;
  /** Rendered only while the row is expanded. */
  source(): ComponentChildren;
};

/** A feed entry that expands to show its source. */
export function FeedRow({ class: kind, text, facts, sourceLabel, source }: FeedRowProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li class={`feed-row ${kind}`}>
      <button class="feed-line" type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span class="feed-dot" aria-hidden="true" />
        <span class="feed-text">{text}</span>
        <span class="feed-facts">{facts}</span>
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be reachable by keyboard
        <section class="feed-source" tabIndex={0} aria-label={sourceLabel}>
          {source()}
        </section>
      )}
    </li>
  );
}
