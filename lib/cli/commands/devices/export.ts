import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { findDevice } from '../../device-catalogue.ts';
import { homeOption } from '../../options.ts';

/** `spotnas devices export NAME` */
export function exportDeviceCommand(devices: Command, context: Context): void {
  devices
    .command('export')
    .argument('<device>', 'a device, as `spotnas devices list` shows it')
    .description('print a device as JSON, which `spotnas devices add --from` reads elsewhere')
    .addOption(homeOption())
    .action(async (name: string, { home }: { home: string }) => {
      context.stdout.write(`${JSON.stringify(await findDevice(home, name))}\n`);
    });
}
