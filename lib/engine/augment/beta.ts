/** Halvings of the interval [0, 1/2]; what is left is below a float's resolution. */
const HALVINGS = 50;

/**
 * `count` equally likely values of a Beta(alpha, alpha) variable, in order: its quantiles at (i + 1/2) / count, by
 * bisection of its distribution function. A uniform draw among them is such a variable up to 1 / (2 count) in probability.
 */
export function betaQuantiles(alpha: number, count: number): readonly number[] {
  const whole = 2 * incomplete(alpha, 0.5);
  const lower = (probability: number) => {
    let [from, to] = [0, 0.5];
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (from + to) / 2;
      if (incomplete(alpha, middle) < probability * whole) from = middle;
      else to = middle;
    }
    return (from + to) / 2;
  };
  const half = Array.from({ length: Math.ceil(count / 2) }, (_, i) => lower((i + 0.5) / count));
  const mirrored = half.slice(0, Math.floor(count / 2)).toReversed();
  return [...half, ...mirrored.map((value) => 1 - value)];
}

/**
 * The incomplete beta function of alpha and alpha, times alpha, for x up to 1/2: a series of positive terms
 * (https://dlmf.nist.gov/8.17.E8).
 */
function incomplete(alpha: number, x: number): number {
  let sum = 0;
  let term = 1;
  for (let n = 0; term > sum * Number.EPSILON; n++) {
    sum += term;
    term *= (x * (2 * alpha + n)) / (alpha + 1 + n);
  }
  return (x * (1 - x)) ** alpha * sum;
}
