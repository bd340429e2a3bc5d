import type { State } from '../engine.ts';

/**
 * Checks that a state has exactly the entries expected, by name and length.
 * @throws Error naming an entry that is missing, unknown or of the wrong size.
 */
export function checkState(state: State, expected: ReadonlyMap<string, number>): void {
  for (const [name, size] of expected) {
    const got = state.get(name)?.length;
    if (got !== size) throw new Error(`state ${name}: got ${got ?? 'nothing'}; allowed: ${size} numbers`);
  }
  const unknown = [...state.keys()].find((name) => !expected.has(name));
  if (unknown !== undefined) throw new Error(`state ${unknown}: the network has no such weight`);
}
