import { describe, expect, it } from 'vitest';
import { kindOf } from '../../lib/data/kind-of.ts';
import { dataSource } from '../../lib/data/source.ts';

describe('what the examples of a source are', () => {
  it.each([
    [{ source: 'mnist' }, 'images'],
    [{ source: 'coco', annotations: 'a.json', images: 'images' }, 'images'],
    [{ source: 'csv', train: 'a.csv', label: 'y' }, 'features'],
    [{ source: 'csv', train: 'a.csv', label: 'y', text: 'x' }, 'tokens'],
    [{ source: 'jsonl', train: 'a.jsonl', label: 'y', text: 'x' }, 'tokens'],
    [{ source: 'npz', path: 'a.npz' }, undefined],
  ])('%j: %s', (spec, kind) => expect(kindOf(dataSource.parse(spec))).toBe(kind));
});
