import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchmarkOrder } from '../../lib/space/nasbench201/order.ts';
import { folderWith, SPEC, spotnas } from './harness.ts';

/** The first 60 cells of the benchmark: a convolution costs 5 and 9, all else 1. */
const TABLE = [
  'idx,phone,broken',
  ...benchmarkOrder()
    .slice(0, 60)
    .map((cell, i) => `${i},${[...cell].reduce((sum, op) => sum + [1, 1, 5, 9, 1][Number(op)]!, 3)},${i}`),
  '',
].join('\n');

let folder: string;
beforeEach(() => {
  folder = folderWith({ 'a.yaml': SPEC, 'table.csv': TABLE });
});
const devices = (command: string, ...more: string[]) =>
  spotnas(['devices', command, ...more, '--home', join(folder, 'home')]);
const add = (name: string, ...more: string[]) =>
  devices(
    'add',
    name,
    '--table',
    join(folder, 'table.csv'),
    '--spec',
    join(folder, 'a.yaml'),
    '--column',
    'phone',
    ...more,
  );

describe('spotnas devices', () => {
  it('learns a device from a table, lists it and forgets it', async () => {
    expect(await devices('list')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('no devices in '),
    });
    const added = await add('my-phone');
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toMatch(/^device +quantity +space +measurements +references +Spearman/);
    expect(added.stdout).toMatch(/\nmy-phone +latency +nasbench201 +60 +/);
    expect((await devices('list')).stdout).toBe(added.stdout);
    expect(await devices('remove', 'my-phone')).toMatchObject({ code: 0, stderr: 'removed my-phone\n' });
    expect((await devices('list')).stdout).toBe('');
  });

  it('learns and corrects energies too', async () => {
    const { stdout } = await add('my-battery', '--quantity', 'energy', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ name: 'my-battery', quantity: 'energy', measurements: 60 });
    writeFileSync(join(folder, 'few.csv'), TABLE.replace('phone', 'mj'));
    const calibrated = await devices('calibrate', 'my-battery', '--table', join(folder, 'few.csv'), '--json');
    expect(JSON.parse(calibrated.stdout)).toMatchObject({ quantity: 'energy', references: ['my-battery'] });
    expect((await add('other', '--quantity', 'charge')).stderr).toContain('Allowed choices are latency, energy');
  });

  it('says of a device with --json what it was learnt from, and how well it is predicted', async () => {
    await add('first');
    const { stdout } = await add('second', '--references', 'first', '--json');
    const second = {
      name: 'second',
      quantity: 'latency',
      space: expect.objectContaining({ name: 'nasbench201' }),
      references: ['first'],
      measurements: 60,
      check: expect.objectContaining({ networks: 30, within10: expect.any(Number) }),
    };
    expect(JSON.parse(stdout)).toEqual(second);
    expect(JSON.parse((await devices('list', '--json')).stdout)[1]).toEqual(second);
  });

  it('corrects a device by a few measurements', async () => {
    await add('my-phone');
    const rows = TABLE.split('\n')
      .slice(1, 13)
      .map((row) => row.split(','));
    writeFileSync(
      join(folder, 'few.csv'),
      ['idx,ms', ...rows.map(([idx, ms]) => `${idx},${2 * Number(ms)}`)].join('\n'),
    );
    const few = ['--table', join(folder, 'few.csv')];
    const { code, stdout } = await devices('calibrate', 'my-phone', ...few, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'my-phone',
      references: ['my-phone'],
      measurements: 12,
      check: { within10: 1 },
    });
    expect(await devices('calibrate', 'other', ...few)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('device: got other; allowed: my-phone'),
    });
  });

  it('takes a device elsewhere', async () => {
    await add('my-phone');
    const { stdout } = await devices('export', 'my-phone');
    writeFileSync(join(folder, 'phone.json'), stdout);
    await devices('remove', 'my-phone');
    await devices('add', 'other-name', '--from', join(folder, 'phone.json'));
    expect(JSON.parse((await devices('export', 'other-name')).stdout)).toEqual({
      ...JSON.parse(stdout),
      name: 'other-name',
    });
  });

  it.each<[string, () => ReturnType<typeof devices>, string]>([
    ['a name that searches have for something else', () => add('this-machine'), 'device: got this-machine'],
    ['a name that is none', () => add('My Phone'), 'device: got My Phone; allowed: up to 40 lower-case letters'],
    ['nothing to learn from', () => devices('add', 'x'), 'allowed: --table and --spec, or --from'],
    ['a column that is not there', () => add('x', '--column', 'none'), '--column: got none'],
    ['times that are none', () => add('x', '--column', 'broken'), '--column: got broken, with a row of 0;'],
    ['too few rows', () => add('x', '--where', 'idx < 5'), '--table: got 5 measurements; allowed: 8 or more'],
    ['a reference that is not there', () => add('x', '--references', 'y'), '--references: got y; allowed: none yet'],
    ['a file that is no device', () => devices('add', 'x', '--from', join(folder, 'a.yaml')), 'is no device: '],
    ['no file', () => devices('add', 'x', '--from', join(folder, 'none')), 'allowed: a file that can be read'],
    ['to forget what it does not know', () => devices('remove', 'x'), 'device: got x; allowed: none yet'],
  ])('refuses %s', async (_, call, message) => {
    const { code, stderr } = await call();
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it('refuses a reference of another space', async () => {
    await add('first');
    writeFileSync(
      join(folder, 'a.yaml'),
      SPEC.replace('space: nasbench201', 'space: { name: nasbench201, channels: 4 }'),
    );
    expect((await add('second', '--references', 'first')).stderr).toContain(
      '--references: got first, a device of another space',
    );
  });

  it('has what a search needs before it begins', async () => {
    const limited = `${SPEC}constraints: { latencyMs: { max: 9, device: my-phone } }\n`;
    writeFileSync(join(folder, 'a.yaml'), limited);
    const run = () => spotnas(['run', join(folder, 'a.yaml'), '--home', join(folder, 'home')]);
    expect(await run()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('constraints.latencyMs.device: got my-phone'),
    });
    await add('my-phone');
    expect((await run()).code).toBe(0);
  });
});
