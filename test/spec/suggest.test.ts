import { describe, expect, it } from 'vitest';
import { suggest } from '../../lib/spec/suggest.ts';

describe('suggest', () => {
  const names = ['random', 'regularised-evolution', 'sgd'];

  it.each([
    ['randon', 'random'],
    ['regularized-evolution', 'regularised-evolution'],
    ['regularised', 'regularised-evolution'],
    ['Random', 'random'],
    ['quantum', undefined],
    ['x', undefined],
  ])('%s: %s', (word, meant) => expect(suggest(word, names)).toBe(meant));

  it('prefers the nearest', () => expect(suggest('epoch', ['epics', 'epochs'])).toBe('epochs'));
});
