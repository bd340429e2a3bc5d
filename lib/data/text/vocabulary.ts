import { type Tokeniser, tokensOf } from './tokeniser.ts';

export interface VocabularyOptions {
  /** Most words that are told apart. */
  readonly vocabulary: number;
  /** Times that a word must occur to be told apart. */
  readonly minCount: number;
  /** Tokens of an example; by default what the share `COVERED` of the texts does not exceed, at most `MAX_LENGTH`. */
  readonly length?: number | undefined;
}

const COVERED = 0.95;
const MAX_LENGTH = 256;

/** The tokeniser of the most frequent words of texts; of equally frequent ones the first by code units. */
export function fitTokeniser(texts: readonly string[], { vocabulary, minCount, length }: VocabularyOptions): Tokeniser {
  const counts = new Map<string, number>();
  const lengths = new Float64Array(texts.length);
  for (const [i, text] of texts.entries()) {
    const tokens = tokensOf(text);
    lengths[i] = tokens.length;
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const words = [...counts]
    .filter(([, count]) => count >= minCount)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, vocabulary)
    .map(([word]) => word);
  return { words, length: length ?? covering(lengths.sort()) };
}

/** @param sorted ascending */
const covering = (sorted: Float64Array): number =>
  Math.max(1, Math.min(MAX_LENGTH, sorted[Math.ceil(COVERED * sorted.length) - 1] ?? 1));
