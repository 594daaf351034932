import { computed } from '@preact/signals';
import { language } from '.';

/** The browser's regional variant of the language, for example for British dates. */
const locale = computed(
  () =>
    navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === language.value) ?? language.value,
);

const numbers = computed(() => new Intl.NumberFormat(locale.value));
const dates = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium' }));
const moments = computed(
  () => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'short' }),
);
const clocks = computed(() => new Intl.DateTimeFormat(locale.value, { timeStyle: 'medium' }));
const ages = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }));

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

const justNow = 10;

/** For example "3 minutes ago"; the date after a week. */
export function formatAge(instant: Instant, now = Date.now()): string {
  let age = (new Date(instant).getTime() - now) / 1000;
  for (const [unit, length] of steps) {
    // Includes times in the future, which occur if the server's clock is ahead.
    if (unit === 'second' && age > -justNow) return ages.value.format(0, unit);
    if (Math.abs(age) < length) return ages.value.format(Math.trunc(age), unit);
    age /= length;
  }
  return formatDate(instant);
}

/** For measured times with millisecond resolution. */
export const formatShortTime = (milliseconds: number): string =>
  milliseconds < 1 ? `< ${formatNumber(1)}` : formatNumber(Math.round(milliseconds));

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** For example "1.2 MB", in a unit that gives at most three integer digits. */
export function formatSize(bytes: number): string {
  const step = Math.min(sizes.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(locale.value, {
    style: 'unit',
    unit: sizes[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}
