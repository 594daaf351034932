import type { ComponentChildren } from 'preact';
import { formatNumber } from '../../i18n/format';
import './feed.css';

type FeedKindProps = {
  /** Gives the dot its colour. */
  class: string;
  name: ComponentChildren;
  /** How many of them have come. */
  count: number;
  isShown: boolean;
  onToggle(): void;
};

/** One of the kinds of what comes, to be shown or not. */
export function FeedKind({ class: kind, name, count, isShown, onToggle }: FeedKindProps) {
  return (
    <label class={`feed-kind ${kind}`}>
      <input class="visually-hidden" type="checkbox" checked={isShown} onChange={onToggle} />
      <span class="feed-dot" aria-hidden="true" />
      <span>{name}</span>
      <b class="feed-count">{formatNumber(count)}</b>
    </label>
  );
}
