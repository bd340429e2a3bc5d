import { existsSync } from 'node:fs';
import { type Catalogue, DEVICE_NAME, deviceCatalogue } from '../hardware/devices/catalogue.ts';
import type { Device } from '../hardware/devices/device.ts';
import { deviceOf, THIS_MACHINE } from '../pipeline/device.ts';
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

/** The field of a specification that names a device. */
const FIELD = 'constraints.latencyMs.device';

/**
 * The device of the catalogue that a search is for; undefined for the machine that trains.
 * @throws UsageError naming the devices there are
 */
export async function deviceFor(home: string, spec: Specification): Promise<Device | undefined> {
  const name = deviceOf(spec);
  return name === THIS_MACHINE ? undefined : findDevice(home, name, FIELD);
}

/** Takes the device that a search is for from this computer to a stack, unless only that has it. */
export async function bringDevice(
  home: string,
  spec: Specification,
  { stores }: Pick<Remote, 'stores'>,
): Promise<void> {
  const name = deviceOf(spec);
  if (name === THIS_MACHINE) return;
  const there = deviceCatalogue(stores.artefacts);
  const isHere = (await deviceNames(home)).includes(name);
  if (isHere || !(await there.names()).includes(name)) await there.put(await findDevice(home, name, FIELD));
}

/** @throws UsageError unless it is a name that a new device may have */
export function requireNewName(name: string): void {
  if (DEVICE_NAME.test(name) && name !== THIS_MACHINE) return;
  const allowed = `up to 40 lower-case letters, digits and hyphens, but not ${THIS_MACHINE}`;
  throw new UsageError(`device: got ${name}; allowed: ${allowed}`);
}
