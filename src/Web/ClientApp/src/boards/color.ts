/** A colour in OKLab, where the distance approximates the perceived difference. */
interface Lab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

function channels(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance as WCAG 2.2 defines it. */
export function luminance(color: string): number {
  const [red, green, blue] = channels(color);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The text colour for a letter on a dot of this colour. One of the two always reaches a contrast of 4.5:1. */
export function textColorOn(color: string): '#000000' | '#FFFFFF' {
  return contrast(color, '#FFFFFF') >= 4.5 ? '#FFFFFF' : '#000000';
}

const known = new Map<string, Lab>();

function labOf(color: string): Lab {
  const lab = known.get(color) ?? toLab(color);
  known.set(color, lab);
  return lab;
}

// https://bottosson.github.io/posts/oklab/
function toLab(color: string): Lab {
  const [red, green, blue] = channels(color).map(linear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

export function difference(a: string, b: string): number {
  const from = labOf(a);
  const to = labOf(b);
  return Math.hypot(from.l - to.l, from.a - to.a, from.b - to.b);
}
