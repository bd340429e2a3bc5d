/** Turns texts into token ids; fitted to a training split (vocabulary.ts), then a constant. */
export interface Tokeniser {
  /** Words that have an id of their own: the first has `FIRST_WORD`, and so on. */
  readonly words: readonly string[];
  /** Tokens of an example: longer texts lose their end, shorter ones are padded at the end. */
  readonly length: number;
}

export const PADDING = 0;
export const UNKNOWN = 1;
const FIRST_WORD = 2;

/**
 * A Han or kana character; a run of other letters, marks and digits; any other visible character. Independent of the
 * computer's language and, unlike Intl.Segmenter, of its dictionaries.
 */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+|[^\s\p{C}]/gv;

/** Words and punctuation of a text, in lower case and canonical composition (NFC). */
export const tokensOf = (text: string): readonly string[] => text.normalize('NFC').toLowerCase().match(TOKEN) ?? [];

/** How many token ids there are, padding and unknown included: what an embedding needs. */
export const idsOf = ({ words }: Tokeniser): number => FIRST_WORD + words.length;

/** The function that gives a text's token ids, `length` of them. */
export function createEncoder({ words, length }: Tokeniser): (text: string) => Int32Array {
  const ids = new Map(words.map((word, i) => [word, FIRST_WORD + i]));
  return (text) => {
    const encoded = new Int32Array(length).fill(PADDING);
    for (const [i, token] of tokensOf(text).slice(0, length).entries()) encoded[i] = ids.get(token) ?? UNKNOWN;
    return encoded;
  };
}
