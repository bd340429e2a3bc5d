import { expect, it } from 'vitest';
import { withoutAuxiliary } from '../../lib/network/without-auxiliary.ts';
import { randomNetwork } from '../suites/engine/randomness.ts';

it('leaves out what only the auxiliary classifier needs, and keeps what training needs', () => {
  const network = randomNetwork();
  const without = withoutAuxiliary(network);
  const left = network.nodes.map(({ id }) => id).filter((id) => !without.nodes.some((node) => node.id === id));
  expect(left).toEqual(['auxiliary/pool', 'auxiliary/drop', 'auxiliary']);
  expect(without.auxiliary).toBeUndefined();
  expect(withoutAuxiliary(without)).toEqual(without);
});
