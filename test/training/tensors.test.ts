import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTensors, encodeTensors } from '../../lib/training/tensors.ts';

const state = fc
  .dictionary(
    fc.string({ minLength: 1 }).filter((name) => !['__proto__', '__metadata__'].includes(name)),
    fc.float32Array(),
  )
  .map((entries) => new Map(Object.entries(entries)));
const metadata = fc.dictionary(
  fc.string().filter((name) => name !== '__proto__'),
  fc.string(),
);

describe('safetensors', () => {
  it('give every tensor and text back, to the bit', () => {
    fc.assert(
      fc.property(state, metadata, (tensors, texts) => {
        const decoded = decodeTensors(encodeTensors({ state: tensors, metadata: texts }));
        expect(decoded.metadata).toEqual({ ...texts });
        expect([...decoded.state.keys()].sort()).toEqual([...tensors.keys()].sort());
        for (const [name, values] of tensors) {
          expect(Buffer.from(decoded.state.get(name)!.buffer).equals(Buffer.from(values.slice().buffer))).toBe(true);
        }
      }),
    );
  });

  it('have the layout of the format: length, header, numbers', () => {
    const bytes = encodeTensors({ state: new Map([['a', Float32Array.of(1, 2)]]), metadata: { by: 'test' } });
    const view = new DataView(bytes.buffer);
    const length = Number(view.getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      __metadata__: { by: 'test' },
      a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
    });
    expect(view.getFloat32(8 + length, true)).toBe(1);
    expect(bytes.length).toBe(8 + length + 8);
  });

  it('are refused when cut off', () => {
    const bytes = encodeTensors({ state: new Map([['a', Float32Array.of(1, 2)]]), metadata: {} });
    for (const length of [0, 7, 20]) {
      expect(() => decodeTensors(bytes.subarray(0, length))).toThrow(/not safetensors: the header/);
    }
    expect(() => decodeTensors(bytes.subarray(0, -1))).toThrow(/not safetensors: a is cut off/);
  });
});
