import type { Prepared } from '../dataset.ts';
import { DataError } from '../errors.ts';
import { checkMemory } from '../memory.ts';
import type { RowPlace } from '../table/table.ts';
import { createEncoder, idsOf, tokensOf } from './tokeniser.ts';
import { fitTokeniser, type VocabularyOptions } from './vocabulary.ts';

export interface Texts {
  readonly texts: readonly string[];
  at(row: number): RowPlace;
}

/**
 * Texts as token ids, the vocabulary and the length fitted to the texts `train`.
 * @throws DataError naming a text without a word, when no word is frequent enough, or when they are too large
 */
export function prepareTexts({ texts, at }: Texts, train: Int32Array, options: VocabularyOptions): Prepared {
  for (const [row, text] of texts.entries()) {
    if (tokensOf(text).length > 0) continue;
    throw new DataError({ ...at(row), got: `the text ${JSON.stringify(text)}`, allowed: 'a text with a word' });
  }
  const tokeniser = fitTokeniser(
    Array.from(train, (row) => texts[row]!),
    options,
  );
  if (tokeniser.words.length === 0) {
    const got = `no word that is ${options.minCount} times in the training split`;
    throw new DataError({ field: 'minCount', got, allowed: 'a smaller number' });
  }
  const { length } = tokeniser;
  checkMemory('length', texts.length, length * Int32Array.BYTES_PER_ELEMENT, 'give a smaller data.length');
  const encode = createEncoder(tokeniser);
  return { input: [length], rows: texts.map(encode), text: tokeniser, vocabulary: idsOf(tokeniser) };
}
