import type { Command } from 'commander';
import { THIS_MACHINE } from '../../spec/latency.ts';
import { latencyDevices } from '../../spec/predicted-devices.ts';
import { specificationOf } from '../../spec/stored.ts';
import type { Context } from '../context.ts';
import { findDevice } from '../device-catalogue.ts';
import { UsageError } from '../errors.ts';
import { findSearch } from '../open-home.ts';
import { homeOption, jsonOption } from '../options.ts';
import { placeOptions } from '../place-options.ts';
import { PLACES, type PlaceFlags } from '../profile-places.ts';
import { statusLine } from '../status-line.ts';
import { summaryText } from '../summary-text.ts';

interface Flags extends PlaceFlags {
  readonly device: string;
  readonly on: keyof typeof PLACES;
  readonly home: string;
  readonly json: boolean;
}

/** `spotnas measure ID --device NAME` */
export function measureCommand(program: Command, context: Context): void {
  const command = program
    .command('measure')
    .argument('<id>', 'a complete search, as `spotnas list` shows it')
    .description('measure the finalists of a search on the device that it is for')
    .requiredOption('--device <name>', 'one that its specification names, and `spotnas profile` measured')
    .addOption(homeOption())
    .addOption(jsonOption());
  placeOptions(command).action(async (id: string, { device: name, on, home, json, ...flags }: Flags) => {
    const { stores, search } = await findSearch(home, id);
    if (search.status !== 'complete') {
      throw new UsageError(`id: got ${id}, which is ${search.status}; allowed: a complete search`);
    }
    const spec = specificationOf(search);
    const named = latencyDevices(spec.constraints.latencyMs).flatMap(({ device }) =>
      device === THIS_MACHINE ? [] : device,
    );
    if (!named.includes(name)) {
      const allowed = named.join(', ') || `none: ${id} is for the machine that trains, which measured them`;
      throw new UsageError(`--device: got ${name}; allowed: ${allowed}`);
    }
    const device = await findDevice(home, name, '--device');
    if (!device.profile?.architectures) {
      throw new UsageError(
        `--device: got ${name}, whose measured networks are not known; allowed: one that spotnas profile measured`,
      );
    }
    const [{ describeEngine }, { lockSearch }, { measureFinalistsOn }, { summarise }] = await Promise.all([
      import('../../engine/load.ts'),
      import('../../local/lock.ts'),
      import('../../local/measure-finalists.ts'),
      import('../../local/summary.ts'),
    ]);
    const { fingerprint } = describeEngine(spec.recipe);
    const line = statusLine(context);
    const ports = { ...stores, trainers: { gpu: fingerprint, cpu: fingerprint } };
    const unlock = lockSearch(home, id);
    await measureFinalistsOn(ports, id, device, async (networks) => {
      const { ms, engine } = await PLACES[on](networks, flags, context, line.say).finally(line.clear);
      if (engine !== device.profile!.engine) {
        context.stderr.write(`measured by ${engine}, while the profile of ${name} is by ${device.profile!.engine}\n`);
      }
      return ms;
    }).finally(unlock);
    const summary = await summarise(stores, id);
    context.stdout.write(json ? `${JSON.stringify(summary)}\n` : summaryText(summary));
  });
}
