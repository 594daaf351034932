import { signInPath } from '../account/session';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import type { Sitting } from './sitting';

export function KeepingState({ sitting }: { sitting: Sitting }) {
  const texts = t.value.play;
  const keeping = sitting.keeping.value;
  const isSignedOut = keeping === 'device';
  return (
    <div class={`play-keeping play-keeping-${keeping}`}>
      {/* Not announced: it changes with every stroke. */}
      <p class="play-keeping-state">
        {keeping === 'saved' && <Icon name="check" />}
        {keeping === 'offline' && <Icon name="unplug" />}
        {texts.keeping[keeping]}
      </p>
      {isSignedOut && <a href={signInPath(`/boards/${sitting.board.value.id}`)}>{texts.signInToKeep}</a>}
    </div>
  );
}
