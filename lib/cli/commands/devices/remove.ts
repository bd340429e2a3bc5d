import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { findDevice, openCatalogue } from '../../device-catalogue.ts';
import { homeOption } from '../../options.ts';

/** `spotnas devices remove NAME` */
export function removeDeviceCommand(devices: Command, context: Context): void {
  devices
    .command('remove')
    .argument('<device>', 'a device, as `spotnas devices list` shows it')
    .description('forget a device; searches that were begun with it cannot go on')
    .addOption(homeOption())
    .action(async (name: string, { home }: { home: string }) => {
      await findDevice(home, name);
      await (await openCatalogue(home)).delete(name);
      context.stderr.write(`removed ${name}\n`);
    });
}
