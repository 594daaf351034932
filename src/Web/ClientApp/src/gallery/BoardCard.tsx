import type { Board } from '../api/types';
import { Icon } from '../app/Icon';
import { BoardView } from '../components/board/BoardView';
import { t } from '../i18n';
import { formatNumber } from '../i18n/format';
import { VerdictBadge } from './VerdictBadge';
import './card.css';

/** The whole card is clickable; for screen readers only the name is a link. */
export function BoardCard({ board }: { board: Board }) {
  const texts = t.value.gallery;
  return (
    <li class="board-card" data-board={board.id}>
      <div class="board-card-picture" aria-hidden="true">
        <BoardView rows={board.rows} cols={board.cols} dots={board.dots} label={texts.picture(board.name)} />
      </div>
      <div class="board-card-text">
        <h2 class="board-card-name">
          <a href={`/boards/${board.id}`}>
            <bdi>{board.name}</bdi>
          </a>
        </h2>
        <p class="board-card-by muted">
          <bdi>{board.creator_username}</bdi>
        </p>
        <p class="board-card-facts">
          <span>
            <span aria-hidden="true">{texts.size(board.rows, board.cols)}</span>
            <span class="visually-hidden">{texts.sizeSpoken(board.rows, board.cols)}</span>
          </span>
          <Count icon="pencil" count={board.path_count} text={texts.drawn(board.path_count)} />
          <Count icon="check" count={board.solved_count} text={texts.solved(board.solved_count)} />
          <VerdictBadge board={board} />
        </p>
      </div>
    </li>
  );
}

function Count({ icon, count, text }: { icon: 'pencil' | 'check'; count: number; text: string }) {
  if (count === 0) return null;
  return (
    <span class="board-card-count" title={text}>
      <Icon name={icon} />
      <span aria-hidden="true">{formatNumber(count)}</span>
      <span class="visually-hidden">{text}</span>
    </span>
  );
}
