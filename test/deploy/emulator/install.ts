import { type Installation, installPython } from '../../emulators/install.ts';

/** The Python that has ministack, into which the other files of this folder reach. Its certificate needs openssl. */
export const installMinistack = (): Promise<Installation> =>
  installPython({ name: 'ministack', version: '1.5.33', needs: ['openssl'] });
