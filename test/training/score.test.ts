import { beforeAll, describe, expect, it } from 'vitest';
import { headOf, locationsOf } from '../../lib/engine/detection/head.ts';
import type { Engine, Examples, Program } from '../../lib/engine/engine.ts';
import { loadEngine } from '../../lib/engine/load.ts';
import type { Network } from '../../lib/network/network.ts';
import { inferShapes } from '../../lib/network/shapes.ts';
import { evaluate } from '../../lib/training/evaluation.ts';
import { score } from '../../lib/training/score.ts';
import { train } from '../../lib/training/train.ts';
import { detector, toyScenes } from '../suites/engine/detector.ts';
import { recipeOf } from '../trial/recipe.ts';
import { options, tinyNetwork } from './fixtures.ts';

/** A program that gives these answers, whatever it is asked. */
const answering = (answers: Partial<Record<'evaluate' | 'predict', unknown>>): Program =>
  ({ evaluate: () => answers.evaluate, predict: () => answers.predict }) as unknown as Program;

const examples = (labels: Examples['labels'], count = labels.length): Examples => ({
  features: new Uint8Array(count),
  labels,
  count,
});

const input = [32, 48, 1] as const;
const boxes = detector({ input, classes: 2, channels: [8, 16, 16], strides: [4, 8] });

/** What a detector would have to say of one box, and only of it. */
function perfect(network: Network, [left, top, right, bottom, label]: readonly number[]): Float32Array {
  const output = inferShapes(network).get(network.output)!;
  const numbers = new Float32Array(output[0]! * output[1]!).fill(-20);
  const locations = locationsOf(headOf(network, output));
  const at = locations.findIndex(({ x, y }) => x > left! && x < right! && y > top! && y < bottom!);
  const { x, y, level } = locations[at]!;
  const distances = [x - left!, y - top!, right! - x, bottom! - y].map((pixels) => Math.log(pixels / level.stride));
  numbers.set([...distances, 20], at * output[1]!);
  numbers[at * output[1]! + 5 + label!] = 20;
  return numbers;
}

describe('the score of a program', () => {
  it('is the accuracy of a classifier', () => {
    const program = answering({ evaluate: { loss: 0.5, accuracy: 0.75 } });
    const scored = score(program, examples(Int32Array.of(0, 1)), { task: 'classification', network: tinyNetwork() });
    expect(scored).toEqual({ score: 0.75, metrics: { accuracy: 0.75, loss: 0.5 } });
  });

  it('is R^2 of a regression', () => {
    const program = answering({ evaluate: { loss: 0.5 } });
    const scored = score(program, examples(Float32Array.of(1, 3)), { task: 'regression', network: tinyNetwork() });
    expect(scored).toEqual({ score: 0.5, metrics: { r2: 0.5, rmse: Math.sqrt(0.5), loss: 0.5 } });
  });

  it('is the mean average precision of a detector', () => {
    const box = [8, 8, 20, 18, 1];
    const scored = (labels: readonly number[], of: readonly number[] = box) =>
      score(answering({ predict: perfect(boxes, of) }), examples(Float32Array.from(labels), 1), {
        task: 'detection',
        network: boxes,
      });
    expect(scored(box)).toMatchObject({ score: 1, metrics: { map50: 1, map: 1 } });
    // 16 of 20 columns: an overlap of 0.6 at least counts, which is so at 0.5, 0.55 and 0.6.
    expect(scored([8, 8, 28, 18, 1])).toMatchObject({ score: 1, metrics: { map: expect.closeTo(0.3, 10) } });
    expect(scored([8, 8, 20, 18, 0])).toMatchObject({ score: 0, metrics: { map50: 0 } });
    expect(scored([-1, -1, -1, -1, -1])).toMatchObject({ score: 0 });
    expect(scored(box).metrics.loss).toBeLessThan(scored([8, 8, 28, 18, 1]).metrics.loss);
  });
});

describe('an evaluation', () => {
  const json = (value: unknown) => JSON.parse(JSON.stringify(value));

  it('tells everything of a classifier', () => {
    const logits = Float32Array.of(2, 0, 0, 0, 2, 0, 0, 2, 0);
    const classes = ['top', 'middle', 'bottom'];
    const evaluated = evaluate(answering({ predict: logits }), examples(Int32Array.of(0, 1, 2)), {
      task: 'classification',
      network: tinyNetwork(),
      classes,
    });
    expect(json(evaluated)).toMatchObject({
      task: 'classification',
      examples: 3,
      classes,
      metrics: { accuracy: 2 / 3 },
      report: {
        confusion: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 1, 0],
        ],
        perClass: [{ precision: 1 }, { precision: 0.5 }, { support: 1 }],
      },
    });
    expect(evaluated.metrics.loss).toBeCloseTo(Math.log(Math.E ** 2 + 2) - 4 / 3, 6);
  });

  it('tells everything of a regression', () => {
    const program = answering({ predict: Float32Array.of(1, 2, 4) });
    const evaluated = evaluate(program, examples(Float32Array.of(1, 2, 3)), {
      task: 'regression',
      network: tinyNetwork(),
      classes: [],
    });
    expect(evaluated.metrics).toEqual({ r2: 0.5, rmse: Math.sqrt(1 / 3), mae: 1 / 3, loss: 1 / 3 });
  });

  it('tells everything of a detector, and what there is nothing to tell of as null', () => {
    const box = [8, 8, 20, 18, 1];
    const evaluated = evaluate(answering({ predict: perfect(boxes, box) }), examples(Float32Array.from(box), 1), {
      task: 'detection',
      network: boxes,
      classes: ['wide', 'tall'],
    });
    expect(json(evaluated)).toMatchObject({
      metrics: { map50: 1, map: 1 },
      report: {
        coco: { ap: 1, apSmall: 1, apLarge: null, ar1: 1, perClass: [{ ap: null }, { ap: 1 }] },
        voc: { 2007: { mean: 1, perClass: [null, 1] }, 2010: { mean: 1 } },
        support: [0, 1],
      },
    });
  });
});

describe('training', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine();
  });

  it('raises the score of a detector, epoch by epoch', async () => {
    const data = {
      train: toyScenes({ input, count: 80, seed: 1 }),
      validation: toyScenes({ input, count: 20, seed: 2 }),
    };
    const network = detector({ input, classes: 2, channels: [8, 16], strides: [4] });
    const recipe = recipeOf({ epochs: 8, batchSize: 8, optimiser: 'adamw', learningRate: 0.02, schedule: 'cosine' });
    await train(options(engine, { network, task: 'detection', recipe, data }), ({ curve, validation }) => {
      expect(curve).toHaveLength(8);
      expect(curve.at(-1)).toBe(validation.score);
      expect(curve[0]).toBeLessThan(0.2);
      expect(validation.score).toBeGreaterThan(0.5);
    });
  });
});
