import { signInPath, user } from '../account/session';
import type { Board } from '../boards/board';
import { t } from '../i18n';

export function Solved({ board }: { board: Board }) {
  const texts = t.value.play;
  return (
    <div class="play-solved card">
      <h2>{texts.solvedTitle}</h2>
      {board.dots.length > 0 && <p>{texts.solvedText(board.dots.length / 2)}</p>}
      <div class="play-solved-links">
        <a class="button" href="/">
          {texts.more}
        </a>
        {!user.value && <a href={signInPath(`/boards/${board.id}`)}>{texts.solvedSignIn}</a>}
      </div>
    </div>
  );
}
