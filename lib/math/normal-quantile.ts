/**
 * The value that a standard normal variable stays below with a probability: algorithm AS 241, PPND7, correct to about 7
 * digits (Wichura 1988, Applied Statistics 37).
 * @param probability above 0 and below 1
 */
export function normalQuantile(probability: number): number {
  const from = probability - 0.5;
  if (Math.abs(from) <= 0.425) {
    const r = 0.180625 - from * from;
    return from * ratio(CENTRE, r);
  }
  const tail = Math.sqrt(-Math.log(from < 0 ? probability : 1 - probability));
  const size = tail <= 5 ? ratio(MIDDLE, tail - 1.6) : ratio(FAR, tail - 5);
  return from < 0 ? -size : size;
}

/** Coefficients of a numerator and a denominator, lowest first. */
type Ratio = readonly [readonly number[], readonly number[]];

const CENTRE: Ratio = [
  [3.3871327179, 50.434271938, 159.29113202, 59.10937472],
  [1, 17.895169469, 78.757757664, 67.1875636],
];
const MIDDLE: Ratio = [
  [1.4234372777, 2.75681539, 1.3067284816, 0.17023821103],
  [1, 0.7370016425, 0.12021132975],
];
const FAR: Ratio = [
  [6.657905115, 3.081226386, 0.42868294337, 0.017337203997],
  [1, 0.24197894225, 0.012258202635],
];

const ratio = ([above, below]: Ratio, x: number) => polynomial(above, x) / polynomial(below, x);

const polynomial = (coefficients: readonly number[], x: number) =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
