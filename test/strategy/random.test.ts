import { describe, expect, it } from 'vitest';
import { createSpace } from '../../lib/space/registry.ts';
import { createStrategy } from '../../lib/strategy/registry.ts';
import { run } from '../suites/course.ts';
import { strategySuite } from '../suites/strategy.ts';

strategySuite({ name: 'random' });

describe('random strategy', () => {
  it('does not learn: results change nothing', () => {
    const space = createSpace({ name: 'nasbench201' });
    const create = () => createStrategy({ name: 'random' }, { space, seed: 2 });
    const [told, active] = [create(), create()];
    const trials = create()
      .suggest(10)
      .map((suggestion, i) => ({ number: i + 1, ...suggestion }));
    told.update(
      trials.map((trial) => ({ ...trial, outcome: 'complete', score: trial.number })),
      [],
    );
    active.update([], trials);
    expect(told.suggest(5)).toEqual(active.suggest(5));
  });

  it('keeps proposing what it did in earlier versions', () => {
    const course = { space: { name: 'nasbench201' }, seed: 1, trials: 3, generation: 3 };
    expect(run({ strategy: { name: 'random' }, ...course })).toMatchInlineSnapshot(`
      [
        "{"edges":["none","nor_conv_1x1","none","nor_conv_3x3","none","nor_conv_1x1"],"space":"nasbench201"}",
        "{"edges":["nor_conv_1x1","nor_conv_1x1","nor_conv_1x1","nor_conv_3x3","nor_conv_3x3","nor_conv_3x3"],"space":"nasbench201"}",
        "{"edges":["none","none","none","nor_conv_3x3","none","none"],"space":"nasbench201"}",
      ]
    `);
  });
});
