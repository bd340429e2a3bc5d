import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEncoder, idsOf, PADDING, tokensOf, UNKNOWN } from '../../lib/data/text/tokeniser.ts';
import { fitTokeniser } from '../../lib/data/text/vocabulary.ts';

const options = { vocabulary: 100, minCount: 1 };

describe('tokens', () => {
  it.each([
    ['A good film, isn’t it?', ['a', 'good', 'film', ',', 'isn', '’', 't', 'it', '?']],
    ['  two\twords\n', ['two', 'words']],
    ['Übermut in 2024: 100% 🐎!', ['übermut', 'in', '2024', ':', '100', '%', '🐎', '!']],
    ['e\u0301t\u0301 ÉT\u0301', ['ét\u0301', 'ét\u0301']],
    ['我爱 NLP カタ', ['我', '爱', 'nlp', 'カ', 'タ']],
    ['हिन्दी में', ['हिन्दी', 'में']],
    ['a\u0000b\u200b', ['a', 'b']],
    ['', []],
  ])('of %j', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });

  it('are the same in upper case, for letters that have one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zäöü ,.!?0-9]*$/), (text) => {
        expect(tokensOf(text.toUpperCase())).toEqual(tokensOf(text));
      }),
    );
  });
});

describe('a tokeniser', () => {
  const texts = ['the cat and the dog', 'the dog', 'a cat'];

  it('knows the most frequent words, the first by name among equals', () => {
    expect(fitTokeniser(texts, options).words).toEqual(['the', 'cat', 'dog', 'a', 'and']);
    expect(fitTokeniser(texts, { ...options, minCount: 2 }).words).toEqual(['the', 'cat', 'dog']);
    expect(fitTokeniser(texts, { ...options, vocabulary: 1 }).words).toEqual(['the']);
  });

  it('keeps what 95 of 100 texts have, at most 256, or what it is told', () => {
    const ofLength = (length: number) => 'a '.repeat(length);
    const hundred = Array.from({ length: 100 }, (_, i) => ofLength(i + 1));
    expect(fitTokeniser(hundred, options).length).toBe(95);
    expect(fitTokeniser([ofLength(1000)], options).length).toBe(256);
    expect(fitTokeniser(hundred, { ...options, length: 7 }).length).toBe(7);
  });

  it('gives ids: unknown words have one of their own, long texts lose their end, short ones are padded', () => {
    const encode = createEncoder({ words: ['the', 'cat'], length: 4 });
    expect([...encode('The cat')]).toEqual([2, 3, PADDING, PADDING]);
    expect([...encode('the bird and the cat')]).toEqual([2, UNKNOWN, UNKNOWN, 2]);
    expect(idsOf({ words: ['the', 'cat'], length: 4 })).toBe(4);
  });

  it('survives being written down', () => {
    const tokeniser = fitTokeniser(texts, options);
    const again = JSON.parse(JSON.stringify(tokeniser));
    for (const text of texts) expect(createEncoder(again)(text)).toEqual(createEncoder(tokeniser)(text));
  });
});
