import { describe, expect, it } from 'vitest';
import { modelEnergyMj, operatorMj } from '../../../lib/hardware/energy/model.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { spearman } from '../../../lib/math/statistics.ts';
import { counts } from '../../../lib/network/counts.ts';
import { createSpace, spaces } from '../../../lib/space/registry.ts';
import { moduleExample } from '../../space/module-example.ts';
import { PROBLEMS } from '../../space/problems.ts';

describe('the model of energy', () => {
  it('takes a word from memory for as dear as 139 operations', () => {
    const [operation, word] = [operatorMj({ macs: 1, bytes: 0 }), operatorMj({ macs: 0, bytes: 4 })];
    expect(word / operation).toBeCloseTo(139.1, 1);
    expect(operatorMj({ macs: 1e9, bytes: 0 })).toBeCloseTo(4.6, 9);
    expect(operatorMj({ macs: 3, bytes: 8 })).toBeCloseTo(3 * operation + 2 * word, 15);
  });

  it.each(spaces)('knows every network of $name, by more than its arithmetic and weights', ({ name }) => {
    const space = createSpace(name === moduleExample.name ? moduleExample : { name });
    for (let seed = 0; seed < 10; seed++) {
      const network = space.network(space.sample(randomStream(seed, 'energy')), PROBLEMS[name]!);
      const { macs, parameters } = counts(network);
      expect(modelEnergyMj(network)).toBeGreaterThan(operatorMj({ macs, bytes: 4 * parameters }));
    }
  });

  it('is not a count of operations in other words', () => {
    const space = createSpace({ name: 'nasbench201' });
    const networks = Array.from({ length: 50 }, (_, seed) =>
      space.network(space.sample(randomStream(seed, 'energy')), PROBLEMS.nasbench201!),
    );
    const macs = networks.map((network) => counts(network).macs);
    const rank = spearman(networks.map(modelEnergyMj), macs);
    expect(rank).toBeGreaterThan(0.8);
    expect(rank).toBeLessThan(0.99);
  });
});
