import type { Metrics, Trial } from '../../lib/trial/trial.ts';

/** A complete search trial; say what matters to the test. */
export function completeTrial(
  number: number,
  accuracy: number,
  { metrics, ...rest }: Partial<Trial> & { readonly metrics?: Metrics } = {},
): Trial {
  return {
    searchId: 'digits-1',
    number,
    kind: 'search',
    generation: 1,
    round: 1,
    architecture: { space: 'test', is: number },
    architectureId: `architecture-${number}`,
    key: `key-${number}`,
    recipe: {
      epochs: 1,
      batchSize: 32,
      optimiser: 'sgd',
      learningRate: 0.1,
      schedule: 'cosine',
      warmup: 0,
      momentum: 0.9,
      weightDecay: 0,
      labelSmoothing: 0,
      trainExamples: 0,
    },
    seed: 0,
    state: 'complete',
    predicted: { latencyMs: 1, parameters: 1000, macs: 10_000 },
    result: { metrics: { accuracy, ...metrics }, curve: [accuracy], weightsHash: `weights-${number}` },
    ...rest,
  };
}
