import { existsSync } from 'node:fs';
import { type Catalogue, DEVICE_NAME, deviceCatalogue } from '../hardware/devices/catalogue.ts';
import type { Device } from '../hardware/devices/device.ts';
import { namedDevices, THIS_MACHINE } from '../pipeline/device.ts';
import type { Remote } from '../remote/connect.ts';
import type { Specification } from '../spec/specification.ts';
import { UsageError } from './errors.ts';
import { openHome } from './open-home.ts';

/** The devices in the folder `home`, which is made when it does not exist. */
export const openCatalogue = async (home: string): Promise<Catalogue> =>
  deviceCatalogue((await openHome(home)).artefacts);

/** Names of the devices there are, without making the folder. */
export const deviceNames = async (home: string): Promise<readonly string[]> =>
  existsSync(home) ? (await openCatalogue(home)).names() : [];

/** @throws UsageError naming the devices there are */
export async function findDevice(home: string, name: string, field = 'device'): Promise<Device> {
  const names = await deviceNames(home);
  if (names.includes(name)) return (await (await openCatalogue(home)).get(name))!;
  throw new UsageError(`${field}: got ${name}; allowed: ${names.join(', ') || 'none yet'} (devices in ${home})`);
}

/** @throws UsageError naming the devices there are, where one that a search is for is not there */
export async function requireDevices(home: string, spec: Specification): Promise<void> {
  for (const { name, field } of namedDevices(spec)) await findDevice(home, name, field);
}

/** Takes the devices that a search is for from this computer to a stack, unless only that has them. */
export async function bringDevices(
  home: string,
  spec: Specification,
  { stores }: Pick<Remote, 'stores'>,
): Promise<void> {
  const there = deviceCatalogue(stores.artefacts);
  for (const { name, field } of namedDevices(spec)) {
    const isHere = (await deviceNames(home)).includes(name);
    if (isHere || !(await there.names()).includes(name)) await there.put(await findDevice(home, name, field));
  }
}

/** @throws UsageError unless it is a name that a new device may have */
export function requireNewName(name: string): void {
  if (DEVICE_NAME.test(name) && name !== THIS_MACHINE) return;
  const allowed = `up to 40 lower-case letters, digits and hyphens, but not ${THIS_MACHINE}`;
  throw new UsageError(`device: got ${name}; allowed: ${allowed}`);
}
