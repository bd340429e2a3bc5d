const SIZE = 624;
const SHIFT = 397;

/**
 * Python's `random.Random(seed)` for a seed below 2^32: the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), seeded
 * as its `init_by_array`. For orders that others have published; spotnas itself draws from lib/math/random.ts.
 * @returns the next 32 bits
 */
export function pythonRandom(seed: number): () => number {
  const state = new Uint32Array(SIZE);
  state[0] = 19650218;
  for (let i = 1; i < SIZE; i++) state[i] = Math.imul(1812433253, scrambled(state[i - 1]!)) + i;
  let at = 1;
  const advance = () => {
    if (++at < SIZE) return;
    state[0] = state[SIZE - 1]!;
    at = 1;
  };
  for (let k = 0; k < SIZE; k++) {
    state[at] = (state[at]! ^ Math.imul(scrambled(state[at - 1]!), 1664525)) + seed;
    advance();
  }
  for (let k = 0; k < SIZE - 1; k++) {
    state[at] = (state[at]! ^ Math.imul(scrambled(state[at - 1]!), 1566083941)) - at;
    advance();
  }
  state[0] = 0x80000000;
  let used = SIZE;
  return () => {
    if (used === SIZE) {
      twist(state);
      used = 0;
    }
    return tempered(state[used++]!);
  };
}

/** The list in the order in which Python's `random.shuffle` leaves it. */
export function pythonShuffle<T>(list: readonly T[], random: () => number): readonly T[] {
  const shuffled = [...list];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const unused = Math.clz32(i + 1);
    let j = random() >>> unused;
    while (j > i) j = random() >>> unused;
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}

const scrambled = (word: number) => word ^ (word >>> 30);

function twist(state: Uint32Array): void {
  for (let i = 0; i < SIZE; i++) {
    const bits = (state[i]! & 0x80000000) | (state[(i + 1) % SIZE]! & 0x7fffffff);
    state[i] = state[(i + SHIFT) % SIZE]! ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0);
  }
}

function tempered(word: number): number {
  let bits = word;
  bits ^= bits >>> 11;
  bits ^= (bits << 7) & 0x9d2c5680;
  bits ^= (bits << 15) & 0xefc60000;
  return (bits ^ (bits >>> 18)) >>> 0;
}
