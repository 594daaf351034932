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
  const times = [...arrivalTimes.value.values()];
  const time = median(times);

  // All are there from the beginning: one that came later would move the others.
  return (
    <dl class="tiles">
      <Tile name={texts.open} value={known(streams?.open_total, formatNumber)}>
        {listStreams(streams?.open).map(({ name, count }) => (
          <span key={name} class="tile-part">
            {name} <b>{formatNumber(count)}</b>
          </span>
        ))}
      </Tile>
      <Tile name={texts.committed} value={known(time, (value) => texts.milliseconds(formatShortTime(value)))}>
        {time === null ? texts.noneSeen : texts.medianOf(times.length)}
      </Tile>
      <Tile
        name={texts.delivery}
        value={known(events?.mean_delivery_ms, (value) =>
          texts.milliseconds(formatNumber(Math.round(value * 100) / 100)),
        )}
      >
        {texts.deliveryHint}
      </Tile>
      <Tile name={texts.deliveries} value={known(events?.deliveries, formatNumber)}>
        {startedAt !== undefined && texts.since(formatMoment(startedAt))}
      </Tile>
      <Tile name={texts.events} value={known(events?.latest, formatNumber)}>
        {texts.inTheLog}
      </Tile>
    </dl>
  );
}

const known = (value: unknown, format: (value: number) => string): string =>
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
