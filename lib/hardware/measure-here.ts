import { availableParallelism } from 'node:os';
import { loadEngine } from '../engine/load.ts';
import type { Network } from '../network/network.ts';
import { timeNetworks } from './measure.ts';
import type { ProfileRequest, ProfileTimes } from './profile-request.ts';

/**
 * Times networks in this process, with the engine that trains. Only the first call of a process chooses the threads:
 * TensorFlow reads their number once, when it loads.
 * @param onRound called before each round with its number, from 0
 * @throws as `loadEngine` does
 */
export async function measureHere(
  networks: readonly Network[],
  { rounds, threads }: Pick<ProfileRequest, 'rounds' | 'threads'>,
  onRound?: (round: number) => void,
): Promise<ProfileTimes> {
  const used = `${threads === 'all' ? availableParallelism() : threads}`;
  process.env.TF_NUM_INTRAOP_THREADS = process.env.TF_NUM_INTEROP_THREADS = used;
  const engine = await loadEngine();
  const ms = timeNetworks(engine, networks, rounds, onRound);
  return { ms, engine: `${engine.fingerprint}, threads: ${used}` };
}
