import { computed } from '@preact/signals';
import { language } from '.';

/** The language as it is spoken where the browser is, for example British dates for British English. */
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

/** "3 minutes ago"; past a week, the date. */
export function formatAge(instant: Instant, now = Date.now()): string {
  let age = (new Date(instant).getTime() - now) / 1000;
  for (const [unit, length] of steps) {
    // Also what seems to lie ahead, where the server's clock is: nobody is told of the future.
    if (unit === 'second' && age > -justNow) return ages.value.format(0, unit);
    if (Math.abs(age) < length) return ages.value.format(Math.trunc(age), unit);
    age /= length;
  }
  return formatDate(instant);
}

/** For times that are measured and no better known than to the millisecond. */
export const formatShortTime = (milliseconds: number): string =>
  milliseconds < 1 ? `< ${formatNumber(1)}` : formatNumber(Math.round(milliseconds));

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "1.2 MB": a file's size in the unit in which it is no more than three digits long. */
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
