import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { getStats } from '../api/stats';
import type { Stats } from '../api/types';
import { t } from '../i18n';
import { formatMoment, formatNumber, formatShortTime } from '../i18n/format';
import { streamState } from '../stream/stream';
import { latencies, median } from './latency';
import { listStreams } from './openStreams';

const pollInterval = 5000;

/** Polls the server's statistics while the page is visible. */
function useStats(): Stats {
  const [stats, setStats] = useState<Stats>({});
  const state = streamState.value;

  // biome-ignore lint/correctness/useExhaustiveDependencies: reconnecting changes the counts
  useEffect(() => {
    const abort = new AbortController();
    const poll = async () => {
      if (document.hidden) return;
      try {
        setStats((await getStats(abort.signal)).data ?? {});
      } catch {
        // The connection card shows that the server is unreachable; the last values remain.
      }
    };
    void poll();
    const timer = setInterval(() => void poll(), pollInterval);
    return () => {
      abort.abort();
      clearInterval(timer);
    };
  }, [state]);
  return stats;
}

export function Tiles() {
  const texts = t.value.dashboard;
  const { streams, events, started_at: startedAt } = useStats();
  const times = [...latencies.value.values()];
  const time = median(times);

  // All tiles are rendered at once, so that the layout does not shift when the values arrive.
  return (
    <dl class="tiles">
      <Tile name={texts.open} value={formatOrDash(streams?.open_total, formatNumber)}>
        {listStreams(streams?.open).map(({ name, count }) => (
          <span key={name} class="tile-part">
            {name} <b>{formatNumber(count)}</b>
          </span>
        ))}
      </Tile>
      <Tile
        name={texts.committed}
        value={formatOrDash(time, (value) => texts.milliseconds(formatShortTime(value)))}
      >
        {time === null ? texts.noneSeen : texts.medianOf(times.length)}
      </Tile>
      <Tile
        name={texts.delivery}
        value={formatOrDash(events?.mean_delivery_ms, (value) =>
          texts.milliseconds(formatNumber(Math.round(value * 100) / 100)),
        )}
      >
        {texts.deliveryHint}
      </Tile>
      <Tile name={texts.deliveries} value={formatOrDash(events?.deliveries, formatNumber)}>
        {startedAt !== undefined && texts.since(formatMoment(startedAt))}
      </Tile>
      <Tile name={texts.events} value={formatOrDash(events?.latest, formatNumber)}>
        {texts.inTheLog}
      </Tile>
    </dl>
  );
}

const formatOrDash = (value: unknown, format: (value: number) => string): string =>
  typeof value === 'number' ? format(value) : '–';

function Tile({ name, value, children }: { name: string; value: string; children: ComponentChildren }) {
  return (
    <div class="card tile">
      <dt class="tile-name">{name}</dt>
      <dd class="tile-value">{value}</dd>
      <dd class="tile-note">{children}</dd>
    </div>
  );
}
