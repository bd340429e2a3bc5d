import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { command, folderWith, SPEC, spotnas } from './harness.ts';
import { phone, workMs } from './phone.ts';

let folder: string;
beforeEach(() => {
  folder = folderWith({ 'a.yaml': SPEC });
});

const profile = (more: readonly string[], write: (text: string) => unknown = () => {}) =>
  command(
    ['profile', '--device', 'my-phone', '--spec', join(folder, 'a.yaml'), '--home', join(folder, 'home'), ...more],
    { stderr: { write: (text) => void write(text) } },
  );
const quick = ['--host', '127.0.0.1', '--architectures', '16', '--rounds', '3'];

describe('spotnas profile', () => {
  it('puts a device that opens the address into the catalogue', async () => {
    const { code, stdout } = await profile([...quick, '--json'], phone(workMs));
    expect(code).toBe(0);
    const expected = {
      name: 'my-phone',
      quantity: 'latency',
      space: expect.objectContaining({ name: 'nasbench201' }),
      references: [],
      measurements: 16,
      check: expect.objectContaining({ networks: 8, within10: 1 }),
    };
    expect(JSON.parse(stdout)).toEqual(expected);
    const listed = await spotnas(['devices', 'list', '--home', join(folder, 'home'), '--json']);
    expect(JSON.parse(listed.stdout)).toEqual([expected]);
  });

  it('is stopped by a signal, and keeps nothing', async () => {
    const said: string[] = [];
    const { code } = await profile(quick, (text) => {
      said.push(text);
      if (text.startsWith('Open ')) setTimeout(() => process.kill(process.pid, 'SIGTERM'), 200);
    });
    expect([code, said.at(-1)]).toEqual([130, 'stopped; nothing was kept\n']);
    const listed = await spotnas(['devices', 'list', '--home', join(folder, 'home'), '--json']);
    expect(JSON.parse(listed.stdout)).toEqual([]);
  });

  it.each([
    [['--on', 'moon'], "argument 'moon' is invalid. Allowed choices are this-machine, chromium, url, stack"],
    [['--backend', 'cpu'], 'Allowed choices are wasm, webgl, webgpu'],
    [['--architectures', '7'], 'Allowed: a whole number from 8 to 300'],
    [['--host', '192.0.2.1'], '--host, --port: got 192.0.2.1:0; allowed: an address of this computer'],
    [['--threads', '0'], 'Allowed: a whole number from 1 to 1024'],
    [['--device', 'this-machine'], 'device: got this-machine; allowed: '],
    [['--device', 'My Phone'], 'device: got My Phone; allowed: up to 40 lower-case letters'],
  ])('refuses %s', async (more, message) => {
    const said: string[] = [];
    const { code } = await profile([...quick, ...more], (text) => said.push(text));
    expect([code, said.join('')]).toEqual([2, expect.stringContaining(message)]);
  });
});
