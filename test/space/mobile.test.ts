import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { counts } from '../../lib/network/counts.ts';
import type { Network } from '../../lib/network/network.ts';
import { mobile } from '../../lib/space/mobile/definition.ts';
import type { Problem } from '../../lib/space/space.ts';
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

const resolutions = { resolutions: [0.5, 1], scale: { depth: 1.2, width: 1.1 } };

describe('of several resolutions, scaled', () =>
  spaceSuite({
    name: 'mobile',
    create: () => mobile.create(resolutions),
    enumerable: { create: () => mobile.create({ ...small, ...resolutions }), ids: 240 },
    invalid: [
      { case: 'no resolution', value: sample, field: 'architecture.resolution' },
      { case: 'another resolution', value: { ...sample, resolution: 2 }, field: 'architecture.resolution' },
    ],
  }));

function changed(fields: object) {
  const [first, ...rest] = sample.stages;
  const [block, ...blocks] = first.blocks;
  return { ...sample, stages: [{ ...first, blocks: [{ ...block, ...fields }, ...blocks] }, ...rest] };
}

function deep(depth: number) {
  const [first, ...rest] = sample.stages;
  return { ...sample, stages: [{ ...first, blocks: Array(depth).fill(first.blocks[0]) }, ...rest] };
}

const IMAGES: Problem = { task: 'classification', input: [32, 32, 3], classes: 2 };

function shallow(channels: number, depth = 1) {
  const block = { kernel: 3, expansion: 3, squeezeExcite: false };
  return { channels, activation: 'relu', blocks: Array(depth).fill(block) };
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

  it('resizes images to the resolution that was chosen, and not where it is theirs', () => {
    const several = mobile.create({ ...small, resolutions: [0.5, 1] });
    const [half, whole] = [0.5, 1].map((resolution) =>
      several.network(several.parse({ space: 'mobile', resolution, stages: [shallow(16)] }), IMAGES),
    );
    expect(whole!.nodes.some(({ layer }) => layer.op === 'resize')).toBe(false);
    expect(half!.nodes[0]!.layer).toEqual({ op: 'resize', factor: 0.5, method: 'bilinear' });
    expect(counts(half!).parameters).toBe(counts(whole!).parameters);
    expect(counts(half!).macs / counts(whole!).macs).toBeCloseTo(1 / 4, 1);
  });

  it('scales what was found in depth, width and resolution', () => {
    const network = (scale: object) => {
      const scaled = mobile.create({ ...small, stem: { channels: 16 }, scale });
      return scaled.network(scaled.parse({ space: 'mobile', stages: [shallow(16, 2)] }), IMAGES);
    };
    const base = network({});
    const depthwise = (of: Network) => of.nodes.filter(({ layer }) => layer.op === 'depthwiseConv2d').length;
    expect([1, 1.2, 2].map((depth) => depthwise(network({ depth })))).toEqual([2, 3, 4]);
    expect(counts(network({ width: 2 })).macs / counts(base).macs).toBeGreaterThan(2.5);
    expect(network({ resolution: 1.5 }).nodes[0]!.layer).toMatchObject({ op: 'resize', factor: 1.5 });
    // EfficientNet's coefficients: about twice the work for each step of the compound coefficient.
    const compound = counts(network({ depth: 1.2, width: 1.1, resolution: 1.15 })).macs / counts(base).macs;
    expect(compound).toBeGreaterThan(1.5);
    expect(compound).toBeLessThan(2.5);
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
    { options: { resolutions: [0] }, field: 'resolutions' },
    { options: { scale: { depth: 0 } }, field: 'depth' },
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
