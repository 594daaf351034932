import { Icon } from '../app/Icon';
import { t } from '../i18n';
import { formatAge } from '../i18n/format';
import './alerts.css';
import { type Alert, alerts, dismissAlert } from './alerts';

export function Alerts() {
  return (
    // The live region must exist before its content, or the content is not announced.
    <section class="alerts" role="alert" aria-label={t.value.notifications.alerts}>
      {alerts.value.map((alert) => (
        <AlertBar key={alert.cursor} alert={alert} />
      ))}
    </section>
  );
}

function AlertBar({ alert }: { alert: Alert }) {
  const texts = t.value.notifications;
  return (
    <div class={`alert alert-${alert.level}`}>
      <Icon name="horn" />
      <p class="alert-text">
        <b class="alert-level">{texts.levels[alert.level]}</b>
        <bdi>{alert.text}</bdi>
        <time class="alert-age" dateTime={alert.at}>
          {formatAge(alert.at)}
        </time>
      </p>
      <button
        class="tool alert-close"
        type="button"
        aria-label={texts.dismiss}
        onClick={() => {
          dismissAlert(alert.cursor);
          // The focused button is removed with its alert.
          document.getElementById('main')?.focus({ preventScroll: true });
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
