import type { ArtefactStore } from '../../store/ports.ts';
import type { Device } from './device.ts';

const PREFIX = 'devices/catalogue/';
/** What a device may be called. */
export const DEVICE_NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Devices that searches can name, in a store. */
export interface Catalogue {
  names(): Promise<readonly string[]>;
  get(name: string): Promise<Device | undefined>;
  put(device: Device): Promise<void>;
  delete(name: string): Promise<void>;
}

export function deviceCatalogue(artefacts: ArtefactStore): Catalogue {
  const keyOf = (name: string) => `${PREFIX}${name}.json`;
  return {
    names: async () => (await artefacts.list(PREFIX)).map((key) => key.slice(PREFIX.length, -'.json'.length)),
    async get(name) {
      const bytes = await artefacts.get(keyOf(name));
      // Devices from before there were energies are of latency.
      return bytes && ({ quantity: 'latency', ...JSON.parse(new TextDecoder().decode(bytes)) } as Device);
    },
    put: (device) => artefacts.put(keyOf(device.name), new TextEncoder().encode(JSON.stringify(device))),
    delete: (name) => artefacts.delete(keyOf(name)),
  };
}
