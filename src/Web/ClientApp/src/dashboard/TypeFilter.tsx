import { t } from '../i18n';
import { formatNumber } from '../i18n/format';
import { eventTypes } from '../stream/events';
import { hidden, toggleType, totals } from './feed';

/** The chart's legend, its numbers in words, and the feed's filter, in one. */
export function TypeFilter() {
  const texts = t.value.dashboard;
  return (
    <fieldset class="types">
      <legend class="visually-hidden">{texts.filter}</legend>
      {eventTypes.map((type) => (
        <label key={type} class={`type event-${type}`}>
          <input
            class="visually-hidden"
            type="checkbox"
            checked={!hidden.value.has(type)}
            onChange={() => toggleType(type)}
          />
          <span class="type-dot" aria-hidden="true" />
          <span>{texts.types[type]}</span>
          <b class="type-count">{formatNumber(totals.value[type])}</b>
        </label>
      ))}
    </fieldset>
  );
}
