import { describe, expect, it } from 'vitest';
import { parseSpecification } from '../../lib/spec/parse.ts';
import { specificationOf } from '../../lib/spec/stored.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { GOOD } from './bad-specification.ts';

describe('a stored specification', () => {
  const spec = parseSpecification(GOOD, 'digits.yaml');

  it('is what was stored', () => {
    expect(specificationOf({ spec: spec as unknown as JsonObject })).toEqual(spec);
  });

  it('of the first version trains as it did then', () => {
    const { epochs, batchSize, optimiser, learningRate, schedule, warmup, momentum, weightDecay } = spec.recipe;
    const first = { epochs, batchSize, optimiser, learningRate, schedule, warmup, momentum, weightDecay };
    const { limits: _, compute: __, ...rest } = spec;
    const read = specificationOf({ spec: { ...rest, recipe: first } as unknown as JsonObject });
    expect(read.compute).toEqual(spec.compute);
    expect(read.limits).toEqual({});
    expect(read.recipe).toMatchObject({ ...first, nesterov: true, batchNormMomentum: 0.99, augmentation: { crop: 0 } });
  });
});
