import type { Board } from '../api/types';
import { t } from '../i18n';

const classes = { unique: ' badge-good', solvable: ' badge-accent', unsolvable: ' badge-warn', unknown: '' };

export function VerdictBadge({ board }: { board: Pick<Board, 'verdict' | 'dots'> }) {
  const texts = t.value.gallery;
  if (board.dots.length === 0) return <span class="badge">{texts.draft}</span>;
  return <span class={`badge${classes[board.verdict]}`}>{texts.verdicts[board.verdict]}</span>;
}
