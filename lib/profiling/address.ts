import { networkInterfaces } from 'node:os';

/** This computer's address on the local network, the first of them; undefined where there is none. */
export const localAddress = (): string | undefined =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
