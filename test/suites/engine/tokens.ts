import type { Examples } from '../../../lib/engine/engine.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { CLASSES, VOCABULARY } from './layer-cases/between.ts';

/**
 * A learnable problem: the class is the third of the vocabulary that most tokens are of. Texts of all lengths, none at all
 * too, with padding behind and sometimes in between.
 */
export function toyTokens({ length, count, seed }: { length: number; count: number; seed: number }): Examples {
  const random = randomStream(seed, 'tokens');
  const third = (VOCABULARY - 1) / CLASSES;
  const labels = Int32Array.from({ length: count }, () => random.integer(CLASSES));
  const ends = Array.from({ length: count }, () => random.integer(length + 1));
  const features = Int32Array.from({ length: count * length }, (_, i) => {
    const example = Math.floor(i / length);
    const token = 1 + random.integer(third) + third * labels[example]!;
    const drawn = random.pick([token, token, 1 + random.integer(VOCABULARY - 1)]);
    return i % length >= ends[example]! || random.integer(10) === 0 ? 0 : drawn;
  });
  return { features, labels, count };
}
