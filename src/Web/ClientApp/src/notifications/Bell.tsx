import { useRef, useState } from 'preact/hooks';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import { formatAge } from '../i18n/format';
import './bell.css';
import { destinationOf } from './Notice';
import { NoticeText } from './NoticeText';
import { clearLog, markRead, noticeLog, unread } from './noticeLog';

export function Bell() {
  const panel = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  /** Where reading had got to when the panel was opened: what is new stays marked until it is closed. */
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
          if (shown) setReadUpTo(noticeLog.peek().readUpTo);
          setOpen(shown);
          markRead();
        }}
      >
        {open && (
          <Notices
            readUpTo={readUpTo}
            close={() => panel.current?.hidePopover()}
            clear={() => {
              clearLog();
              // The button goes away with what it cleared.
              panel.current?.focus();
            }}
          />
        )}
      </section>
    </>
  );
}

type NoticesProps = { readUpTo: number; close: () => void; clear: () => void };

function Notices({ readUpTo, close, clear }: NoticesProps) {
  const texts = t.value.notifications;
  const { notices } = noticeLog.value;
  return (
    <>
      <header class="notices-header">
        <h2>{texts.title}</h2>
        {notices.length > 0 && (
          <button class="button button-bare" type="button" onClick={clear}>
            {texts.clear}
          </button>
        )}
      </header>
      {notices.length === 0 ? (
        <p class="notices-empty muted">{texts.empty}</p>
      ) : (
        <ul class="notices-list">
          {notices.map((notice) => (
            <li key={notice.cursor}>
              <a
                class={`notices-item toast-${notice.type}`}
                href={destinationOf(notice) ?? undefined}
                onClick={close}
              >
                <span class={`toast-mark ${notice.cursor > readUpTo ? '' : 'toast-mark-read'}`}>
                  {notice.cursor > readUpTo && <span class="visually-hidden">{texts.unread}. </span>}
                </span>
                <span class="notices-text">
                  <span>
                    <NoticeText notice={notice} />
                  </span>
                  <time class="notices-age" dateTime={new Date(notice.receivedAt).toISOString()}>
                    {formatAge(notice.receivedAt)}
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
