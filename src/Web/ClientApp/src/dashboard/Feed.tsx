import type { VNode } from 'preact';
import { FeedList } from '../components/feed/FeedList';
import { FeedPauseButton } from '../components/feed/FeedPauseButton';
import { FeedRow } from '../components/feed/FeedRow';
import { t } from '../i18n';
import { formatClock, formatShortTime } from '../i18n/format';
import { type FeedEvent, feed, frameOf, isPaused, shown, togglePause, waiting } from './feed';
import { latencies } from './latency';
import { TypeFilter } from './TypeFilter';

const maxRows = 200;

export function Feed() {
  const texts = t.value.dashboard;
  const events = shown.value.slice(0, maxRows);
  return (
    <section class="card dashboard-feed" aria-labelledby="feed">
      <header class="dashboard-feed-header">
        <h2 id="feed">{texts.feed}</h2>
        <FeedPauseButton isPaused={isPaused.value} waiting={waiting.value} onToggle={togglePause} />
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
  const latency = latencies.value.get(event.cursor);
  const who = 'creator_username' in event.data ? event.data.creator_username : event.data.user_username;
  const board = <bdi class="notice-board">{event.data.board_name}</bdi>;
  return (
    <FeedRow
      class={`event-${event.type}`}
      text={
        <>
          {'verdict' in event.data
            ? texts.verdicts[event.data.verdict]<VNode>(board)
            : texts.sentences[event.type]<VNode>(<bdi class="notice-who">{who}</bdi>, board)}
          {event.missed && <span class="badge badge-warn dashboard-missed">{texts.missed}</span>}
        </>
      }
      facts={
        <>
          {latency !== undefined && (
            <span class="dashboard-latency">{texts.milliseconds(formatShortTime(latency))}</span>
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
