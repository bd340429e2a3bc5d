/** Numbers as people read them; a narrow space that does not break stands before the unit. */
const SPACE = '\u202F';
const NONE = '–';

const fixed = (value: number, digits: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A share from 0 to 1. */
export const percent = (share: number | undefined, digits = 1): string =>
  share === undefined ? NONE : `${fixed(share * 100, digits)}${SPACE}%`;

/** Three significant digits and a unit. */
function measure(value: number | undefined, unit: string): string {
  if (value === undefined) return NONE;
  const digits = value > 0 ? Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(value)))) : 0;
  return `${fixed(value, digits)}${SPACE}${unit}`;
}

export const milliseconds = (ms: number | undefined): string => measure(ms, 'ms');
export const millijoules = (mj: number | undefined): string => measure(mj, 'mJ');

/** What a report calls an energy: nobody measured it unless a device is named. */
export const energyName = (device: string | undefined): string => (device ? 'energy' : 'energy by a model');

/** A measure as somebody wrote it. */
export const given = (value: number, unit: 'ms' | 'mJ'): string => `${value}${SPACE}${unit}`;

export const count = (n: number | undefined): string => (n === undefined ? NONE : fixed(n, 0));

const MAGNITUDES = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** Three significant digits and a magnitude: 1.24 M. */
export function compact(n: number | undefined): string {
  if (n === undefined) return NONE;
  const [size, letter] = MAGNITUDES.find(([size]) => n >= size) ?? [1, ''];
  return `${Number((n / size).toPrecision(3))}${letter && SPACE + letter}`;
}

export const plural = (n: number, noun: string, nouns = `${noun}s`): string => `${count(n)} ${n === 1 ? noun : nouns}`;

/** `a`, `a and b`, `a, b and c`. */
export const enumerate = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** A device as a sentence names it; a report is read on other machines than it was made on. */
export const deviceName = (device: string): string =>
  device === 'this-machine' ? 'the machine that searched' : device;

/** With its first letter upper-case, unless the text is a name like mAP that minds. */
export const capitalised = (text: string): string =>
  /^[a-z][a-z]/.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;
