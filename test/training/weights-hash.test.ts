import { describe, expect, it } from 'vitest';
import { hashWeights, weightsOf } from '../../lib/training/weights-hash.ts';
import { withAuxiliary } from '../suites/engine/auxiliary.ts';
import { roughWeights } from '../suites/engine/fixtures.ts';

describe('the weights of a trained network', () => {
  const network = withAuxiliary();
  const weights = roughWeights(network);
  const answering = [...weights].filter(([name]) => !/^(auxiliary|beside)/.test(name));

  it('are those that inference needs', () => {
    const state = new Map([...weights, ...answering.map(([name, values]) => [`momentum/${name}`, values] as const)]);
    expect(weightsOf(network, state)).toEqual(new Map(answering));
  });

  it('are the averaged ones where there are averages', () => {
    const averages = new Map(
      answering.flatMap(([name, values]) =>
        /(mean|variance)$/.test(name) ? [] : [[`ema/${name}`, values.map((value) => value / 2)] as const],
      ),
    );
    for (const [name, values] of weightsOf(network, new Map([...weights, ...averages]))) {
      expect(values, name).toEqual(averages.get(`ema/${name}`) ?? weights.get(name));
    }
  });

  it('have a hash of names and bytes', () => {
    const hash = hashWeights(new Map(answering));
    const [[first, values]] = answering as [(typeof answering)[number]];
    expect(hashWeights(new Map(answering))).toBe(hash);
    expect(hashWeights(new Map(answering).set(first, values.with(0, 9)))).not.toBe(hash);
    expect(hashWeights(new Map(answering.slice(1)).set('other', values))).not.toBe(hash);
  });
});
