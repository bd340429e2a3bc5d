import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../lib/engine/engine.ts';
import { loadEngine } from '../../lib/engine/load.ts';
import { randomStream } from '../../lib/math/random.ts';
import { initialWeights } from '../../lib/network/initialise.ts';
import type { StepProgress, TrainOptions } from '../../lib/training/train.ts';
import { NO_AUGMENTATION } from '../../lib/trial/augmentation.ts';
import { toyExamples } from '../suites/engine/fixtures.ts';
import { everything, randomNetwork } from '../suites/engine/randomness.ts';
import { memoryCheckpoints, options, outcomeOf, recipe, tinyNetwork } from './fixtures.ts';

const STEPS = 12;

describe('train', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine();
  });

  it('learns, tells every step, and ends with one accuracy an epoch', async () => {
    const told: StepProgress[] = [];
    const { curve, validation } = await outcomeOf(
      options(engine, { recipe: { ...recipe, epochs: 10 }, onStep: (step) => told.push(step) }),
    );
    expect(curve).toHaveLength(10);
    expect(curve.at(-1)).toBe(validation.score);
    expect(validation.score).toBeGreaterThan(0.8);
    expect(told.map(({ step }) => step)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(told[4]).toMatchObject({ epoch: 2, epochs: 10, step: 5, steps: 40 });
    expect(told.at(-1)!.loss).toBeLessThan(told[0]!.loss);
  });

  it('gives the same for the same seed, something else for another', async () => {
    const first = await outcomeOf(options(engine));
    expect(await outcomeOf(options(engine))).toEqual(first);
    expect((await outcomeOf(options(engine, { seed: 8 }))).state).not.toBe(first.state);
  });

  it.each([
    ['sgd', {}],
    ['adamw', { optimiser: 'adamw', learningRate: 0.005 }],
    [
      'averaged, augmented and with one cycle',
      { ema: 0.9, clipNorm: 1, schedule: 'oneCycle', augmentation: { ...NO_AUGMENTATION, crop: 1, mixup: 0.5 } },
    ],
  ] as const)('interrupted at any step ends with the same bits (%s)', (_name, changes) =>
    expectSameBits({ recipe: { ...recipe, ...changes } }),
  );

  it('interrupted at any step ends with the same bits (every option of the recipe)', () => {
    const network = randomNetwork();
    const weights = initialWeights(network, randomStream(3, 'teacher'));
    const { epochs } = recipe;
    return expectSameBits({
      network,
      teacher: { network, weights, weight: 0.5, temperature: 4 },
      recipe: { ...recipe, ...everything, epochs, optimiser: 'adamw', learningRate: 0.005, schedule: 'oneCycle' },
      data: {
        train: toyExamples({ input: network.input, count: 64, seed: 1 }),
        validation: toyExamples({ input: network.input, count: 40, seed: 2 }),
      },
    });
  });

  async function expectSameBits(given: Partial<TrainOptions>): Promise<void> {
    const uninterrupted = await outcomeOf(options(engine, given));
    for (let stop = 1; stop < STEPS; stop++) {
      const checkpoints = memoryCheckpoints();
      const stopping = new AbortController();
      const onStep = ({ step }: StepProgress) => step === stop && stopping.abort();
      await expect(
        outcomeOf(options(engine, { ...given, checkpoints, signal: stopping.signal, onStep })),
      ).rejects.toMatchObject({ name: 'TrainingInterruptedError', message: `stopped after step ${stop} of ${STEPS}` });
      const steps: number[] = [];
      const resumed = outcomeOf(options(engine, { ...given, checkpoints, onStep: ({ step }) => steps.push(step) }));
      expect(await resumed, `interrupted after step ${stop}`).toEqual(uninterrupted);
      expect(steps[0]).toBe(stop + 1);
    }
  }

  it('learns from a teacher too', async () => {
    const network = tinyNetwork();
    const weights = initialWeights(network, randomStream(3, 'teacher'));
    const teacher = { network, weights, weight: 0.5, temperature: 4 };
    expect((await outcomeOf(options(engine, { teacher }))).state).not.toBe((await outcomeOf(options(engine))).state);
  });

  it('interrupted at every step ends with the same bits', async () => {
    const uninterrupted = await outcomeOf(options(engine));
    const checkpoints = memoryCheckpoints();
    for (let stop = 1; stop < STEPS; stop++) {
      const attempt = outcomeOf(options(engine, { checkpoints, signal: AbortSignal.abort() }));
      await expect(attempt).rejects.toThrow(`stopped after step ${stop} of ${STEPS}`);
    }
    expect(await outcomeOf(options(engine, { checkpoints }))).toEqual(uninterrupted);
  });

  it('killed without warning goes on from the last epoch', async () => {
    const uninterrupted = await outcomeOf(options(engine));
    const checkpoints = memoryCheckpoints();
    const onStep = ({ step }: StepProgress) => {
      if (step === 6) throw new Error('killed');
    };
    await expect(outcomeOf(options(engine, { checkpoints, onStep }))).rejects.toThrow('killed');
    const steps: number[] = [];
    const resumed = await outcomeOf(options(engine, { checkpoints, onStep: ({ step }) => steps.push(step) }));
    expect(resumed).toEqual(uninterrupted);
    expect(steps[0]).toBe(5);
  });

  it('stopped after its last step is done', async () => {
    const stopping = new AbortController();
    const onStep = ({ step }: StepProgress) => step === STEPS && stopping.abort();
    const done = await outcomeOf(options(engine, { signal: stopping.signal, onStep }));
    expect(done).toEqual(await outcomeOf(options(engine)));
  });

  it('gives up when the loss is no number, naming the step', async () => {
    const hopeless = { ...recipe, learningRate: 1e30, warmup: 0 };
    await expect(outcomeOf(options(engine, { recipe: hopeless }))).rejects.toMatchObject({
      name: 'TrainingDivergedError',
      message: expect.stringMatching(
        /^the loss is (NaN|Infinity) at step [2-4] with learning rate \S+: a lower learning rate may help$/,
      ),
    });
  });
});
