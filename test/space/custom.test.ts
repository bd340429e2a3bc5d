import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { custom } from '../../lib/space/custom/definition.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { spaceSuite } from '../suites/space.ts';

const space = custom.create({});
const sample = JSON.parse(JSON.stringify(space.sample(randomStream(3, 'test'))));
const chosen = (choices: object) => ({ ...sample, choices: { ...sample.choices, ...choices } });

spaceSuite({
  name: 'custom',
  create: () => space,
  enumerable: {
    create: () =>
      custom.create({
        choices: { kind: ['plain', 'deep'] },
        layers: [
          { op: 'conv2d', filters: { from: 4, to: 8, step: 4 }, kernel: 3 },
          {
            when: { kind: 'deep' },
            repeat: { from: 1, to: 2 },
            layers: [{ op: 'conv2d', filters: 4, kernel: { choice: [1, 3, 5] } }],
          },
        ],
      }),
    // 2 widths, each plain, or deep once (3 kernels) or twice (9).
    ids: 2 * (1 + 3 + 9),
  },
  invalid: [
    {
      case: 'a value outside the choices',
      value: chosen({ activation: 'tanh' }),
      field: 'architecture.choices.activation',
    },
    { case: 'an unknown choice', value: chosen({ colour: 1 }), field: 'colour' },
    { case: 'no choices', value: { space: 'custom' }, field: 'architecture.choices' },
  ],
});

describe('custom space', () => {
  const problem = { task: 'classification', input: [8, 8, 3], classes: 2 } as const;
  const ops = (options: object, architecture?: JsonObject) => {
    const created = custom.create(options);
    const one = architecture ?? created.fromChoices(created.decisions.map(() => 0));
    return created.network(one, problem).nodes.map(({ layer }) => layer.op);
  };
  const conv = { op: 'conv2d', filters: { choice: [4, 8] }, kernel: 3 };

  it('adds a pooling and the classes to the layers', () => {
    expect(ops({ choices: {}, layers: [conv] })).toEqual(['conv2d', 'globalAvgPool', 'dropout', 'dense']);
  });

  it('takes one of several lists of layers', () => {
    const options = {
      choices: {},
      layers: [conv, { either: [[], [{ op: 'batchNorm' }, { op: 'activation', fn: 'relu' }]] }],
    };
    const created = custom.create(options);
    const [plain, other] = [0, 1].map((which) => ops(options, created.fromChoices([0, which])));
    expect(plain).not.toContain('batchNorm');
    expect(other!.slice(0, 3)).toEqual(['conv2d', 'batchNorm', 'activation']);
  });

  it('adds what residual layers take, through a shortcut where they change the shape', () => {
    const same = { residual: [{ op: 'conv2d', filters: 3, kernel: { choice: [3, 5] } }] };
    expect(ops({ choices: {}, layers: [same] }).slice(0, 2)).toEqual(['conv2d', 'add']);
    const smaller = { residual: [{ op: 'conv2d', filters: 8, kernel: { choice: [3, 5] }, stride: 2 }] };
    expect(ops({ choices: {}, layers: [smaller] }).slice(0, 5)).toEqual([
      'conv2d',
      'avgPool',
      'conv2d',
      'batchNorm',
      'add',
    ]);
  });

  it('reads texts, with a mask where a layer needs it', () => {
    const created = custom.create({
      input: 'tokens',
      choices: { size: [8, 16] },
      layers: [
        { op: 'embedding', size: '$size' },
        { op: 'gru', units: '$size' },
      ],
    });
    const network = created.network(created.fromChoices([1]), { ...problem, input: [12], vocabulary: 50 });
    expect(network.nodes.map(({ layer }) => layer.op)).toEqual([
      'mask',
      'embedding',
      'gru',
      'sequencePool',
      'dropout',
      'dense',
    ]);
  });

  it('gives what is repeated choices of its own, and drops those that do not matter', () => {
    const options = { choices: {}, layers: [{ repeat: { choice: [1, 2] }, layers: [conv] }] };
    const created = custom.create(options);
    expect(created.canonical(created.fromChoices([1, 0, 1]))).toMatchObject({
      choices: { 'layers/0.repeat': 2, 'layers/0/x1/0.filters': 4, 'layers/0/x2/0.filters': 8 },
    });
    expect(created.fromChoices([0, 0, 1])).toEqual(created.fromChoices([0, 0, 0]));
  });

  it.each([
    ['an unknown layer', { layers: [{ op: 'conv3d', filters: 4 }] }, /layers\.0\.op.*conv3d|conv3d.*allowed: conv2d/s],
    ['a name that is not declared', { choices: {}, layers: [{ ...conv, kernel: '$size' }] }, /\$size; allowed/],
    ['a condition on what is not declared', { choices: {}, layers: [{ ...conv, when: { size: 1 } }] }, /\$size/],
    [
      'a condition that never holds',
      { choices: { size: [1, 2] }, layers: [{ ...conv, when: { size: 3 } }] },
      /allowed: \[1,2\]/,
    ],
    [
      'a field that a layer does not have',
      { choices: {}, layers: [{ ...conv, strides: 2 }] },
      /unknown field of conv2d; allowed: filters/,
    ],
    [
      'an activation that is none',
      { choices: { fn: ['relu', 'reluu'] }, layers: [conv, { op: 'activation', fn: '$fn' }] },
      /fn is reluu, allowed: relu/,
    ],
    ['an empty range', { choices: {}, layers: [{ ...conv, kernel: { from: 5, to: 3 } }] }, /from <= to/],
    ['half a repeat', { choices: {}, layers: [{ repeat: 1.5, layers: [conv] }] }, /whole numbers/],
    ['nothing to choose', { choices: {}, layers: [{ ...conv, filters: 4 }] }, /no choice/],
    ['layers that do not fit', { choices: {}, layers: [{ op: 'flatten' }, conv] }, /layers\/1/],
    ['a layer without a field', { choices: {}, layers: [{ op: 'conv2d', kernel: { choice: [3, 5] } }] }, /filters/],
  ])('refuses %s', (_name, options, says) => {
    expect(() => custom.create(options)).toThrow(says);
  });
});
