import { render } from 'preact';
import { startSession } from './account/session';
import { App } from './app/App';
import { startAlerts } from './notifications/alerts';
import { startNotifications } from './notifications/notifications';
import { connectStream } from './stream/stream';
import './styles/index.css';

startSession();
// Before the stream connects, so that no listener misses its first events.
startNotifications();
startAlerts();
connectStream();

const root = document.getElementById('app');
if (root) render(<App />, root);
