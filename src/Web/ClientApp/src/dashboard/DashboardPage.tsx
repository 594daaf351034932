import { useEffect } from 'preact/hooks';
import { listEvents } from '../api/events';
import { PageHeading } from '../app/PageHeading';
import { t } from '../i18n';
import { cursor } from '../stream/stream';
import { ConnectionCard } from './ConnectionCard';
import { measureLatency } from './latency';
import './dashboard.css';
import { EventChart } from './EventChart';
import { Feed } from './Feed';
import { addHistory, startFeed } from './feed';
import { Tiles } from './Tiles';

const historySize = 50;

export default function DashboardPage() {
  const texts = t.value.dashboard;

  useEffect(() => {
    const abort = new AbortController();
    const stopFeed = startFeed();
    const stopLatency = measureLatency();
    void loadHistory(abort.signal);
    return () => {
      abort.abort();
      stopFeed();
      stopLatency();
    };
  }, []);

  return (
    <section class="page dashboard">
      <header>
        <PageHeading title={texts.title} />
        <p class="muted">{texts.lead}</p>
      </header>
      <ConnectionCard />
      <Tiles />
      <section class="card rates" aria-labelledby="rates">
        <h2 id="rates">{texts.perSecond}</h2>
        <p class="muted">{texts.lastMinutes}</p>
        <EventChart />
      </section>
      <Feed />
    </section>
  );
}

/** Fills the feed with recent events, so that it does not start empty. */
async function loadHistory(abort: AbortSignal): Promise<void> {
  try {
    const latest = cursor.peek() ?? (await listEvents(0, 1, abort)).data.latest;
    const { data } = await listEvents(Math.max(0, latest - historySize), historySize, abort);
    addHistory(data.items);
  } catch {
    // The feed still works without history.
  }
}
