import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import type { Layer } from '../../lib/network/network.ts';
import { inferShapes } from '../../lib/network/shapes.ts';
import { detection } from '../../lib/space/detection/definition.ts';
import type { Problem } from '../../lib/space/space.ts';
import { spaceSuite } from '../suites/space.ts';

const space = detection.create({});
const small = {
  channels: [4, 8, 8],
  widths: [1],
  depth: 2,
  kernels: [3],
  expansions: [3],
  pyramids: [8],
  heads: [0, 1],
};
const problem: Problem = { task: 'detection', input: [240, 320, 3], classes: 20 };
const residual = { type: 'residual', kernel: 3 };
const inverted = { type: 'inverted', kernel: 5, expansion: 6 };
const stage = (block: object, channels: number, depth: number) => ({ block, channels, depth });
const valid = {
  space: 'detection',
  stages: [stage(residual, 16, 1), stage(inverted, 32, 3), stage(inverted, 80, 2)],
  pyramid: 32,
  head: 1,
};
const [first, ...rest] = valid.stages;
const changed = (fields: object) => ({ ...valid, stages: [{ ...first, ...fields }, ...rest] });

spaceSuite({
  name: 'detection',
  create: () => space,
  problem,
  // Levels of 30 x 40 and 15 x 20 locations.
  output: [1500, 4 + 1 + 20],
  // (2 blocks x 2 depths) of each stage, 2 heads
  enumerable: { create: () => detection.create(small), ids: 128 },
  misfits: [
    { problem: { ...problem, input: [64] }, says: '[64]' },
    { problem: { ...problem, task: 'classification' }, says: 'the data is for classification' },
    { problem: { ...problem, classes: 0 }, says: 'at least 1 classes' },
  ],
  invalid: [
    {
      case: 'channels outside the choices',
      value: changed({ channels: 17 }),
      field: 'architecture.stages[0].channels',
    },
    { case: 'a stage without blocks', value: changed({ depth: 0 }), field: 'architecture.stages[0].depth' },
    {
      case: 'a kernel outside the choices',
      value: changed({ block: { ...residual, kernel: 9 } }),
      field: 'architecture.stages[0].block.kernel',
    },
    { case: 'a gene of another block', value: changed({ block: { ...residual, expansion: 3 } }), field: 'expansion' },
    { case: 'too few stages', value: { ...valid, stages: rest }, field: 'architecture.stages' },
    { case: 'a missing gene', value: { ...valid, head: undefined }, field: 'architecture.head' },
    { case: 'an unknown field', value: { ...valid, colour: 1 }, field: 'colour' },
  ],
});

describe('detection space', () => {
  const network = (fields: object = {}, of = problem) => space.network(space.parse({ ...valid, ...fields }), of);
  const ofOp = <O extends Layer['op']>(op: O, of = network()) =>
    of.nodes.map(({ layer }) => layer).filter((layer): layer is Extract<Layer, { op: O }> => layer.op === op);

  it('counts its encodings', () => {
    expect(detection.create(small).size).toBe(128n);
    // 2 residual blocks and 4 inverted ones, 3 widths, 3 depths of each stage; 3 pyramids, 2 heads
    expect(space.size).toBe(BigInt(54 ** 3 * 6));
  });

  it('has a level at stride 32 where there is a fourth stage', () => {
    const deep = detection.create({ channels: [8, 8, 16, 16] });
    const { output, strides, ...of } = deep.network(deep.sample(randomStream(1, 'deep')), problem);
    expect(strides).toEqual([8, 16, 32]);
    expect(inferShapes({ output, ...of }).get(output)).toEqual([30 * 40 + 15 * 20 + 8 * 10, 25]);
  });

  it.each([
    [1, 1],
    [15, 9],
    [33, 47],
    [100, 75],
  ])('has one location for each cell of each level on images of %d x %d', (height, width) => {
    const deep = detection.create({ channels: [4, 4, 8, 8] });
    const of = deep.network(deep.sample(randomStream(2, 'odd')), {
      task: 'detection',
      input: [height, width, 1],
      classes: 2,
    });
    const locations = of.strides!.map((stride) => Math.ceil(height / stride) * Math.ceil(width / stride));
    expect(inferShapes(of).get(of.output)).toEqual([locations.reduce((a, b) => a + b), 7]);
  });

  it('drops the deeper residual branches more often', () => {
    // The first block of a stage of inverted residuals has none.
    const depths = [1, 3, 4, 6].map((block) => block / 6);
    expect(ofOp('dropPath').map(({ share }) => share)).toEqual(depths);
  });

  it('has as many convolutions before the outputs of each level as the head says', () => {
    const towers = (head: number) => {
      const deep = detection.create({ heads: [0, 1, 3] });
      const { nodes } = deep.network(deep.parse({ ...valid, head }), problem);
      return nodes.filter(({ id }) => /^head\/stride\d+\/tower\d\/conv$/.test(id)).length;
    };
    expect([0, 1, 3].map(towers)).toEqual([0, 2, 6]);
  });

  it.each([
    { options: { channels: [8, 8] }, field: 'channels' },
    { options: { channels: [8, 8, 8, 8, 8] }, field: 'channels' },
    { options: { widths: [] }, field: 'widths' },
    { options: { heads: [1, 1] }, field: 'differ' },
    { options: { types: ['vgg'] }, field: 'types' },
    { options: { colour: 1 }, field: 'colour' },
    {
      options: { ...small, depth: 1, types: ['residual'], expansions: [3, 6], heads: [1] },
      field: 'single architecture',
    },
  ])('refuses options $options', ({ options, field }) => expect(() => detection.create(options)).toThrow(field));
});
