import { type Installation, installPython } from '../../emulators/install.ts';

/** The Python that has moto; engine.py reaches into it, so it goes with one version. */
export const installMoto = (): Promise<Installation> =>
  installPython({ name: 'moto', version: '5.2.5', extra: 'server' });
