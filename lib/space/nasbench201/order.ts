import { pythonRandom, pythonShuffle } from '../../math/mersenne-twister.ts';
import { EDGES, OPERATIONS } from './cell.ts';

/** What the benchmark's authors shuffled its cells with. */
const SEED = 88;

/**
 * The choices of every cell, a digit an edge, in the order that NAS-Bench-201 numbers them in: all of them counted up, then
 * shuffled by Python (`exps/NAS-Bench-201/main.py` of https://github.com/D-X-Y/AutoDL-Projects).
 */
export function benchmarkOrder(): readonly string[] {
  const base = OPERATIONS.length;
  const all = Array.from({ length: base ** EDGES.length }, (_, i) => i.toString(base).padStart(EDGES.length, '0'));
  return pythonShuffle(all, pythonRandom(SEED));
}
