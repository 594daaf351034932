import { useMemo, useState } from 'preact/hooks';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import { formatClock, formatNumber } from '../i18n/format';
import { parseJson, writeJson } from './json';
import type { FeedMessage, MessageFeed } from './MessageFeed';

const mostRows = 100;

/** What comes on the socket, to look into. */
export function MessagesCard({ feed }: { feed: MessageFeed }) {
  const texts = t.value.activities.feed;
  const messages = feed.shown.value.slice(0, mostRows);
  const isPaused = feed.isPaused.value;
  return (
    <section class="card activity-messages" aria-labelledby="messages">
      <header class="activity-card-header">
        <div>
          <h2 id="messages">{texts.title}</h2>
          <p class="activity-hint muted">{texts.lead}</p>
        </div>
        <button
          class="button button-quiet"
          type="button"
          aria-pressed={isPaused}
          onClick={() => feed.togglePause()}
        >
          <Icon name={isPaused ? 'play' : 'pause'} />
          {isPaused ? texts.resume : texts.pause}
          {feed.waiting.value > 0 && (
            <span class="badge badge-accent">{texts.waiting(feed.waiting.value)}</span>
          )}
        </button>
      </header>
      <Filter feed={feed} />
      {messages.length === 0 ? (
        <p class="muted">{feed.messages.value.length === 0 ? texts.empty : texts.emptyFilter}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <ol class="messages" tabIndex={0} aria-labelledby="messages">
          {messages.map((message) => (
            <MessageRow key={message.seq} message={message} />
          ))}
        </ol>
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
        <label key={id} class={`number number-${Math.floor(id / 100)}`}>
          <input
            class="visually-hidden"
            type="checkbox"
            checked={!feed.hidden.value.has(id)}
            onChange={() => feed.toggle(id)}
          />
          <span class="number-dot" aria-hidden="true" />
          <span>{id}</span>
          <b class="number-count">{formatNumber(count)}</b>
        </label>
      ))}
    </fieldset>
  );
}

function MessageRow({ message }: { message: FeedMessage }) {
  const texts = t.value.activities.feed;
  const [isOpen, setOpen] = useState(false);
  const { seq, id, event, actor, timestamp, raw } = message;
  return (
    <li class={`message number-${Math.floor(id / 100)}`}>
      <button class="message-line" type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span class="number-dot" aria-hidden="true" />
        <span class="message-text">
          <b>{id}</b> <code class="message-event">{event}</code>
          {actor?.username && <bdi class="message-who"> {actor.username}</bdi>}
        </span>
        <span class="message-facts">
          <span>{texts.size(formatNumber(raw.length))}</span>
          <time dateTime={timestamp}>{formatClock(timestamp)}</time>
          <span>#{seq}</span>
        </span>
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section class="message-json" tabIndex={0} aria-label={texts.message(seq)}>
          <Pretty raw={raw} />
        </section>
      )}
    </li>
  );
}

function Pretty({ raw }: { raw: string }) {
  const text = useMemo(() => writeJson(parseJson(raw), '  '), [raw]);
  return <pre>{text}</pre>;
}
