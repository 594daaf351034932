import { FeedKind } from '../components/feed/FeedKind';
import { t } from '../i18n';
import { eventTypes } from '../stream/events';
import { hidden, toggleType, totals } from './feed';

/** The chart's legend, its numbers in words, and the feed's filter, in one. */
export function TypeFilter() {
  const texts = t.value.dashboard;
  return (
    <fieldset class="types">
      <legend class="visually-hidden">{texts.filter}</legend>
      {eventTypes.map((type) => (
        <FeedKind
          key={type}
          class={`event-${type}`}
          name={texts.types[type]}
          count={totals.value[type]}
          isShown={!hidden.value.has(type)}
          onToggle={() => toggleType(type)}
        />
      ))}
    </fieldset>
  );
}
