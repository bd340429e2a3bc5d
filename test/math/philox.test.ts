import { describe, expect, it } from 'vitest';
import { philoxUniform } from '../../lib/math/philox.ts';
import { mean, standardDeviation } from '../../lib/math/statistics.ts';

const mantissas = (values: Float32Array) => [...values].map((value) => value * 2 ** 23);

describe('philoxUniform', () => {
  // Random123, kat_vectors, philox4x32 10: the lower 23 bits of each word.
  it('gives the published numbers of key and counter zero', () => {
    const published = [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8];
    expect(mantissas(philoxUniform(0, 0, 4))).toEqual(published.map((word) => word & 0x7fffff));
  });

  // TensorFlow 2.21: StatelessRandomUniformV2 with key [key], counter [0, stream], shape [6].
  it.each([
    { key: 0, stream: 0, words: [2615509, 6931853, 5745740, 56280, 6605988, 3277019] },
    { key: 2 ** 31 - 1, stream: 3, words: [530254, 5532978, 6579944, 1181541, 2450428, 1736874] },
    { key: 123456789, stream: 2 ** 40 + 7, words: [2503890, 413305, 7490978, 3563139, 2698530, 542766] },
  ])("gives TensorFlow's numbers for key $key, stream $stream", ({ key, stream, words }) => {
    expect(mantissas(philoxUniform(key, stream, words.length))).toEqual(words);
  });

  it('begins a longer draw with a shorter one', () => {
    const long = philoxUniform(5, 1, 1000);
    for (const count of [0, 1, 3, 4, 5, 999]) expect(philoxUniform(5, 1, count)).toEqual(long.slice(0, count));
  });

  it('is uniform, and other keys and streams are independent of it', () => {
    const count = 50_000;
    const numbers = philoxUniform(1, 1, count);
    expect(Math.min(...numbers.subarray(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(mean([...numbers])).toBeCloseTo(1 / 2, 2);
    expect(standardDeviation([...numbers])).toBeCloseTo(Math.sqrt(1 / 12), 2);
    for (const other of [philoxUniform(2, 1, count), philoxUniform(1, 2, count)]) {
      expect(mean([...numbers].map((value, i) => (value - 1 / 2) * (other[i]! - 1 / 2) * 12))).toBeCloseTo(0, 1);
    }
  });
});
