import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainingOrder } from '../../lib/training/order.ts';

describe('trainingOrder', () => {
  it('sees no example twice in an epoch, and leaves out less than a batch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 40 }), fc.nat(5), (count, size, seed) => {
        fc.pre(count >= size);
        const order = trainingOrder(count, { batchSize: size, trainExamples: 0 }, seed);
        const epoch = Array.from({ length: order.stepsPerEpoch }, (_, step) => [...order.batch(step)]).flat();
        expect(new Set(epoch).size).toBe(epoch.length);
        expect(count - epoch.length).toBeLessThan(size);
        for (const index of epoch) expect(index).toBeLessThan(count);
      }),
    );
  });

  it('is the same again whatever was asked before, and another for another epoch or seed', () => {
    const recipe = { batchSize: 8, trainExamples: 0 };
    const order = trainingOrder(64, recipe, 1);
    const forwards = Array.from({ length: 16 }, (_, step) => [...order.batch(step)]);
    const backwards = Array.from({ length: 16 }, (_, step) => [...order.batch(15 - step)]).reverse();
    expect(backwards).toEqual(forwards);
    expect(forwards[8]).not.toEqual(forwards[0]);
    expect([...trainingOrder(64, recipe, 2).batch(0)]).not.toEqual(forwards[0]);
  });

  it('keeps to the same part of the examples in every epoch', () => {
    const order = trainingOrder(100, { batchSize: 4, trainExamples: 20 }, 3);
    expect(order.stepsPerEpoch).toBe(5);
    const epochs = [0, 1, 2].map((epoch) =>
      Array.from({ length: 5 }, (_, step) => [...order.batch(epoch * 5 + step)])
        .flat()
        .sort((a, b) => a - b),
    );
    expect(epochs[1]).toEqual(epochs[0]);
    expect(epochs[2]).toEqual(epochs[0]);
    expect(new Set(epochs[0]).size).toBe(20);
  });

  it('fills a batch that is larger than the data set', () => {
    const order = trainingOrder(3, { batchSize: 8, trainExamples: 0 }, 0);
    expect(order.stepsPerEpoch).toBe(1);
    const seen = Map.groupBy(order.batch(0), (index) => index);
    expect([...seen.values()].map(({ length }) => length).sort()).toEqual([2, 3, 3]);
  });
});
