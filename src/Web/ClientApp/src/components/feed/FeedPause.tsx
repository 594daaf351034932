import { Icon } from '../../app/Icon';
import { t } from '../../i18n';

type FeedPauseProps = {
  isPaused: boolean;
  /** How many have come since the pause. */
  waiting: number;
  onToggle(): void;
};

/** Holds a feed still, so that it can be read. */
export function FeedPause({ isPaused, waiting, onToggle }: FeedPauseProps) {
  const texts = t.value.app.feed;
  return (
    <button class="button button-quiet" type="button" aria-pressed={isPaused} onClick={onToggle}>
      <Icon name={isPaused ? 'play' : 'pause'} />
      {isPaused ? texts.resume : texts.pause}
      {waiting > 0 && <span class="badge badge-accent">{texts.waiting(waiting)}</span>}
    </button>
  );
}
