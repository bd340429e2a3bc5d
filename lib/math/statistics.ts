/** @throws RangeError when there is no value. */
export function mean(values: readonly number[]): number {
  requireValues('mean', values, 1);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The middle value, or the mean of the two in the middle. @throws RangeError when there is no value. */
export function median(values: readonly number[]): number {
  requireValues('median', values, 1);
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * The value below which a share of the values lies, interpolated linearly (type 7 of Hyndman and Fan 1996, NumPy's default).
 * @throws RangeError when there is no value
 */
export function quantile(values: readonly number[], share: number): number {
  requireValues('quantile', values, 1);
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (above - below) * (at - Math.floor(at));
}

/** Of a sample: divided by n - 1. @throws RangeError when there are fewer than two values. */
export function standardDeviation(values: readonly number[]): number {
  requireValues('standard deviation', values, 2);
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

/** Pearson's correlation; NaN when a list is constant. @throws RangeError when the lists are not of one length, two or more. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`correlation of ${a.length} values with ${b.length}`);
  requireValues('correlation', a, 2);
  const [meanA, meanB] = [mean(a), mean(b)];
  const moment = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  return moment(a, meanA, b, meanB) / Math.sqrt(moment(a, meanA, a, meanA) * moment(b, meanB, b, meanB));
}

/** Spearman's rank correlation, equal values sharing their mean rank; NaN when a list is constant. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  return correlation(ranks(a), ranks(b));
}

/** From 1; equal values share the mean of their ranks. */
function ranks(values: readonly number[]): readonly number[] {
  const order = [...values.keys()].sort((i, j) => values[i]! - values[j]!);
  const all = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    const value = values[order[from]!]!;
    let to = from;
    while (to < order.length && values[order[to]!] === value) to++;
    for (let at = from; at < to; at++) all[order[at]!] = (from + to + 1) / 2;
    from = to;
  }
  return all;
}

/**
 * Kendall's tau-b: agreement of two orders, from -1 to 1, corrected for ties (Kendall 1945); NaN when a list is constant.
 * In n log n, by the swaps that sorting takes (Knight 1966).
 */
export function kendallTau(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`Kendall's tau of ${a.length} values with ${b.length}`);
  const order = [...a.keys()].sort((i, j) => a[i]! - a[j]! || b[i]! - b[j]!);
  const second = order.map((i) => b[i]!);
  const pairs = (a.length * (a.length - 1)) / 2;
  const tiedA = tiedPairs(order.length, (i, j) => a[order[i]!] === a[order[j]!]);
  const tiedBoth = tiedPairs(order.length, (i, j) => a[order[i]!] === a[order[j]!] && second[i] === second[j]);
  const swaps = sortCounting(second);
  const tiedB = tiedPairs(second.length, (i, j) => second[i] === second[j]);
  return (pairs - tiedA - tiedB + tiedBoth - 2 * swaps) / Math.sqrt((pairs - tiedA) * (pairs - tiedB));
}

/** Pairs of equal things in a list where equal ones stand together. */
function tiedPairs(length: number, same: (i: number, j: number) => boolean): number {
  let pairs = 0;
  for (let from = 0; from < length; ) {
    let to = from + 1;
    while (to < length && same(from, to)) to++;
    pairs += ((to - from) * (to - from - 1)) / 2;
    from = to;
  }
  return pairs;
}

/** Sorts in place by merging. @returns how many pairs stood the wrong way round */
function sortCounting(values: number[]): number {
  let swaps = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const left = values.slice(start, start + width);
      const right = values.slice(start + width, start + 2 * width);
      for (let at = start, i = 0, j = 0; i < left.length || j < right.length; at++) {
        if (j === right.length || (i < left.length && left[i]! <= right[j]!)) values[at] = left[i++]!;
        else {
          values[at] = right[j++]!;
          swaps += left.length - i;
        }
      }
    }
  }
  return swaps;
}

function requireValues(what: string, values: readonly number[], least: number): void {
  if (values.length < least) throw new RangeError(`${what} of ${values.length} values; it takes at least ${least}`);
}
