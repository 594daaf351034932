import type { VNode } from 'preact';
import { t } from '../i18n';
import type { Notice } from './Notice';

/** "autorX created a board: Plansza testowa" */
export function NoticeText({ notice }: { notice: Notice }) {
  // Names may be written from right to left; bdi keeps them from turning the sentence around.
  const who = <bdi class="notice-who">{notice.username}</bdi>;
  if (notice.type === 'message') {
    return <>{t.value.notifications.message<VNode>(who, <bdi>{notice.text}</bdi>)}</>;
  }
  const board = <bdi class="notice-board">{notice.boardName}</bdi>;
  return <>{t.value.notifications[notice.type]<VNode>(who, board)}</>;
}
