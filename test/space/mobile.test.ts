import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { mobile } from '../../lib/space/mobile/definition.ts';
import { spaceSuite } from '../suites/space.ts';

const space = mobile.create({});
const sample = JSON.parse(JSON.stringify(space.sample(randomStream(3, 'test'))));
const small = { stages: [{ channels: 16, depth: 2 }], kernels: [3, 5], expansions: [1, 3], squeezeExcite: [false] };

spaceSuite({
  name: 'mobile',
  create: () => space,
  // 3 widths x 2 activations x (4 + 16 sequences of blocks)
  enumerable: { create: () => mobile.create(small), ids: 120 },
  invalid: [
    {
      case: 'a kernel outside the choices',
      value: changed({ kernel: 9 }),
      field: 'architecture.stages[0].blocks[0].kernel',
    },
    {
      case: 'a missing gene',
      value: changed({ expansion: undefined }),
      field: 'architecture.stages[0].blocks[0].expansion',
    },
    { case: 'too few stages', value: { ...sample, stages: sample.stages.slice(1) }, field: 'architecture.stages' },
    { case: 'too many blocks', value: deep(4), field: 'architecture.stages[0].blocks' },
    { case: 'an unknown field', value: { ...sample, colour: 1 }, field: 'colour' },
  ],
});

function changed(fields: object) {
  const [first, ...rest] = sample.stages;
  const [block, ...blocks] = first.blocks;
  return { ...sample, stages: [{ ...first, blocks: [{ ...block, ...fields }, ...blocks] }, ...rest] };
}

function deep(depth: number) {
  const [first, ...rest] = sample.stages;
  return { ...sample, stages: [{ ...first, blocks: Array(depth).fill(first.blocks[0]) }, ...rest] };
}

describe('mobile space', () => {
  it('counts its encodings', () => {
    expect(mobile.create(small).size).toBe(120n);
    // 3 widths x 2 activations x (12 + 12^2 + 12^3), three stages
    expect(space.size).toBe(11304n ** 3n);
  });

  it('takes widths that round to the same channels for one choice', () => {
    const one = mobile.create({ ...small, widths: [1, 1.05] });
    expect(one.size).toBe(40n);
  });

  it('adds a residual exactly where a block keeps stride and width', () => {
    const residuals = (channels: number) => {
      const block = { kernel: 3, expansion: 3, squeezeExcite: false };
      const stage = { channels, activation: 'relu', blocks: [block, block] };
      const tiny = mobile.create({ ...small, stem: { channels: 16 }, widths: [1, 2] });
      const { nodes } = tiny.network(tiny.parse({ space: 'mobile', stages: [stage] }), {
        task: 'classification',
        input: [8, 8, 3],
        classes: 2,
      });
      return nodes.filter(({ layer }) => layer.op === 'add').length;
    };
    expect(residuals(16)).toBe(2);
    expect(residuals(32)).toBe(1);
  });

  it('drops before the classifier, and residual branches the more often the deeper they are', () => {
    const block = { kernel: 3, expansion: 3, squeezeExcite: false };
    const stages = [12, 24, 40].map((channels) => ({ channels, activation: 'relu', blocks: [block, block] }));
    const { nodes } = space.network(space.parse({ space: 'mobile', stages }), {
      task: 'classification',
      input: [28, 28, 1],
      classes: 10,
    });
    const shares = nodes.flatMap(({ layer }) => (layer.op === 'dropPath' ? [layer.share] : []));
    expect(shares).toEqual([2 / 6, 4 / 6, 1]);
    expect(nodes.find(({ id }) => id === 'head/dense')!.inputs).toEqual(['head/dropout']);
  });

  it.each([
    { options: { kernels: [] }, field: 'kernels' },
    { options: { kernels: [4] }, field: 'kernels' },
    { options: { expansions: [3, 3] }, field: 'expansions' },
    { options: { stages: [] }, field: 'stages' },
    { options: { stages: [{ channels: 0 }] }, field: 'channels' },
    { options: { colour: 1 }, field: 'colour' },
    {
      options: {
        stages: [{ channels: 8, depth: 1 }],
        widths: [1],
        kernels: [3],
        expansions: [1],
        squeezeExcite: [true],
        activations: ['relu'],
      },
      field: 'single architecture',
    },
  ])('refuses options $options', ({ options, field }) => expect(() => mobile.create(options)).toThrow(field));
});
