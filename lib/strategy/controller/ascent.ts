const [BETA_1, BETA_2, EPSILON] = [0.9, 0.999, 1e-8];

/** Adam (arXiv:1412.6980, algorithm 1), uphill: each call moves `weights` along a gradient of the same length. */
export function ascent(weights: Float64Array, learningRate: number): (gradient: Float64Array) => void {
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  let steps = 0;
  return (gradient) => {
    steps++;
    const rate = (learningRate * Math.sqrt(1 - BETA_2 ** steps)) / (1 - BETA_1 ** steps);
    for (let i = 0; i < weights.length; i++) {
      const slope = gradient[i]!;
      first[i] = BETA_1 * first[i]! + (1 - BETA_1) * slope;
      second[i] = BETA_2 * second[i]! + (1 - BETA_2) * slope * slope;
      weights[i]! += (rate * first[i]!) / (Math.sqrt(second[i]!) + EPSILON);
    }
  };
}
