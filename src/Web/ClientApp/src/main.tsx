import { render } from 'preact';
import { startSession } from './account/session';
import { App } from './app/App';
import { startAlerts } from './notifications/alerts';
import { startNotifications } from './notifications/notifications';
import { connectStream } from './stream/stream';
import './styles/index.css';

startSession();
// Before the stream opens, so that its first events find their reader.
startNotifications();
startAlerts();
connectStream();

const root = document.getElementById('app');
if (root) render(<App />, root);
