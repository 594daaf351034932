import { t } from '../i18n';
import { streamState } from './stream';

/** The connection to the server, drawn as two dots that are joined or apart. */
export function ConnectionState() {
  const state = streamState.value;
  const text = t.value.app.connection[state];
  return (
    <span class={`connection connection-${state}`} role="status" title={text}>
      <svg class="connection-picture" viewBox="0 0 36 16" aria-hidden="true">
        <path d="M8 8h20" />
        <circle cx="7" cy="8" r="4.5" />
        <circle cx="29" cy="8" r="4.5" />
      </svg>
      <span class="connection-text">{text}</span>
    </span>
  );
}
