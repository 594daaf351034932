import { FeedFilterOption } from '../components/feed/FeedFilterOption';
import { t } from '../i18n';
import { eventTypes } from '../stream/events';
import { hidden, toggleType, totals } from './feed';

/** The filter of the feed, which also serves as the legend of the chart. */
export function TypeFilter() {
  const texts = t.value.dashboard;
  return (
    <fieldset class="types">
      <legend class="visually-hidden">{texts.filter}</legend>
      {eventTypes.map((type) => (
        <FeedFilterOption
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
