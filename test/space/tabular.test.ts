import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import type { Problem } from '../../lib/space/space.ts';
import { tabular } from '../../lib/space/tabular/definition.ts';
import { spaceSuite } from '../suites/space.ts';

const space = tabular.create({});
const small = { depth: 3, widths: [16, 32], activations: ['relu'], normalisations: ['none', 'batch'] };
const problem: Problem = { task: 'classification', input: [13], classes: 3 };
const valid = { space: 'tabular', activation: 'gelu', normalisation: 'layer', residual: true, widths: [64, 64, 16] };

spaceSuite({
  name: 'tabular',
  create: () => space,
  problem,
  // 2 normalisations x (2 + 4 + 8 lists of widths, of which 0, 2 and 6 have two equal ones in a row, with and without residual)
  enumerable: { create: () => tabular.create(small), ids: 2 * (14 + 8) },
  misfits: [
    { problem: { task: 'classification', input: [28, 28, 1], classes: 10 }, says: '[28, 28, 1]' },
    { problem: { task: 'classification', input: [64], classes: 2, vocabulary: 900 }, says: 'texts of shape [64]' },
    { problem: { task: 'classification', input: [4], classes: 1 }, says: 'at least 2 classes' },
    { problem: { task: 'detection', input: [4], classes: 1 }, says: 'the data is for detection' },
  ],
  invalid: [
    { case: 'a width outside the choices', value: { ...valid, widths: [64, 65] }, field: 'architecture.widths[1]' },
    { case: 'no layer', value: { ...valid, widths: [] }, field: 'architecture.widths' },
    { case: 'too many layers', value: { ...valid, widths: Array(6).fill(64) }, field: 'architecture.widths' },
    { case: 'an empty first layer', value: { ...valid, widths: ['none', 64] }, field: 'architecture.widths[0]' },
    { case: 'a missing gene', value: { ...valid, activation: undefined }, field: 'architecture.activation' },
    { case: 'an unknown field', value: { ...valid, colour: 1 }, field: 'colour' },
  ],
});

describe('tabular space', () => {
  const layers = (fields: object) =>
    space.network(space.parse({ ...valid, ...fields }), problem).nodes.map(({ layer }) => layer);
  const count = (fields: object, op: string) => layers(fields).filter((layer) => layer.op === op).length;

  it('counts its encodings', () => {
    expect(tabular.create(small).size).toBe(BigInt(2 * 2 * 2 * 3 * 3));
    expect(space.size).toBe(BigInt(3 * 3 * 2 * 6 * 7 ** 4));
  });

  it('adds a layer to the one before it exactly where both are equally wide and residuals are wanted', () => {
    expect(count({ widths: [64, 64, 16, 16, 16] }, 'add')).toBe(3);
    expect(count({ widths: [64, 16, 64] }, 'add')).toBe(0);
    expect(count({ residual: false }, 'add')).toBe(0);
  });

  it('has one form for networks that are the same: empty layers and idle residuals change nothing', () => {
    const form = (fields: object) => space.parse({ ...valid, ...fields });
    expect(form({ widths: [64, 'none', 64, 16, 'none'] })).toEqual(form({}));
    expect(form({ widths: [64, 16], residual: true })).toEqual(form({ widths: [64, 16], residual: false }));
    expect(form({ residual: true })).not.toEqual(form({ residual: false }));
  });

  it('leaves out biases that a normalisation would take away', () => {
    const biases = (normalisation: string) =>
      layers({ normalisation }).flatMap((layer) => (layer.op === 'dense' ? [layer.bias] : []));
    expect(biases('none')).toEqual([true, true, true, true]);
    expect(biases('batch')).toEqual([false, false, false, true]);
  });

  it('samples every depth about as often', () => {
    const depths = Array.from({ length: 500 }, (_, seed) => {
      const { widths } = space.sample(randomStream(seed, 'depths')) as unknown as typeof valid;
      return widths.length;
    });
    for (const depth of [1, 2, 3, 4, 5]) {
      expect(depths.filter((other) => other === depth).length).toBeGreaterThan(70);
    }
  });

  it.each([
    { options: { depth: 0 }, field: 'depth' },
    { options: { widths: [] }, field: 'widths' },
    { options: { widths: [64, 64] }, field: 'differ' },
    { options: { activations: ['sin'] }, field: 'activations' },
    { options: { colour: 1 }, field: 'colour' },
    {
      options: { depth: 1, widths: [64], activations: ['relu'], normalisations: ['none'] },
      field: 'single architecture',
    },
  ])('refuses options $options', ({ options, field }) => expect(() => tabular.create(options)).toThrow(field));
});
