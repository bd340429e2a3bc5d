import { describe, expect, it } from 'vitest';
import { importData } from '../../lib/data/import.ts';
import { deviceCatalogue } from '../../lib/hardware/devices/catalogue.ts';
import { problemOf } from '../../lib/pipeline/context.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';
import { phone as learnt, measured } from '../local/devices.ts';
import { simulation, specOf } from '../local/simulation.ts';
import { command } from './harness.ts';
import { phone, workMs } from './phone.ts';

/** A complete search, and the command that measures its finalists. */
async function searched(latencyMs: object = { max: 1000, device: 'phone' }) {
  const { home, ports, run } = await simulation();
  const spec = specOf({ constraints: { latencyMs } });
  const { data } = parseSpecification(JSON.stringify(spec), 'a.json');
  const device = measured(problemOf(await importData(ports.artefacts, data)));
  await deviceCatalogue(ports.artefacts).put(device);
  await run({ spec });
  const measure = (argv: readonly string[], write: (text: string) => unknown = () => {}) =>
    command(['measure', ...argv, '--home', home, '--host', '127.0.0.1', '--rounds', '3'], {
      stderr: { write: (text) => void write(text) },
    });
  return { ports, device, measure };
}

describe('spotnas measure', () => {
  it('measures the finalists on a device that opens the address, and says what holds', async () => {
    const { measure } = await searched();
    const said: string[] = [];
    const answer = phone(workMs);
    const { code, stdout } = await measure(['sim-1', '--device', 'phone', '--json'], (text) => {
      said.push(text);
      return answer(text);
    });
    expect(code).toBe(0);
    const { measured: rows } = JSON.parse(stdout) as { measured: object[] };
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(row).toMatchObject({ device: 'phone', latencyMs: expect.any(Number), holds: 'yes' });
    expect(said.join(''), 'another engine than the profile has').toContain('measured by tfjs in my phone, while');
  });

  it('refuses what it cannot measure on', async () => {
    const { ports, device, measure } = await searched();
    const { profile, ...rest } = device;
    await deviceCatalogue(ports.artefacts).put({ ...rest, profile: { ...profile!, architectures: undefined! } });
    const refused = async (argv: readonly string[]) => {
      let said = '';
      const { code } = await measure(argv, (text) => {
        said += text;
      });
      return [code, said];
    };
    expect(await refused(['sim-1', '--device', 'phone'])).toEqual([2, expect.stringContaining('not known')]);
    await deviceCatalogue(ports.artefacts).put(learnt());
    expect(await refused(['sim-1', '--device', 'phone'])).toEqual([
      2,
      expect.stringContaining('got phone, whose measured networks are not known; allowed: one that spotnas profile'),
    ]);
    expect(await refused(['sim-1', '--device', 'laptop'])).toEqual([2, expect.stringContaining('allowed: phone')]);
    expect(await refused(['sim-2', '--device', 'phone'])).toEqual([2, expect.stringContaining('id: got sim-2')]);
    await ports.trials.setSearchStatus('sim-1', 'running');
    expect(await refused(['sim-1', '--device', 'phone'])).toEqual([
      2,
      expect.stringContaining('id: got sim-1, which is running; allowed: a complete search'),
    ]);
  });

  it('says that the machine that trains was measured by the search', async () => {
    const { measure } = await searched({ max: 1000 });
    let said = '';
    const { code } = await measure(['sim-1', '--device', 'phone'], (text) => {
      said += text;
    });
    expect([code, said]).toEqual([2, expect.stringContaining('allowed: none: sim-1 is for the machine that trains')]);
  });
});
