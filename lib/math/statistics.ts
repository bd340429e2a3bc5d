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
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

/**
 * Kendall's tau-b: agreement of two orders, from -1 to 1, corrected for ties (Kendall 1945); NaN when a list is constant.
 * Compares all pairs: for some thousands of values at most.
 */
export function kendallTau(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`Kendall's tau of ${a.length} values with ${b.length}`);
  let [agreement, untiedA, untiedB] = [0, 0, 0];
  for (let i = 1; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const [orderA, orderB] = [Math.sign(a[i]! - a[j]!), Math.sign(b[i]! - b[j]!)];
      agreement += orderA * orderB;
      untiedA += orderA ** 2;
      untiedB += orderB ** 2;
    }
  }
  return agreement / Math.sqrt(untiedA * untiedB);
}

function requireValues(what: string, values: readonly number[], least: number): void {
  if (values.length < least) throw new RangeError(`${what} of ${values.length} values; it takes at least ${least}`);
}
