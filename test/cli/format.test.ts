import { describe, expect, it } from 'vitest';
import { bytes, duration, milliseconds, percent, plural, table, usd } from '../../lib/cli/format.ts';
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

  it.each([
    [999, '999 B'],
    [1_500_000, '1.5 MB'],
    [4.1e12, '4100.0 GB'],
  ])('%d bytes: %s', (n, text) => expect(bytes(n)).toBe(text));

  it.each([
    [0, '$0.00'],
    [0.0042, '$0.0042'],
    [12.345, '$12.35'],
  ])('%d dollars: %s', (n, text) => expect(usd(n)).toBe(text));

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
    expect(nextId(ids, 'digits')).toBe(id);
  });
});
