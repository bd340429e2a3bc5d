import { expect, it } from 'vitest';
import { pythonRandom, pythonShuffle } from '../../lib/math/mersenne-twister.ts';

/** `random.Random(88).getrandbits(32)`, after so many others. */
it.each([
  [88, 0, [1707201716, 4182107318, 813946014, 1429399738]],
  [88, 700, [1466392263, 542300055]],
  [2 ** 32 - 1, 0, [2728839433]],
])('gives what Python does with the seed %d after %d numbers', (seed, skipped, expected) => {
  const next = pythonRandom(seed);
  for (let i = 0; i < skipped; i++) next();
  expect(expected.map(() => next())).toEqual(expected);
});

it('shuffles as Python does', () => {
  // random.Random(5).shuffle(list(range(12)))
  expect(pythonShuffle([...Array(12).keys()], pythonRandom(5))).toEqual([10, 2, 11, 7, 1, 3, 6, 0, 8, 5, 4, 9]);
});
