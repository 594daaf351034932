import { type Port, SharedStream } from './SharedStream';

// The page's types and a worker's exclude each other; this is all that is needed of the latter.
const scope = self as unknown as {
  onconnect: ((event: MessageEvent) => void) | null;
  addEventListener(type: 'online', listener: () => void): void;
};

const stream = new SharedStream({ url: '/sse/notifications/' });

scope.onconnect = (event) => {
  const port = event.ports[0];
  if (port) stream.accept(port as unknown as Port);
};
scope.addEventListener('online', () => stream.networkIsBack());
