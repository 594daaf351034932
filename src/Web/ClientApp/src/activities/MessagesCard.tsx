import { useMemo } from 'preact/hooks';
import { FeedFilterOption } from '../components/feed/FeedFilterOption';
import { FeedList } from '../components/feed/FeedList';
import { FeedPauseButton } from '../components/feed/FeedPauseButton';
import { FeedRow } from '../components/feed/FeedRow';
import { t } from '../i18n';
import { formatClock, formatNumber } from '../i18n/format';
import { parseJson, writeJson } from './json';
import type { FeedMessage, MessageFeed } from './MessageFeed';

const maxRows = 100;

/** An inspector for the messages on the socket. */
export function MessagesCard({ feed }: { feed: MessageFeed }) {
  const texts = t.value.activities.feed;
  const messages = feed.shown.value.slice(0, maxRows);
  return (
    <section class="card activity-messages" aria-labelledby="messages">
      <header class="activity-card-header">
        <div>
          <h2 id="messages">{texts.title}</h2>
          <p class="activity-hint muted">{texts.lead}</p>
        </div>
        <FeedPauseButton
          isPaused={feed.isPaused.value}
          waiting={feed.waiting.value}
          onToggle={() => feed.togglePause()}
        />
      </header>
      <Filter feed={feed} />
      {messages.length === 0 ? (
        <p class="muted">{feed.messages.value.length === 0 ? texts.empty : texts.emptyFilter}</p>
      ) : (
        <FeedList labelledBy="messages">
          {messages.map((message) => (
            <MessageRow key={message.seq} message={message} />
          ))}
        </FeedList>
      )}
    </section>
  );
}

function Filter({ feed }: { feed: MessageFeed }) {
  if (feed.counts.value.size === 0) return null;
  return (
    <fieldset class="numbers">
      <legend class="visually-hidden">{t.value.activities.feed.filter}</legend>
      {[...feed.counts.value].map(([id, count]) => (
        <FeedFilterOption
          key={id}
          class={kindOf(id)}
          name={id}
          count={count}
          isShown={!feed.hidden.value.has(id)}
          onToggle={() => feed.toggle(id)}
        />
      ))}
    </fieldset>
  );
}

/** Message ids are grouped by hundreds. */
const kindOf = (id: number): string => `number-${Math.floor(id / 100)}`;

function MessageRow({ message }: { message: FeedMessage }) {
  const texts = t.value.activities.feed;
  const { seq, id, event, actor, timestamp, raw } = message;
  return (
    <FeedRow
      class={kindOf(id)}
      text={
        <>
          <b>{id}</b> <code class="message-event">{event}</code>
          {actor?.username && <bdi class="message-who"> {actor.username}</bdi>}
        </>
      }
      facts={
        <>
          <span>{texts.size(formatNumber(raw.length))}</span>
          <time dateTime={timestamp}>{formatClock(timestamp)}</time>
          <span>#{seq}</span>
        </>
      }
      sourceLabel={texts.message(seq)}
      source={() => <Pretty raw={raw} />}
    />
  );
}

function Pretty({ raw }: { raw: string }) {
  const text = useMemo(() => writeJson(parseJson(raw), '  '), [raw]);
  return <pre>{text}</pre>;
}
