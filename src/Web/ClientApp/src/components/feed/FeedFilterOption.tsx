import type { ComponentChildren } from 'preact';
import { formatNumber } from '../../i18n/format';
import './feed.css';

type FeedFilterOptionProps = {
  /** Sets the colour of the dot. */
  class: string;
  name: ComponentChildren;
  /** The number of entries of this kind. */
  count: number;
  isShown: boolean;
  onToggle(): void;
};

/** A checkbox that shows or hides one kind of feed entry. */
export function FeedFilterOption({ class: kind, name, count, isShown, onToggle }: FeedFilterOptionProps) {
  return (
    <label class={`feed-kind ${kind}`}>
      <input class="visually-hidden" type="checkbox" checked={isShown} onChange={onToggle} />
      <span class="feed-dot" aria-hidden="true" />
      <span>{name}</span>
      <b class="feed-count">{formatNumber(count)}</b>
    </label>
  );
}
