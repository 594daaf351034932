import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

type FeedRowProps = {
  /** Gives the row's dot its colour. */
  class: string;
  text: ComponentChildren;
  facts: ComponentChildren;
  sourceLabel: string;
  /** What came; asked for only where the row is open. */
  source(): ComponentChildren;
};

/** A line on what has come, which opens to show it as it came. */
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
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section class="feed-source" tabIndex={0} aria-label={sourceLabel}>
          {source()}
        </section>
      )}
    </li>
  );
}
