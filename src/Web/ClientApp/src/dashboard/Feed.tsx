import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import { formatClock, formatShortTime } from '../i18n/format';
import { arrivalTimes } from './arrivalTimes';
import { type FeedEvent, feed, frameOf, isPaused, shown, togglePause, waiting } from './feed';
import { TypeFilter } from './TypeFilter';

const mostRows = 200;

export function Feed() {
  const texts = t.value.dashboard;
  const events = shown.value.slice(0, mostRows);
  return (
    <section class="card feed" aria-labelledby="feed">
      <header class="feed-header">
        <h2 id="feed">{texts.feed}</h2>
        <button class="button button-quiet" type="button" aria-pressed={isPaused.value} onClick={togglePause}>
          <Icon name={isPaused.value ? 'play' : 'pause'} />
          {isPaused.value ? texts.resume : texts.pause}
          {waiting.value > 0 && <span class="badge badge-accent">{texts.waiting(waiting.value)}</span>}
        </button>
      </header>
      <TypeFilter />
      {events.length === 0 ? (
        <p class="feed-empty muted">{feed.value.length === 0 ? texts.empty : texts.emptyFilter}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <ol class="feed-list" tabIndex={0} aria-labelledby="feed">
          {events.map((event) => (
            <FeedRow key={event.cursor} event={event} />
          ))}
        </ol>
      )}
    </section>
  );
}

function FeedRow({ event }: { event: FeedEvent }) {
  const texts = t.value.dashboard;
  const [isOpen, setOpen] = useState(false);
  const took = arrivalTimes.value.get(event.cursor);
  const who = 'creator_username' in event.data ? event.data.creator_username : event.data.user_username;
  return (
    <li class={`feed-row event-${event.type}`}>
      <button class="feed-line" type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span class="type-dot" aria-hidden="true" />
        <span class="feed-text">
          {texts.sentences[event.type]<VNode>(
            <bdi class="notice-who">{who}</bdi>,
            <bdi class="notice-board">{event.data.board_name}</bdi>,
          )}
          {event.missed && <span class="badge badge-warn">{texts.missed}</span>}
        </span>
        <span class="feed-facts">
          {took !== undefined && <span class="feed-took">{texts.milliseconds(formatShortTime(took))}</span>}
          <time dateTime={new Date(event.at).toISOString()}>{formatClock(event.at)}</time>
          <span class="feed-cursor">#{event.cursor}</span>
        </span>
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section class="feed-frame" tabIndex={0} aria-label={texts.frame(event.cursor)}>
          <pre>{frameOf(event)}</pre>
        </section>
      )}
    </li>
  );
}
