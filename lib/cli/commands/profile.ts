import { type Command, Option } from 'commander';
import { importData } from '../../data/import.ts';
import { chooseNetworks } from '../../hardware/choose-networks.ts';
import { deviceCatalogue } from '../../hardware/devices/catalogue.ts';
import { profiledDevice } from '../../hardware/devices/device.ts';
import { profilePlan } from '../../hardware/profile-plan.ts';
import { randomStream } from '../../math/random.ts';
import { problemOf } from '../../pipeline/context.ts';
import { createSpace } from '../../space/registry.ts';
import type { Context } from '../context.ts';
import { requireNewName } from '../device-catalogue.ts';
import { loadSpecification } from '../load-specification.ts';
import { openHome } from '../open-home.ts';
import { homeOption, integer, jsonOption } from '../options.ts';
import { placeOptions } from '../place-options.ts';
import { PLACES, type PlaceFlags } from '../profile-places.ts';
import { statusLine } from '../status-line.ts';
import { devicesTable, shown } from './devices/list.ts';

/** Architectures of which those to measure are chosen. */
const POOL = 200;

interface Flags extends PlaceFlags {
  readonly device: string;
  readonly spec: string;
  readonly on: keyof typeof PLACES;
  readonly architectures: number;
  readonly home: string;
  readonly json: boolean;
}

/** `spotnas profile --device NAME` */
export function profileCommand(program: Command, context: Context): void {
  const command = program
    .command('profile')
    .description('measure architectures on a device and put it into the catalogue')
    .requiredOption('--device <name>', 'what searches will call it')
    .requiredOption('--spec <file>', 'specification with the space and the data of the searches to come')
    .addOption(new Option('--architectures <n>', 'to measure').argParser(integer(8, 300)).default(30))
    .addOption(homeOption())
    .addOption(jsonOption());
  placeOptions(command).action(async ({ spec: path, on, architectures, home, json, ...flags }: Flags) => {
    requireNewName(flags.device);
    const spec = await loadSpecification(path);
    const { artefacts } = await openHome(home);
    const problem = problemOf(await importData(artefacts, spec.data));
    const space = createSpace(spec.space);
    const pool = Array.from({ length: Math.max(POOL, architectures) }, (_, i) => {
      const architecture = space.sample(randomStream(spec.seed, 'profile', i));
      return { architecture, network: space.network(architecture, problem) };
    });
    const networks = pool.map(({ network }) => network);
    const chosen = chooseNetworks(networks, architectures).map((i) => pool[i]!);
    const plan = profilePlan(chosen.map(({ network }) => network));
    const line = statusLine(context);
    const { ms, engine } = await PLACES[on](plan.networks, flags, context, line.say).finally(line.clear);
    const profile = plan.read(ms, { device: flags.device, engine });
    const measured = chosen.map(({ architecture }) => architecture);
    const device = profiledDevice(profile, { space: spec.space, problem, architectures: measured });
    await deviceCatalogue(artefacts).put(device);
    context.stdout.write(json ? `${JSON.stringify(shown(device))}\n` : devicesTable([device]));
  });
}
