import { BoardFrame } from '../components/board/BoardFrame';
import { BoardView } from '../components/board/BoardView';
import { t } from '../i18n';
import type { OldDrawing } from './beginning';

/** To look at, and no more: what would be drawn here could not be saved anywhere. */
export function OldBoard({ old }: { old: OldDrawing }) {
  return (
    <figure class="play-old">
      <BoardFrame rows={old.geometry.rows} cols={old.geometry.cols} onGesture={() => {}}>
        <BoardView {...old.geometry} lines={old.lines} label={t.value.play.oldView} />
      </BoardFrame>
      <figcaption class="muted">{t.value.play.oldView}</figcaption>
    </figure>
  );
}
