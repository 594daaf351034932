import type { Board } from '../api/types';
import { t } from '../i18n';

export function VerdictBadge({ board }: { board: Pick<Board, 'verdict' | 'dots'> }) {
  const texts = t.value.gallery;
  if (board.dots.length === 0) return <span class="badge">{texts.draft}</span>;
  switch (board.verdict) {
    case 'unique':
      return <span class="badge badge-good">{texts.verdicts.unique}</span>;
    case 'solvable':
      return <span class="badge badge-accent">{texts.verdicts.solvable}</span>;
    case 'unsolvable':
      return <span class="badge badge-warn">{texts.verdicts.unsolvable}</span>;
    default:
      return null;
  }
}
