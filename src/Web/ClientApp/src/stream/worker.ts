import { type Port, SharedStream } from './SharedStream';

// The DOM and WebWorker type libraries conflict, so the used part of the worker scope is declared here.
const scope = self as unknown as {
  onconnect: ((event: MessageEvent) => void) | null;
  addEventListener(type: 'online', listener: () => void): void;
};

const stream = new SharedStream({ url: '/sse/notifications/' });

scope.onconnect = (event) => {
  const port = event.ports[0];
  if (port) stream.accept(port as unknown as Port);
};
scope.addEventListener('online', () => stream.onOnline());
