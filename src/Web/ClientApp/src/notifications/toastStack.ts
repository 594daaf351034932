import { isAbout, type Notice } from './Notice';

/** One notice, or a bundle of several. */
export type Toast = { id: number; notices: Notice[] };

/**
 * The toasts after some notices have arrived together. While there is room each gets its own; beyond that
 * they are bundled, into the bundle that is shown already if there is one, so that a burst never fills the
 * screen. A toast's id is the cursor that it began with.
 */
export function stackToasts(toasts: readonly Toast[], arrived: readonly Notice[], mostToasts = 3): Toast[] {
  const [first] = arrived;
  if (!first) return [...toasts];

  const bundle = toasts.find((toast) => toast.notices.length > 1);
  if (!bundle && arrived.length <= mostToasts && toasts.length + arrived.length <= mostToasts) {
    return [...toasts, ...arrived.map((notice) => ({ id: notice.cursor, notices: [notice] }))];
  }
  if (bundle) {
    return toasts.map((toast) =>
      toast === bundle ? { ...toast, notices: [...toast.notices, ...arrived] } : toast,
    );
  }
  if (arrived.length > 1 && toasts.length < mostToasts) {
    return [...toasts, { id: first.cursor, notices: [...arrived] }];
  }
  // No room: the oldest is folded into the bundle.
  const [oldest, ...rest] = toasts;
  return [...rest, { id: first.cursor, notices: [...(oldest?.notices ?? []), ...arrived] }];
}

/** How many of each kind a bundle holds, in the order in which they are told. */
export function countKinds(notices: readonly Notice[]): Record<Notice['type'], number> {
  const counts = { newBoard: 0, newPath: 0, solvedBoard: 0, message: 0 };
  for (const notice of notices) counts[notice.type] += 1;
  return counts;
}

/** Without what leads to a board that is gone. */
export function withoutBoard(toasts: readonly Toast[], boardId: number): Toast[] {
  return toasts
    .map((toast) => ({ ...toast, notices: toast.notices.filter((notice) => !isAbout(notice, boardId)) }))
    .filter((toast) => toast.notices.length > 0);
}
