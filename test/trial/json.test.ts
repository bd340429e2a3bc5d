import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, hashJson } from '../../lib/trial/json.ts';
import type { JsonValue } from '../../lib/trial/trial.ts';

const values = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;

/** The same value with the keys of every object the other way round. */
function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]): [string, JsonValue] => [key, reversed(inner)])
      .reverse(),
  );
}

describe('canonical JSON', () => {
  it('is the same for the same value, whatever the order of keys', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('is JSON of that value, so that different values differ', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('sorts keys at every depth, keeps the order of lists, and has no white space', () => {
    const value = { b: [{ z: 1, a: [3, 1] }, 'x y'], a: null, B: true, é: -0.5 };
    expect(canonicalJson(value)).toBe('{"B":true,"a":null,"b":[{"a":[3,1],"z":1},"x y"],"é":-0.5}');
  });

  it('leaves out what is undefined, as JSON does', () => {
    const absent = { a: 1, b: undefined } as unknown as JsonValue;
    expect(canonicalJson(absent)).toBe('{"a":1}');
  });
});

/** Content addresses of stored results: they must not change. Computed with Python's json and hashlib. */
describe('the hash of a value', () => {
  it.each<[JsonValue, string]>([
    [null, '74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b'],
    [{}, '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'],
    [[1, 2.5, 'three', true], '1ec41e6925a58c35454e4a083b5fc194f83470c220992e3fc9a1bb69a9a58eb3'],
    [
      { space: 'nasbench201', edges: ['none', 'nor_conv_3x3'] },
      'c279c96bf897477ec0d0e3e7532a06679ecdeabf0d4c0a67fa8fbb711ac2bc3b',
    ],
  ])('%j is its address', (value, hash) => {
    expect(hashJson(value)).toBe(hash);
  });
});
