import { describe, expect, it } from 'vitest';
import { readTable, type TableOptions } from '../../lib/benchmark/table.ts';
import { tableFile, ternaryTable } from './tables.ts';

const ternary = (changes: Partial<TableOptions> = {}) =>
  readTable({ table: tableFile(ternaryTable()), space: 'categorical:4x3', reward: 'acc', ...changes });

const choices = (...digits: number[]) => ({ space: 'categorical', choices: digits });

describe('a table', () => {
  it('gives each architecture its row, by columns and formulas', () => {
    const table = ternary({ report: 'test', second: 'ms', cost: '2 + 10 * count(arch, "2") + count(arch, "0")' });
    expect(table.find(choices(0, 2, 2, 1))).toEqual({
      rungs: new Map(),
      reward: 5,
      report: 50,
      second: 6,
      share: 0,
      cost: 2 + 20 + 1,
    });
    expect(table.find(choices(0, 0, 0, 0))).toEqual({
      rungs: new Map(),
      reward: 0,
      report: 0,
      second: 1,
      share: 0,
      cost: 6,
    });
    expect(table.best).toBe(8);
  });

  it('reports the reward and counts trials where nothing else is said; reads gzipped files', () => {
    const table = ternary({ table: tableFile(ternaryTable(), { gzipped: true }) });
    expect(table.find(choices(1, 1, 1, 1))).toEqual({
      rungs: new Map(),
      reward: 4,
      report: 4,
      second: undefined,
      share: 0,
      cost: 1,
    });
    expect(table.reference).toBeUndefined();
  });

  it('reads numbers below 0 and takes the functions of mathjs', () => {
    const table = tableFile('arch,a,b\n0000,-3,1.5\n');
    expect(ternary({ table, reward: 'mean(a, b) - abs(a)' }).best).toBe(-3.75);
  });

  it('leaves out rows, which then are in no place', () => {
    const table = ternary({ where: 'acc < 7' });
    expect(table.find(choices(2, 2, 2, 2))).toBeUndefined();
    expect(table.best).toBe(6);
  });

  it('measures hypervolumes from where the worst tenth of both objectives begins', () => {
    const { reference, area } = ternary({ second: 'ms' });
    // Of 81 sums the 9th smallest is 2 and the 9th largest is 6.
    expect(reference).toEqual([-2, 7]);
    // Every sum from 3 to 5 is on the front, each one unit further and one slower.
    expect(area).toBe(3 + 2 + 1);
  });

  it('takes of isomorphic cells the canonical one', () => {
    // A cell whose output is cut off is the zero cell, whatever else it does.
    const table = tableFile('arch,acc\n321000,1\n000000,2\n111000,3\n');
    const found = readTable({ table, space: 'nasbench201', reward: 'acc' });
    const edges = ['nor_conv_3x3', 'nor_conv_1x1', 'skip_connect', 'none', 'none', 'none'];
    expect(found.find({ space: 'nasbench201', edges })?.reward).toBe(2);
  });

  it('reads architectures of other spaces as JSON', () => {
    const architecture = { space: 'nasbench201', edges: Array(6).fill('nor_conv_3x3') };
    const table = tableFile(`arch,acc\n"${JSON.stringify(architecture).replaceAll('"', '""')}",7\n`);
    expect(readTable({ table, space: 'nasbench201', reward: 'acc' }).find(architecture)?.reward).toBe(7);
  });

  it.each([
    [{ table: '/nowhere.csv' }, '--table: got /nowhere.csv'],
    [{ space: 'categorical:4x1' }, '--space: got categorical:4x1; allowed: 1 decision or more, of 2 to 10 choices'],
    [{ space: 'darts' }, '--space: got darts; allowed: nasbench201,'],
    [{ space: 'categorical:5x3' }, 'row 1: 0000; allowed: architectures of categorical:5x3'],
    [{ space: 'categorical:4x2' }, 'row 3: 0002; allowed: architectures of categorical:4x2'],
    [
      { reward: 'accuracy' },
      '--reward: got accuracy (Undefined symbol accuracy); allowed: a column (arch, acc, test, ms)',
    ],
    [{ reward: '1 +' }, '--reward: got 1 + ('],
    [{ cost: '1 / acc' }, '--cost: got 1 / acc, which is Infinity of {"arch":"0000"'],
    [{ where: 'acc > 8' }, '--where: got acc > 8, of no row'],
  ])('says what is wrong with %j', (changes, message) => {
    expect(() => ternary(changes)).toThrow(message);
  });

  it.each([
    ['', 'without a row'],
    ['arch,acc\n', 'without a row'],
    ['cell,acc\n0000,1\n', 'with the columns cell, acc; allowed: one named arch'],
    ['arch,acc\n0000,1,2\n', 'Invalid Record Length'],
    ['arch,acc\n0000,\n', '--reward: got acc, which is NaN'],
  ])('says what is wrong with the file %j', (text, message) => {
    expect(() => ternary({ table: tableFile(text) })).toThrow(message);
  });
});
