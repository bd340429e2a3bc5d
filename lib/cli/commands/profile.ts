import { type Command, Option } from 'commander';
import { importData } from '../../data/import.ts';
import { chooseNetworks } from '../../hardware/choose-networks.ts';
import { deviceCatalogue } from '../../hardware/devices/catalogue.ts';
import { profiledDevice } from '../../hardware/devices/device.ts';
import { profilePlan } from '../../hardware/profile-plan.ts';
import { randomStream } from '../../math/random.ts';
import { problemOf } from '../../pipeline/context.ts';
import { BROWSER_BACKENDS } from '../../profiling/posts.ts';
import { createSpace } from '../../space/registry.ts';
import type { Context } from '../context.ts';
import { requireNewName } from '../device-catalogue.ts';
import { loadSpecification } from '../load-specification.ts';
import { openHome } from '../open-home.ts';
import { homeOption, integer, jsonOption, regionOption, stackOption } from '../options.ts';
import { PLACES, type ProfileFlags } from '../profile-places.ts';
import { statusLine } from '../status-line.ts';
import { devicesTable, shown } from './devices/list.ts';

/** Architectures of which those to measure are chosen. */
const POOL = 200;

interface Flags extends ProfileFlags {
  readonly spec: string;
  readonly on: keyof typeof PLACES;
  readonly architectures: number;
  readonly home: string;
  readonly json: boolean;
}

/** `spotnas profile --device NAME` */
export function profileCommand(program: Command, context: Context): void {
  program
    .command('profile')
    .description('measure architectures on a device and put it into the catalogue')
    .requiredOption('--device <name>', 'what searches will call it')
    .requiredOption('--spec <file>', 'specification with the space and the data of the searches to come')
    .addOption(
      new Option(
        '--on <place>',
        'where: here, in a Chromium of this computer, on a device that opens an address, or on an instance of AWS',
      )
        .choices(Object.keys(PLACES))
        .default('url'),
    )
    .addOption(new Option('--backend <name>', 'of a browser').choices(BROWSER_BACKENDS).default('wasm'))
    .addOption(new Option('--threads <n>', 'of this machine or an instance, or all').argParser(threads).default(1))
    .addOption(new Option('--architectures <n>', 'to measure').argParser(integer(8, 300)).default(30))
    .addOption(new Option('--rounds <n>', 'times that each is measured').argParser(integer(3, 1000)).default(10))
    .option('--host <address>', 'address of this computer that the device can reach')
    .addOption(new Option('--port <n>', 'to listen on (0: any)').argParser(integer(0, 65_535)).default(0))
    .addOption(new Option('--instance <type>', 'of AWS, such as c7i.large').implies({ on: 'stack' }))
    .addOption(stackOption())
    .addOption(regionOption())
    .addOption(homeOption())
    .addOption(jsonOption())
    .action(async ({ spec: path, on, architectures, home, json, ...flags }: Flags) => {
      requireNewName(flags.device);
      const spec = await loadSpecification(path);
      const { artefacts } = await openHome(home);
      const problem = problemOf(await importData(artefacts, spec.data));
      const space = createSpace(spec.space);
      const pool = Array.from({ length: Math.max(POOL, architectures) }, (_, i) =>
        space.network(space.sample(randomStream(spec.seed, 'profile', i)), problem),
      );
      const plan = profilePlan(chooseNetworks(pool, architectures).map((i) => pool[i]!));
      const line = statusLine(context);
      const profile = await PLACES[on](plan, flags, context, line.say).finally(line.clear);
      const device = profiledDevice(profile, { space: spec.space, problem });
      await deviceCatalogue(artefacts).put(device);
      context.stdout.write(json ? `${JSON.stringify(shown(device))}\n` : devicesTable([device]));
    });
}

const threads = (text: string) => (text === 'all' ? text : integer(1, 1024)(text));
