import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import { destinationOf } from './Notice';
import { NoticeText } from './NoticeText';
import { dismiss, toasts } from './notifications';
import './toasts.css';
import { countKinds, type Toast } from './toastStack';

const shownFor = 7000;

/** Time stands still while someone points at a toast, is on one with the keyboard, or looks elsewhere. */
const held = signal(false);
const away = signal(document.visibilityState === 'hidden');
document.addEventListener('visibilitychange', () => {
  away.value = document.visibilityState === 'hidden';
});

export function Toasts() {
  return (
    // The region is there before its content: only then is what is added to it read out.
    <section
      class="toasts"
      role="status"
      aria-label={t.value.notifications.title}
      onPointerEnter={() => {
        held.value = true;
      }}
      onPointerLeave={() => {
        held.value = false;
      }}
      onFocusIn={() => {
        held.value = true;
      }}
      onFocusOut={(event) => {
        held.value = event.currentTarget.contains(event.relatedTarget as Node | null);
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
  const paused = held.value || away.value;
  const left = useRef(shownFor);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a bundle that grows is read anew
  useEffect(() => {
    left.current = shownFor;
  }, [toast.notices.length]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a bundle that grows is read anew
  useEffect(() => {
    if (paused) return;
    const since = performance.now();
    const timer = setTimeout(() => remove(toast.id), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= performance.now() - since;
    };
  }, [paused, toast.id, toast.notices.length]);

  const [first] = toast.notices;
  if (!first) return null;
  const single = toast.notices.length === 1;
  return (
    <article class={`toast toast-${single ? first.type : 'bundle'}`}>
      <span class="toast-mark" aria-hidden="true" />
      <a class="toast-link" href={leadsTo(toast)} onClick={() => remove(toast.id)}>
        {first.missed && <small class="toast-when">{texts.away}</small>}
        {single ? (
          <span class="toast-text">
            <NoticeText notice={first} />
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
  const counts = countKinds(toast.notices);
  const parts = [
    counts.newBoard > 0 && texts.boards(counts.newBoard),
    counts.newPath > 0 && texts.paths(counts.newPath),
    counts.solvedBoard > 0 && texts.solved(counts.solvedBoard),
    counts.message > 0 && texts.messages(counts.message),
  ].filter((part) => part !== false);
  return <b>{parts.join(' · ')}</b>;
}

/** One leads to its board, new boards lead to the boards, and the rest to where everything is told. */
function leadsTo({ notices }: Toast): string | undefined {
  const [first] = notices;
  if (first && notices.length === 1) return destinationOf(first) ?? undefined;
  return notices.some((notice) => notice.type === 'newBoard') ? '/' : '/dashboard';
}

/** A toast that is closed by keyboard hands the focus on, or it would fall back to the top of the page. */
function close(id: number, toast: HTMLElement | null): void {
  const isLeft = toast?.contains(document.activeElement);
  const next = toast?.nextElementSibling ?? toast?.previousElementSibling;
  remove(id);
  if (!isLeft) return;
  const target = next?.querySelector<HTMLElement>('.toast-close') ?? document.getElementById('main');
  target?.focus({ preventScroll: true });
}

/** A toast that goes away under the pointer sends no `pointerleave`. */
function remove(id: number): void {
  dismiss(id);
  if (toasts.value.length === 0) held.value = false;
}
