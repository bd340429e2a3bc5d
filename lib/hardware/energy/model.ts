import type { Network } from '../../network/network.ts';
import { type Operator, operatorsOf } from '../operators.ts';

/**
 * Picojoules at 45 nm and 0.9 V: M. Horowitz, "Computing's energy problem (and what we can do about it)", ISSCC 2014,
 * as figure 1 of Han et al. 2015 (arXiv:1506.02626) prints them; his paper itself was not at hand.
 */
const FLOAT32_MULTIPLY = 3.7;
const FLOAT32_ADD = 0.9;
/** Of a word of 32 bits: the lower end of what others quote from his paper, 1.3 to 2.6 nJ for 64 bits. */
const DRAM_WORD = 640;

const MAC = FLOAT32_MULTIPLY + FLOAT32_ADD;
const BYTE = DRAM_WORD / 4;
const MILLIJOULES = 1e-9;

/**
 * Millijoules of an operator by a model: what its arithmetic takes, and what it takes to have inputs, weights and output in
 * DRAM and none of them in a cache. No meter reads that: of some chip it says the order of magnitude, of networks which
 * takes more.
 */
export const operatorMj = ({ macs, bytes }: Pick<Operator, 'macs' | 'bytes'>): number =>
  MILLIJOULES * (MAC * macs + BYTE * bytes);

/** Millijoules of one inference of one example, the sum over operators. @throws Error as `operatorsOf` does */
export const modelEnergyMj = (network: Network): number =>
  operatorsOf(network).reduce((sum, operator) => sum + operatorMj(operator), 0);
