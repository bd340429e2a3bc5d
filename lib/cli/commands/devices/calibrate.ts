import type { Command } from 'commander';
import { learnDevice } from '../../../hardware/devices/device.ts';
import { createSpace } from '../../../space/registry.ts';
import type { Context } from '../../context.ts';
import { findDevice, openCatalogue } from '../../device-catalogue.ts';
import { homeOption, jsonOption } from '../../options.ts';
import { COLUMNS, refusing } from './add.ts';
import { devicesTable, shown } from './list.ts';

interface CalibrateFlags {
  readonly table: string;
  readonly column?: string;
  readonly where?: string;
  readonly home: string;
  readonly json: boolean;
}

/** `spotnas devices calibrate NAME` */
export function calibrateDeviceCommand(devices: Command, context: Context): void {
  devices
    .command('calibrate')
    .argument('<device>', 'a device, as `spotnas devices list` shows it')
    .description('correct a device by a few more measurements: as it was, it is the reference of what it becomes')
    .requiredOption('--table <file>', 'CSV file as for `spotnas devices add`, 8 rows or more')
    .option('--column <name>', 'the column of milliseconds or millijoules (default: ms or mj)')
    .option('--where <formula>', 'leave out rows where it is 0')
    .addOption(homeOption())
    .addOption(jsonOption())
    .action(async (name: string, { home, json, ...table }: CalibrateFlags) => {
      const known = await findDevice(home, name);
      const { quantity } = known;
      const space = createSpace(known.space);
      const { readDeviceTable } = await import('../../../benchmark/device-table.ts');
      const measurements = readDeviceTable({ column: COLUMNS[quantity], ...table }, space);
      const device = refusing('--table', () =>
        learnDevice({ name, quantity, space: known.space, references: [known] }, space, measurements),
      );
      await (await openCatalogue(home)).put(device);
      context.stdout.write(json ? `${JSON.stringify(shown(device))}\n` : devicesTable([device]));
    });
}
