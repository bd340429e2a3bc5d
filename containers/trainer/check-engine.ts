import { specificationOf } from '../../lib/spec/stored.ts';
import type { SearchRecord } from '../../lib/store/ports.ts';
import type { TrainerEnvironment } from './environment.ts';

/**
 * A result counts under the engine that its key names, and no other.
 * @param fingerprint of this trainer's engine
 * @throws Error when the search was started for another
 */
export function checkEngine(
  fingerprint: string,
  { work, trainers }: Pick<TrainerEnvironment, 'work' | 'trainers'>,
  search: SearchRecord,
): void {
  const { device } = specificationOf(search).compute;
  const expected = trainers[work.kind === 'train' ? device : 'cpu'];
  const purpose = work.kind === 'train' ? 'the search was started for' : 'devices are measured with';
  if (fingerprint !== expected) throw new Error(`this trainer is ${fingerprint}, but ${purpose} ${expected}`);
}
