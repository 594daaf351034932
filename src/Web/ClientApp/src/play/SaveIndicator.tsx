import { signInPath } from '../account/session';
import { Icon } from '../app/Icon';
import { t } from '../i18n';
import type { PlaySession } from './PlaySession';

export function SaveIndicator({ playSession }: { playSession: PlaySession }) {
  const texts = t.value.play;
  const status = playSession.saveStatus.value;
  const isSignedOut = status === 'device';
  return (
    <div class={`play-keeping play-keeping-${status}`}>
      {/* No live region: it changes with every stroke. */}
      <p class="play-keeping-state">
        {(status === 'saved' || status === 'elsewhere') && <Icon name="check" />}
        {status === 'offline' && <Icon name="unplug" />}
        {texts.saveStatus[status]}
      </p>
      {isSignedOut && <a href={signInPath(`/boards/${playSession.board.value.id}`)}>{texts.signInToSave}</a>}
    </div>
  );
}
