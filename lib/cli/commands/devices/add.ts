import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { type Device, learnDevice, problemsOf, QUANTITIES, type Quantity } from '../../../hardware/devices/device.ts';
import { parseDevice } from '../../../hardware/devices/parse.ts';
import { createSpace } from '../../../space/registry.ts';
import { canonicalJson } from '../../../trial/json.ts';
import type { JsonObject } from '../../../trial/trial.ts';
import type { Context } from '../../context.ts';
import { findDevice, openCatalogue, requireNewName } from '../../device-catalogue.ts';
import { UsageError } from '../../errors.ts';
import { loadSpecification } from '../../load-specification.ts';
import { homeOption, jsonOption, nameList } from '../../options.ts';
import { devicesTable, shown } from './list.ts';

interface AddFlags {
  readonly from?: string;
  readonly table?: string;
  readonly quantity: Quantity;
  readonly column?: string;
  readonly where?: string;
  readonly spec?: string;
  readonly references: readonly string[];
  readonly home: string;
  readonly json: boolean;
}

/** Of a table, where none is named. */
export const COLUMNS = { latency: 'ms', energy: 'mj' } as const;

/** `spotnas devices add NAME` */
export function addDeviceCommand(devices: Command, context: Context): void {
  devices
    .command('add')
    .argument('<device>', 'what searches will call it')
    .description('learn a device from a table of architectures and what they took, or take one that was exported')
    .option('--table <file>', 'CSV file, plain or gzipped: a column arch (or idx), and one of measurements')
    .addOption(new Option('--quantity <quantity>', 'what was measured').choices(QUANTITIES).default(QUANTITIES[0]))
    .option('--column <name>', 'the column of milliseconds or millijoules (default: ms or mj)')
    .option('--where <formula>', 'leave out rows where it is 0')
    .option('--spec <file>', 'specification with the space that the architectures are of')
    .addOption(
      new Option('--references <devices>', 'devices of the same space to learn from')
        .argParser(nameList)
        .default([], 'none'),
    )
    .option('--from <file>', 'what `spotnas devices export` printed, in place of a table')
    .addOption(homeOption())
    .addOption(jsonOption())
    .action(async (name: string, flags: AddFlags) => {
      requireNewName(name);
      const device = flags.from === undefined ? await learnt(name, flags) : { ...(await exported(flags.from)), name };
      await (await openCatalogue(flags.home)).put(device);
      context.stdout.write(flags.json ? `${JSON.stringify(shown(device))}\n` : devicesTable([device]));
    });
}

async function learnt(
  name: string,
  { table, quantity, column = COLUMNS[quantity], where, spec, references, home }: AddFlags,
): Promise<Device> {
  if (table === undefined || spec === undefined) {
    throw new UsageError('a device needs measurements; allowed: --table and --spec, or --from');
  }
  const { readDeviceTable } = await import('../../../benchmark/device-table.ts');
  const space = (await loadSpecification(spec)).space as unknown as JsonObject & { readonly name: string };
  const measurements = readDeviceTable({ table, column, ...(where !== undefined && { where }) }, createSpace(space));
  const known = await Promise.all(references.map((reference) => findDevice(home, reference, '--references')));
  const other = known.find((reference) => canonicalJson(reference.space) !== canonicalJson(space));
  if (other)
    throw new UsageError(`--references: got ${other.name}, a device of another space; allowed: of ${space.name}`);
  const [first, second] = new Set(problemsOf(known).map((problem) => canonicalJson({ ...problem })));
  if (second) throw new UsageError(`--references: got networks for ${first} and ${second}; allowed: for the same`);
  return refusing('--table', () =>
    learnDevice({ name, quantity, space, references: known }, createSpace(space), measurements),
  );
}

async function exported(file: string): Promise<Device> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--from: got ${file}; allowed: a file that can be read (${error.code})`);
  });
  return refusing('--from', () => parseDevice(text, file));
}

/** What the given file does not allow is a bad call. */
export function refusing<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`${option}: got ${error.message}`) : error;
  }
}
