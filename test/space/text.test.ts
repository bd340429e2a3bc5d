import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import type { Layer } from '../../lib/network/network.ts';
import type { Problem } from '../../lib/space/space.ts';
import { text } from '../../lib/space/text/definition.ts';
import { spaceSuite } from '../suites/space.ts';

const space = text.create({});
const small = {
  widths: [8],
  positions: [false],
  depth: 2,
  types: ['convolution'],
  kernels: [3, 5],
  poolings: ['mean', 'max'],
};
const problem: Problem = { task: 'classification', input: [40], classes: 4, vocabulary: 500 };
const convolution = { type: 'convolution', kernel: 3 };
const recurrent = { type: 'recurrent', cell: 'gru', bidirectional: true };
const attention = { type: 'attention', heads: 4, expansion: 2 };
const valid = {
  space: 'text',
  width: 64,
  positions: true,
  blocks: [convolution, recurrent, attention],
  pooling: 'both',
};

spaceSuite({
  name: 'text',
  create: () => space,
  problem,
  // 2 poolings x (1 + 2 + 4 lists of blocks)
  enumerable: { create: () => text.create(small), ids: 14 },
  misfits: [
    { problem: { task: 'classification', input: [28, 28, 1], classes: 10 }, says: '[28, 28, 1]' },
    { problem: { task: 'classification', input: [13], classes: 3 }, says: 'the data has shape [13]' },
    { problem: { ...problem, classes: 1 }, says: 'at least 2 classes' },
    { problem: { ...problem, task: 'detection' }, says: 'the data is for detection' },
  ],
  invalid: [
    { case: 'a width outside the choices', value: { ...valid, width: 65 }, field: 'architecture.width' },
    { case: 'a kernel outside the choices', value: block({ kernel: 9 }), field: 'architecture.blocks[0].kernel' },
    { case: 'a block of no type', value: block({ type: 'pooling' }), field: 'architecture.blocks[0].type' },
    { case: 'a gene of another type', value: block({ heads: 2 }), field: 'heads' },
    { case: 'too many blocks', value: { ...valid, blocks: Array(5).fill(convolution) }, field: 'architecture.blocks' },
    { case: 'a missing gene', value: { ...valid, pooling: undefined }, field: 'architecture.pooling' },
    { case: 'an unknown field', value: { ...valid, colour: 1 }, field: 'colour' },
  ],
});

function block(fields: object) {
  return { ...valid, blocks: [{ ...convolution, ...fields }, attention] };
}

describe('text space', () => {
  const layers = (fields: object) =>
    space.network(space.parse({ ...valid, ...fields }), problem).nodes.map(({ layer }) => layer);
  const ofOp = <O extends Layer['op']>(fields: object, op: O) =>
    layers(fields).filter((layer): layer is Extract<Layer, { op: O }> => layer.op === op);

  it('counts its encodings', () => {
    expect(text.create(small).size).toBe(BigInt(2 * 3 ** 2));
    // 3 kernels, 2 cells each one way or both, 2 x 2 attentions, or nothing
    expect(space.size).toBe(BigInt(3 * 2 * 3 * 12 ** 4));
  });

  it('has one form for networks that are the same: empty blocks change nothing, wherever they stand', () => {
    const form = (blocks: readonly unknown[]) => space.parse({ ...valid, blocks });
    expect(form(['none', convolution, 'none', attention])).toEqual(form([convolution, attention]));
    expect(form([attention, convolution])).not.toEqual(form([convolution, attention]));
    expect(form(['none', 'none'])).toEqual(form([]));
  });

  it('has neighbours with one block more, at every place, and one block fewer', () => {
    const self = space.parse({ ...valid, blocks: [convolution, attention] });
    const blocks = space.neighbours(self).map((other) => (other as unknown as typeof valid).blocks);
    for (const more of [
      [recurrent, convolution, attention],
      [convolution, recurrent, attention],
      [convolution, attention, recurrent],
      [convolution],
      [attention],
    ]) {
      expect(blocks).toContainEqual(more);
    }
  });

  it('gives each direction of a recurrent block half the width', () => {
    expect(ofOp({ blocks: [recurrent] }, 'gru')).toEqual([
      { op: 'gru', units: 32, sequence: true },
      { op: 'gru', units: 32, sequence: true, reverse: true },
    ]);
    expect(ofOp({ blocks: [{ ...recurrent, bidirectional: false }] }, 'gru')).toMatchObject([{ units: 64 }]);
  });

  it('adds every block to what it reads, attention twice, and drops the deeper ones more often', () => {
    expect(ofOp({}, 'add')).toHaveLength(4);
    expect(ofOp({}, 'dropPath').map(({ share }) => share)).toEqual([1 / 3, 2 / 3, 1, 1]);
    expect(ofOp({}, 'dropout').map(({ of }) => of)).toEqual(['tokens', ...Array(5).fill('features')]);
  });

  it('is a bag of embeddings without blocks', () => {
    const ops = layers({ blocks: [], positions: false, pooling: 'mean' }).map(({ op }) => op);
    expect(ops).toEqual(['mask', 'embedding', 'dropout', 'sequencePool', 'dropout', 'dense']);
  });

  it('samples every depth about as often', () => {
    const depths = Array.from({ length: 500 }, (_, seed) => {
      const { blocks } = space.sample(randomStream(seed, 'depths')) as unknown as typeof valid;
      return blocks.length;
    });
    for (const depth of [0, 1, 2, 3, 4]) expect(depths.filter((other) => other === depth).length).toBeGreaterThan(70);
  });

  it.each([
    { options: { depth: -1 }, field: 'depth' },
    { options: { widths: [] }, field: 'widths' },
    { options: { widths: [10] }, field: 'widths' },
    { options: { kernels: [3, 3] }, field: 'differ' },
    { options: { types: ['pooling'] }, field: 'types' },
    { options: { colour: 1 }, field: 'colour' },
    {
      options: { depth: 0, widths: [64], positions: [true], poolings: ['mean'] },
      field: 'single architecture',
    },
  ])('refuses options $options', ({ options, field }) => expect(() => text.create(options)).toThrow(field));
});
