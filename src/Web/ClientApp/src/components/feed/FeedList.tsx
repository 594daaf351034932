import type { ComponentChildren } from 'preact';
import './feed.css';

/** What has come, newest first, in a list that scrolls by itself. */
export function FeedList({ labelledBy, children }: { labelledBy: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <ol class="feed-list" tabIndex={0} aria-labelledby={labelledBy}>
      {children}
    </ol>
  );
}
