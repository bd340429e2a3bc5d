import { describe, expect, it } from 'vitest';
import { duration, milliseconds, percent, plural, table } from '../../lib/cli/format.ts';
import { nextId } from '../../lib/cli/ids.ts';

describe('numbers for people', () => {
  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [3600, '1 h 0 min'],
  ])('%d seconds: %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  it.each([
    [0.1234, '0.12 ms'],
    [12.34, '12.3 ms'],
  ])('%d milliseconds: %s', (ms, text) => expect(milliseconds(ms)).toBe(text));

  it('rounds shares and groups thousands', () => {
    expect(percent(0.98765)).toBe('98.8 %');
    expect(plural(15_625, 'trial')).toBe('15,625 trials');
    expect(plural(1, 'trial')).toBe('1 trial');
  });

  it('lines up columns', () => {
    expect(
      table('rl', [
        ['n', 'name'],
        ['10', 'a'],
      ]),
    ).toBe(' n  name\n10  a\n');
  });
});

describe('ids of searches', () => {
  it.each([
    [[], 'digits-1'],
    [['digits-1', 'digits-10', 'digits-2'], 'digits-11'],
    [['digits-mobile-4', 'digits-x', 'digits', 'other-7'], 'digits-1'],
  ])('after %j: %s', (ids, id) => {
    expect(
      nextId(
        ids.map((other) => ({ id: other })),
        'digits',
      ),
    ).toBe(id);
  });
});
