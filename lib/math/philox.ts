/** Random words of one counter; a block is four of them. */
const BLOCK = 4;
const ROUNDS = 10;
const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
/** What a round adds to the key: the golden ratio and sqrt(3) - 1. */
const WEYL = [0x9e3779b9, 0xbb67ae85] as const;

/** 64-bit numbers, which a key and half a counter are, as non-negative safe integers. */
const low = (value: number) => value >>> 0;
const high = (value: number) => Math.floor(value / 2 ** 32);

/**
 * `count` numbers, uniform in [0, 1) with 23 bits, of the counter-based generator Philox 4x32-10 (Salmon et al. 2011,
 * https://doi.org/10.1145/2063384.2063405). Bit-equal to TensorFlow's StatelessRandomUniformV2 with algorithm 1, key
 * `[key]` and counter `[0, stream]`: number i is word i mod 4 of the block whose counter is i / 4 further on.
 * @param key whole number from 0 to 2^53 - 1; other keys give independent numbers, and so do other streams
 * @param stream whole number from 0 to 2^53 - 1
 */
export function philoxUniform(key: number, stream: number, count: number): Float32Array {
  const words = new Uint32Array(Math.ceil(count / BLOCK) * BLOCK);
  const counter = [0, 0, low(stream), high(stream)] as const;
  for (let block = 0; block * BLOCK < count; block++) {
    writeBlock(words, block * BLOCK, low(key), high(key), low(block), high(block), counter[2], counter[3]);
  }
  return floats(words).subarray(0, count);
}

/** The block of counter words c0 to c3, lowest first, under key words k0 and k1. */
function writeBlock(
  words: Uint32Array,
  at: number,
  k0: number,
  k1: number,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
): void {
  for (let round = 0; round < ROUNDS; round++) {
    const [high0, low0] = [multiplyHigh(c0, MULTIPLIERS[0]), Math.imul(c0, MULTIPLIERS[0])];
    const [high1, low1] = [multiplyHigh(c2, MULTIPLIERS[1]), Math.imul(c2, MULTIPLIERS[1])];
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL[0]) >>> 0;
    k1 = (k1 + WEYL[1]) >>> 0;
  }
  words[at] = c0;
  words[at + 1] = c1;
  words[at + 2] = c2;
  words[at + 3] = c3;
}

/** Upper 32 bits of the product of two unsigned 32-bit numbers; every step is exact in a double. */
function multiplyHigh(a: number, b: number): number {
  const lower = Math.floor((a * (b & 0xffff)) / 2 ** 16);
  return Math.floor((a * (b >>> 16) + lower) / 2 ** 16);
}

/** The lower 23 bits of each word as the mantissa of a float in [1, 2), less 1. Overwrites the words. */
function floats(words: Uint32Array): Float32Array {
  for (let i = 0; i < words.length; i++) words[i] = (words[i]! & 0x7fffff) | 0x3f800000;
  return new Float32Array(words.buffer).map((value) => value - 1);
}
