import { useRef, useState } from 'preact/hooks';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import { formatAge } from '../i18n/format';
import './bell.css';
import { NotificationText } from './NotificationText';
import { destinationOf } from './notification';
import { clearLog, markRead, notificationLog, unread } from './notificationLog';

export function Bell() {
  const panel = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  /** The last read cursor when the panel was opened, so that new entries stay marked until it is closed. */
  const [readUpTo, setReadUpTo] = useState(0);
  const texts = t.value.notifications;
  const count = unread.value;

  return (
    <>
      <button
        class="tool bell"
        type="button"
        popovertarget="notifications"
        aria-expanded={open}
        aria-label={texts.bell(count)}
        title={texts.title}
      >
        <Icon name="bell" />
        {count > 0 && <span class="bell-count">{count > 9 ? '9+' : count}</span>}
      </button>
      <section
        class="notices"
        id="notifications"
        popover="auto"
        ref={panel}
        aria-label={texts.title}
        tabIndex={-1}
        onToggle={(event) => {
          const shown = event.newState === 'open';
          if (shown) setReadUpTo(notificationLog.peek().readUpTo);
          setOpen(shown);
          markRead();
        }}
      >
        {open && (
          <NotificationList
            readUpTo={readUpTo}
            close={() => panel.current?.hidePopover()}
            clear={() => {
              clearLog();
              // The focused button is removed with the list.
              panel.current?.focus();
            }}
          />
        )}
      </section>
    </>
  );
}

type NotificationListProps = { readUpTo: number; close: () => void; clear: () => void };

function NotificationList({ readUpTo, close, clear }: NotificationListProps) {
  const texts = t.value.notifications;
  const { notifications } = notificationLog.value;
  return (
    <>
      <header class="notices-header">
        <h2>{texts.title}</h2>
        {notifications.length > 0 && (
          <button class="button button-bare" type="button" onClick={clear}>
            {texts.clear}
          </button>
        )}
      </header>
      {notifications.length === 0 ? (
        <p class="notices-empty muted">{texts.empty}</p>
      ) : (
        <ul class="notices-list">
          {notifications.map((notification) => (
            <li key={notification.cursor}>
              <a
                class={`notices-item toast-${notification.type}`}
                href={destinationOf(notification) ?? undefined}
                onClick={close}
              >
                <span class={`toast-mark ${notification.cursor > readUpTo ? '' : 'toast-mark-read'}`}>
                  {notification.cursor > readUpTo && <span class="visually-hidden">{texts.unread}. </span>}
                </span>
                <span class="notices-text">
                  <span>
                    <NotificationText notification={notification} />
                  </span>
                  <time class="notices-age" dateTime={new Date(notification.receivedAt).toISOString()}>
                    {formatAge(notification.receivedAt)}
                  </time>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
