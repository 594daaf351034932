import type { VNode } from 'preact';
import { FeedList } from '../components/feed/FeedList';
import { FeedPause } from '../components/feed/FeedPause';
import { FeedRow } from '../components/feed/FeedRow';
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
    <section class="card dashboard-feed" aria-labelledby="feed">
      <header class="dashboard-feed-header">
        <h2 id="feed">{texts.feed}</h2>
        <FeedPause isPaused={isPaused.value} waiting={waiting.value} onToggle={togglePause} />
      </header>
      <TypeFilter />
      {events.length === 0 ? (
        <p class="dashboard-feed-empty muted">{feed.value.length === 0 ? texts.empty : texts.emptyFilter}</p>
      ) : (
        <FeedList labelledBy="feed">
          {events.map((event) => (
            <EventRow key={event.cursor} event={event} />
          ))}
        </FeedList>
      )}
    </section>
  );
}

function EventRow({ event }: { event: FeedEvent }) {
  const texts = t.value.dashboard;
  const took = arrivalTimes.value.get(event.cursor);
  const who = 'creator_username' in event.data ? event.data.creator_username : event.data.user_username;
  return (
    <FeedRow
      class={`event-${event.type}`}
      text={
        <>
          {texts.sentences[event.type]<VNode>(
            <bdi class="notice-who">{who}</bdi>,
            <bdi class="notice-board">{event.data.board_name}</bdi>,
          )}
          {event.missed && <span class="badge badge-warn dashboard-missed">{texts.missed}</span>}
        </>
      }
      facts={
        <>
          {took !== undefined && (
            <span class="dashboard-took">{texts.milliseconds(formatShortTime(took))}</span>
          )}
          <time dateTime={new Date(event.at).toISOString()}>{formatClock(event.at)}</time>
          <span class="feed-cursor">#{event.cursor}</span>
        </>
      }
      sourceLabel={texts.frame(event.cursor)}
      source={() => <pre>{frameOf(event)}</pre>}
    />
  );
}
