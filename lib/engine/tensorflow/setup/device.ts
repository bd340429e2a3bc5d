/** `SPOTNAS_DEVICE` demands the pinned TensorFlow for one device; unset keeps what is there, else takes the CPU's. */
export const DEVICE_VARIABLE = 'SPOTNAS_DEVICE';

export type Device = 'cpu' | 'cuda';

/** The device demanded. @throws when the variable holds anything else. */
export function requestedDevice(environment: NodeJS.ProcessEnv = process.env): Device | undefined {
  const value = environment[DEVICE_VARIABLE];
  if (value === undefined || value === '') return undefined;
  if (value === 'cpu' || value === 'cuda') return value;
  throw new Error(`${DEVICE_VARIABLE} is '${value}'; allowed: 'cpu', 'cuda', or unset`);
}
