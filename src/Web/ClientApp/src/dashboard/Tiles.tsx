import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { getStats } from '../api/stats';
import type { Stats } from '../api/types';
import { t } from '../i18n';
import { formatMoment, formatNumber, formatShortTime } from '../i18n/format';
import { streamState } from '../stream/stream';
import { arrivalTimes, median } from './arrivalTimes';
import { listStreams } from './openStreams';

const askEvery = 5000;

/** What the server counts, asked while someone looks. */
function useStats(): Stats {
  const [stats, setStats] = useState<Stats>({});
  const state = streamState.value;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a connection that comes or goes changes the counts
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      if (document.hidden) return;
      try {
        setStats((await getStats(stop.signal)).data ?? {});
      } catch {
        // The connection's own state says that the server is away; the last counts may stay.
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), askEvery);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [state]);
  return stats;
}

export function Tiles() {
  const texts = t.value.dashboard;
  const { streams, events, started_at: startedAt } = useStats();
  const open = streams?.open_total;
  const times = [...arrivalTimes.value.values()];
  const time = median(times);
  const since = startedAt === undefined ? undefined : texts.since(formatMoment(startedAt));

  return (
    <dl class="tiles">
      {typeof open === 'number' && (
        <Tile name={texts.open} value={formatNumber(open)}>
          {listStreams(streams?.open).map(({ name, count }) => (
            <span key={name} class="tile-part">
              {name} <b>{formatNumber(count)}</b>
            </span>
          ))}
        </Tile>
      )}
      {time !== null && (
        <Tile name={texts.committed} value={texts.milliseconds(formatShortTime(time))}>
          {texts.medianOf(times.length)}
        </Tile>
      )}
      {typeof events?.mean_delivery_ms === 'number' && (
        <Tile
          name={texts.delivery}
          value={texts.milliseconds(formatNumber(Math.round(events.mean_delivery_ms * 100) / 100))}
        >
          {texts.deliveryHint}
        </Tile>
      )}
      {typeof events?.deliveries === 'number' && (
        <Tile name={texts.deliveries} value={formatNumber(events.deliveries)}>
          {since}
        </Tile>
      )}
      {typeof events?.latest === 'number' && (
        <Tile name={texts.events} value={formatNumber(events.latest)}>
          {texts.inTheLog}
        </Tile>
      )}
    </dl>
  );
}

function Tile({ name, value, children }: { name: string; value: string; children?: ComponentChildren }) {
  return (
    <div class="card tile">
      <dt class="tile-name">{name}</dt>
      <dd class="tile-value">{value}</dd>
      {children && <dd class="tile-note">{children}</dd>}
    </div>
  );
}
