import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import { NotificationText } from './NotificationText';
import { destinationOf } from './notification';
import { dismiss, toasts } from './notifications';
import './toasts.css';
import { countKinds, type Toast } from './toastStack';

const toastDuration = 7000;

/** The timers pause while a toast has the pointer or the focus, and while the page is hidden. */
const isInteracting = signal(false);
const isHidden = signal(document.visibilityState === 'hidden');
document.addEventListener('visibilitychange', () => {
  isHidden.value = document.visibilityState === 'hidden';
});

export function Toasts() {
  return (
    // The live region must exist before its content, or the content is not announced.
    <section
      class="toasts"
      role="status"
      aria-label={t.value.notifications.title}
      onPointerEnter={() => {
        isInteracting.value = true;
      }}
      onPointerLeave={() => {
        isInteracting.value = false;
      }}
      onFocusIn={() => {
        isInteracting.value = true;
      }}
      onFocusOut={(event) => {
        isInteracting.value = event.currentTarget.contains(event.relatedTarget as Node | null);
      }}
    >
      {toasts.value.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const texts = t.value.notifications;
  const paused = isInteracting.value || isHidden.value;
  const remaining = useRef(toastDuration);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a growing bundle restarts the timer
  useEffect(() => {
    remaining.current = toastDuration;
  }, [toast.notifications.length]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a growing bundle restarts the timer
  useEffect(() => {
    if (paused) return;
    const since = performance.now();
    const timer = setTimeout(() => remove(toast.id), remaining.current);
    return () => {
      clearTimeout(timer);
      remaining.current -= performance.now() - since;
    };
  }, [paused, toast.id, toast.notifications.length]);

  const [first] = toast.notifications;
  if (!first) return null;
  const single = toast.notifications.length === 1;
  return (
    <article class={`toast toast-${single ? first.type : 'bundle'}`}>
      <span class="toast-mark" aria-hidden="true" />
      <a class="toast-link" href={linkOf(toast)} onClick={() => remove(toast.id)}>
        {first.missed && <small class="toast-when">{texts.away}</small>}
        {single ? (
          <span class="toast-text">
            <NotificationText notification={first} />
          </span>
        ) : (
          <span class="toast-text">
            <Bundle toast={toast} />
          </span>
        )}
      </a>
      <button
        class="tool toast-close"
        type="button"
        aria-label={texts.dismiss}
        onClick={(event) => close(toast.id, event.currentTarget.closest<HTMLElement>('.toast'))}
      >
        <Icon name="close" />
      </button>
    </article>
  );
}

function Bundle({ toast }: { toast: Toast }) {
  const texts = t.value.notifications;
  const counts = countKinds(toast.notifications);
  const parts = [
    counts.newBoard > 0 && texts.boards(counts.newBoard),
    counts.newPath > 0 && texts.paths(counts.newPath),
    counts.solvedBoard > 0 && texts.solved(counts.solvedBoard),
    counts.message > 0 && texts.messages(counts.message),
  ].filter((part) => part !== false);
  return <b>{parts.join(' · ')}</b>;
}

/** A single notification links to its target, a bundle to the gallery or the dashboard. */
function linkOf({ notifications }: Toast): string | undefined {
  const [first] = notifications;
  if (first && notifications.length === 1) return destinationOf(first) ?? undefined;
  return notifications.some((notification) => notification.type === 'newBoard') ? '/' : '/dashboard';
}

/** Moves the focus to the next toast if the removed one had it, because it would be lost otherwise. */
function close(id: number, toast: HTMLElement | null): void {
  const isLeft = toast?.contains(document.activeElement);
  const next = toast?.nextElementSibling ?? toast?.previousElementSibling;
  remove(id);
  if (!isLeft) return;
  const target = next?.querySelector<HTMLElement>('.toast-close') ?? document.getElementById('main');
  target?.focus({ preventScroll: true });
}

/** A toast removed under the pointer fires no `pointerleave`, so that is handled here. */
function remove(id: number): void {
  dismiss(id);
  if (toasts.value.length === 0) isInteracting.value = false;
}
