// Prints each event of the stream at the given address as a line of JSON.
import { EventSource } from 'eventsource';

const [address, ...types] = process.argv.slice(2);
const source = new EventSource(address);
for (const type of types) {
  source.addEventListener(type, ({ lastEventId, data }) => {
    console.log(JSON.stringify({ id: lastEventId, type, data }));
  });
}

// While the client waits before it connects again, it does not keep the process alive.
setInterval(() => {}, 1_000_000);
