import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { counts } from '../../lib/network/counts.ts';
import { inferShapes } from '../../lib/network/shapes.ts';
import { nasnet } from '../../lib/space/nasnet/definition.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { spaceSuite } from '../suites/space.ts';

const space = nasnet.create({});
const sample = JSON.parse(JSON.stringify(space.sample(randomStream(3, 'test'))));

spaceSuite({
  name: 'nasnet',
  create: () => space,
  enumerable: {
    create: () => nasnet.create({ nodes: 2, operations: ['skip_connect', 'max_pool_3x3'] }),
    // Of each cell: one pair of inputs, then three, each with 4 pairs of operations.
    ids: (4 * 12) ** 2,
  },
  invalid: [
    { case: 'an unknown operation', value: edged({ operation: 'conv' }), field: 'architecture.normal[0][0].operation' },
    { case: 'a state that comes later', value: edged({ from: 2 }), field: 'architecture.normal[0][0].from' },
    { case: 'one state twice', value: edged({ from: sample.normal[0][1].from }), field: 'architecture.normal[0]' },
    { case: 'too few nodes', value: { ...sample, normal: sample.normal.slice(1) }, field: 'architecture.normal' },
    { case: 'no reduction cell', value: { space: 'nasnet', normal: sample.normal }, field: 'architecture.reduction' },
  ],
});

function edged(fields: object) {
  const [[edge, other], ...nodes] = sample.normal;
  return { ...sample, normal: [[{ ...edge, ...fields }, other], ...nodes] };
}

describe('nasnet space', () => {
  const problem = { task: 'classification', input: [32, 32, 3], classes: 10 } as const;
  /** DARTS' second-order cells for CIFAR-10 (arXiv:1806.09055, figures 4 and 5). */
  const edge = (operation: string, from: number) => ({ operation, from });
  const darts = space.parse({
    space: 'nasnet',
    normal: [
      [edge('sep_conv_3x3', 0), edge('sep_conv_3x3', 1)],
      [edge('sep_conv_3x3', 0), edge('sep_conv_3x3', 1)],
      [edge('sep_conv_3x3', 1), edge('skip_connect', 0)],
      [edge('skip_connect', 0), edge('dil_conv_3x3', 2)],
    ],
    reduction: [
      [edge('max_pool_3x3', 0), edge('max_pool_3x3', 1)],
      [edge('skip_connect', 2), edge('max_pool_3x3', 1)],
      [edge('max_pool_3x3', 0), edge('skip_connect', 2)],
      [edge('skip_connect', 2), edge('max_pool_3x3', 1)],
    ],
  } as JsonObject);

  it("has the parameters of DARTS' published network: 3.3 million", () => {
    const large = nasnet.create({ channels: 36, cells: 6, stemStride: 1 });
    const { parameters } = counts(large.network(darts, problem));
    expect(parameters).toBeGreaterThan(3.25e6);
    expect(parameters).toBeLessThan(3.35e6);
  });

  it('trains an auxiliary classifier where it is asked for, which costs nothing at work', () => {
    const [plain, helped] = [false, true].map((auxiliary) => nasnet.create({ auxiliary }).network(darts, problem));
    expect(plain!.auxiliary).toBeUndefined();
    expect(inferShapes(helped!).get(helped!.auxiliary!)).toEqual([10]);
    expect(counts(helped!)).toEqual(counts(plain!));
  });
});
