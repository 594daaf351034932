import { computed } from '@preact/signals';
import { language } from '.';

const numbers = computed(() => new Intl.NumberFormat(language.value));
const dates = computed(() => new Intl.DateTimeFormat(language.value, { dateStyle: 'medium' }));
const moments = computed(
  () => new Intl.DateTimeFormat(language.value, { dateStyle: 'medium', timeStyle: 'short' }),
);
const clocks = computed(() => new Intl.DateTimeFormat(language.value, { timeStyle: 'medium' }));
const ages = computed(() => new Intl.RelativeTimeFormat(language.value, { numeric: 'auto' }));

export type Instant = string | number | Date;

export const formatNumber = (value: number): string => numbers.value.format(value);
export const formatDate = (instant: Instant): string => dates.value.format(new Date(instant));
export const formatMoment = (instant: Instant): string => moments.value.format(new Date(instant));
export const formatClock = (instant: Instant): string => clocks.value.format(new Date(instant));

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 7],
];

/** "3 minutes ago"; past a week, the date. */
export function formatAge(instant: Instant, now = Date.now()): string {
  let age = (new Date(instant).getTime() - now) / 1000;
  for (const [unit, length] of steps) {
    // A clock that runs ahead of the server's must not speak of the future.
    if (Math.abs(age) < length) return ages.value.format(Math.min(0, Math.round(age)), unit);
    age /= length;
  }
  return formatDate(instant);
}
