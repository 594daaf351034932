import { Icon } from '../../app/Icon';
import { t } from '../../i18n';

type FeedPauseButtonProps = {
  isPaused: boolean;
  /** The number of entries since the pause. */
  waiting: number;
  onToggle(): void;
};

export function FeedPauseButton({ isPaused, waiting, onToggle }: FeedPauseButtonProps) {
  const texts = t.value.app.feed;
  return (
    <button class="button button-quiet" type="button" aria-pressed={isPaused} onClick={onToggle}>
      <Icon name={isPaused ? 'play' : 'pause'} />
      {isPaused ? texts.resume : texts.pause}
      {waiting > 0 && <span class="badge badge-accent">{texts.waiting(waiting)}</span>}
    </button>
  );
}
