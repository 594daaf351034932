import { useEffect } from 'preact/hooks';
import { listEvents } from '../api/events';
import { PageHeading } from '../app/PageHeading';
import { t } from '../i18n';
import { cursor } from '../stream/stream';
import { measureArrivals } from './arrivalTimes';
import { ConnectionCard } from './ConnectionCard';
import './dashboard.css';
import { EventChart } from './EventChart';
import { Feed } from './Feed';
import { addPast, startFeed } from './feed';
import { Tiles } from './Tiles';

const pastEvents = 50;

export default function DashboardPage() {
  const texts = t.value.dashboard;

  useEffect(() => {
    const stop = new AbortController();
    const leaveFeed = startFeed();
    const leaveTimes = measureArrivals();
    void readPast(stop.signal);
    return () => {
      stop.abort();
      leaveFeed();
      leaveTimes();
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

/** A feed that begins empty would say that nothing happens here. */
async function readPast(stop: AbortSignal): Promise<void> {
  try {
    const latest = cursor.peek() ?? (await listEvents(0, 1, stop)).data.latest;
    const { data } = await listEvents(Math.max(0, latest - pastEvents), pastEvents, stop);
    addPast(data.items);
  } catch {
    // The feed goes on without its past.
  }
}
