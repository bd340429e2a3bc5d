import type { Command } from 'commander';
import type { Device } from '../../../hardware/devices/device.ts';
import type { Context } from '../../context.ts';
import { deviceNames, findDevice } from '../../device-catalogue.ts';
import { percent, table } from '../../format.ts';
import { homeOption, jsonOption } from '../../options.ts';

/** `spotnas devices list` */
export function listDevicesCommand(devices: Command, context: Context): void {
  devices
    .command('list')
    .description('show all devices and how well they are predicted')
    .addOption(homeOption())
    .addOption(jsonOption())
    .action(async ({ home, json }: { home: string; json: boolean }) => {
      const names = await deviceNames(home);
      const all = await Promise.all(names.map((name) => findDevice(home, name)));
      if (json) context.stdout.write(`${JSON.stringify(all.map(shown))}\n`);
      else if (all.length === 0) context.stderr.write(`no devices in ${home}\n`);
      else context.stdout.write(devicesTable(all));
    });
}

/** All but what it was learnt from. */
export const shown = ({ name, quantity, space, references, model, check }: Device) => ({
  name,
  quantity,
  space,
  references: references.map((reference) => reference.name),
  measurements: model.measured.length,
  check,
});

const HEADINGS = [
  'device',
  'quantity',
  'space',
  'measurements',
  'references',
  'Spearman',
  'within 10 %',
  'in 90 % interval',
];

export const devicesTable = (all: readonly Device[]): string =>
  table('lllrlrrr', [
    HEADINGS,
    ...all
      .map(shown)
      .map(({ name, quantity, space, references, measurements, check }) => [
        name,
        quantity,
        String(space.name),
        `${measurements}`,
        references.join(', '),
        check.spearman.toFixed(3),
        percent(check.within10),
        percent(check.coverage90),
      ]),
  ]);
