export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** log(1 + e^x), which neither overflows nor loses small values. */
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
