import type { ComponentChildren } from 'preact';
import './feed.css';

/** A scrollable list of feed entries, newest first. */
export function FeedList({ labelledBy, children }: { labelledBy: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be reachable by keyboard
    <ol class="feed-list" tabIndex={0} aria-labelledby={labelledBy}>
      {children}
    </ol>
  );
}
