import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addDeviceCommand } from './devices/add.ts';
import { calibrateDeviceCommand } from './devices/calibrate.ts';
import { exportDeviceCommand } from './devices/export.ts';
import { listDevicesCommand } from './devices/list.ts';
import { removeDeviceCommand } from './devices/remove.ts';

/** `spotnas devices` */
export function devicesCommand(program: Command, context: Context): void {
  const devices = program.command('devices').description('the devices that searches can name');
  for (const add of [
    listDevicesCommand,
    addDeviceCommand,
    calibrateDeviceCommand,
    exportDeviceCommand,
    removeDeviceCommand,
  ]) {
    add(devices, context);
  }
}
