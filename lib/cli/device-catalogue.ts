import { existsSync } from 'node:fs';
import { type Catalogue, DEVICE_NAME, deviceCatalogue } from '../hardware/devices/catalogue.ts';
import type { Device } from '../hardware/devices/device.ts';
import type { Remote } from '../remote/connect.ts';
import { THIS_MACHINE } from '../spec/latency.ts';
import { predictedDevices } from '../spec/predicted-devices.ts';
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

/** The devices of the catalogue that a search is for. */
const catalogued = ({ constraints }: Specification) =>
  predictedDevices(constraints).filter(({ device }) => device !== THIS_MACHINE);

/** @throws UsageError naming the devices there are, where one that a search is for is not in the folder `home` */
export async function requireDevices(home: string, spec: Specification): Promise<void> {
  for (const { device, field } of catalogued(spec)) await findDevice(home, device, `${field}.device`);
}

/** Takes the devices that a search is for from this computer to a stack, but for those that only the stack has. */
export async function bringDevices(
  home: string,
  spec: Specification,
  { stores }: Pick<Remote, 'stores'>,
): Promise<void> {
  const there = deviceCatalogue(stores.artefacts);
  for (const { device, field } of catalogued(spec)) {
    const isHere = (await deviceNames(home)).includes(device);
    if (isHere || !(await there.names()).includes(device))
      await there.put(await findDevice(home, device, `${field}.device`));
  }
}

/** @throws UsageError unless it is a name that a new device may have */
export function requireNewName(name: string): void {
  if (DEVICE_NAME.test(name) && name !== THIS_MACHINE) return;
  const allowed = `up to 40 lower-case letters, digits and hyphens, but not ${THIS_MACHINE}`;
  throw new UsageError(`device: got ${name}; allowed: ${allowed}`);
}
