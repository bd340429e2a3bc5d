import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPreprocessing } from '../../lib/data/preprocessing.ts';
import { createRowEncoder } from '../../lib/data/table/columns.ts';
import { createEncoder } from '../../lib/data/text/tokeniser.ts';
import { imported, read } from './read.ts';
import { fileOf } from './world.ts';

const times = <T>(count: number, value: (i: number) => T) => Array.from({ length: count }, (_, i) => value(i));
const reviews = times(40, (i) => `film ${i} is ${i % 2 ? 'good' : 'bad'}`);

describe('texts in a table', () => {
  it('become tokens, their tokeniser made from the training split', async () => {
    const train = fileOf('train.csv', ['review,score', ...reviews.map((text, i) => `"${text}",${i % 2}`)].join('\n'));
    const { manifest, artefacts, load } = await imported({ source: 'csv', train, text: 'review', label: 'score' });
    expect(manifest).toMatchObject({
      kind: 'tokens',
      input: [4],
      classes: ['0', '1'],
      counts: { train: 26, validation: 6, test: 8 },
      features: 'ints',
      // Padding, unknown, film, is, good, bad.
      vocabulary: 6,
    });
    const { text } = (await readPreprocessing(artefacts, manifest.digest))!;
    expect(text!.words).toEqual(['film', 'is', 'bad', 'good']);
    const { features, labels, count } = await load('test');
    for (let i = 0; i < count; i++) {
      const good = labels[i] === 1;
      const expected = createEncoder(text!)(`film 99 is ${good ? 'good' : 'bad'}`);
      expect(features.subarray(4 * i, 4 * i + 4)).toEqual(expected);
    }
  });

  it('may be in TSV without a header, a file for each split, columns by number, quotes like other characters', async () => {
    const tsv = (texts: readonly string[], first: number) =>
      texts.map((text, i) => `"${text}\t${(first + i) % 2}`).join('\r\n');
    const spec = {
      source: 'csv',
      train: fileOf('train.tsv', tsv(reviews.slice(0, 20), 0)),
      validation: fileOf('dev.tsv', gzipSync(tsv(reviews.slice(20, 30), 0))),
      test: fileOf('test.tsv', tsv(reviews.slice(30), 0)),
      text: 1,
      label: 2,
    };
    const { manifest } = await imported(spec);
    expect(manifest).toMatchObject({ counts: { train: 20, validation: 10, test: 10 }, vocabulary: 7, input: [5] });
    expect((await read(spec)).place(25)).toMatch(/dev\.tsv, line 6$/);
  });

  it('may be rated with numbers, in JSON lines', async () => {
    const lines = reviews.map((text, i) => JSON.stringify({ extra: [i], stars: i / 2, text }));
    const train = fileOf('x.jsonl', `${lines.join('\n')}\n\n`);
    const spec = {
      source: 'jsonl',
      train,
      text: 'text',
      label: 'stars',
      task: 'regression',
      ignore: ['extra'],
      length: 3,
    };
    const { manifest } = await imported({ ...spec, vocabulary: 2 });
    expect(manifest).toMatchObject({ task: 'regression', classes: [], labels: 'numbers', input: [3], vocabulary: 4 });
  });
});

describe('rows of a table', () => {
  const header = 'id;height;colour;empty sometimes;kind';
  const rows = times(
    40,
    (i) => `${i};${i % 7 === 0 ? 'NA' : i / 4};${i % 3 ? 'red' : 'blue'};${i % 5 ? 2 : ''};${i % 2 ? 'a' : 'b'}`,
  );
  const spec = { source: 'csv', label: 'kind', ignore: ['id'] };

  it('become numbers: standardised, with indicators of what is missing, categories one by one', async () => {
    const train = fileOf('train.csv', [header, ...rows].join('\n'));
    const { manifest, artefacts, load } = await imported({ ...spec, train });
    expect(manifest).toMatchObject({ kind: 'features', input: [6], features: 'floats', classes: ['a', 'b'] });
    const { columns } = (await readPreprocessing(artefacts, manifest.digest))!;
    expect(columns).toMatchObject([
      { name: 'height', kind: 'number', indicator: true },
      { name: 'colour', kind: 'category', values: ['blue', 'red'] },
      { name: 'empty sometimes', kind: 'number', mean: 2, deviation: 1, indicator: true },
    ]);
    const { features, count } = await load('train');
    const column = (j: number) => times(count, (i) => features[6 * i + j]!);
    const missing = column(1);
    const known = column(0).filter((_, i) => missing[i] === 0);
    expect(known.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 4);
    expect(known.reduce((sum, value) => sum + value ** 2, 0) / (known.length - 1)).toBeCloseTo(1, 4);
    expect(
      column(0)
        .filter((_, i) => missing[i] === 1)
        .every((value) => value === 0),
    ).toBe(true);
    expect(column(2).map((blue, i) => blue + column(3)[i]!)).toEqual(Array(count).fill(1));
    expect(new Set(column(4))).toEqual(new Set([0]));
  });

  it('may be numbers to predict from', async () => {
    const train = fileOf('train.csv', ['x,y', ...times(40, (i) => `${i},${3 * i + 1}`)].join('\n'));
    const { manifest, artefacts, load } = await imported({ source: 'csv', train, label: 'y', task: 'regression' });
    const { label, columns } = (await readPreprocessing(artefacts, manifest.digest))!;
    const { features, labels } = await load('test');
    const [x] = columns!;
    if (x?.kind !== 'number') throw new Error('x is a column of numbers');
    const written = features[0]! * x.deviation + x.mean;
    expect(labels[0]! * label!.deviation + label!.mean).toBeCloseTo(3 * written + 1, 4);
  });

  it('have the columns of the training file in any order', async () => {
    const train = fileOf('train.csv', ['x,colour,y', ...times(20, (i) => `${i},red${i % 2},${i % 2}`)].join('\n'));
    const test = fileOf('test.csv', ['y,x,colour', ...times(4, (i) => `${i % 2},${50 + i},green`)].join('\n'));
    const { load } = await imported({ source: 'csv', train, test, label: 'y' });
    const { features, labels } = await load('test');
    expect([...labels]).toEqual([0, 1, 0, 1]);
    // A colour that training has not seen is none of its colours.
    expect([features[1], features[2]]).toEqual([0, 0]);
  });

  it('of JSON lines may lack fields', async () => {
    const lines = times(40, (i) => JSON.stringify(i % 4 ? { a: i, b: i % 8 < 4, y: i % 2 } : { b: true, y: i % 2 }));
    const { manifest, artefacts } = await imported({
      source: 'jsonl',
      train: fileOf('x.jsonl', lines.join('\n')),
      label: 'y',
    });
    expect(manifest.input).toEqual([4]);
    const { columns } = (await readPreprocessing(artefacts, manifest.digest))!;
    expect(columns).toMatchObject([
      { name: 'b', values: ['false', 'true'] },
      { name: 'a', indicator: true },
    ]);
  });

  it('that are equal stay in one split, labels included', async () => {
    const lines = times(60, (i) => `${i % 20},${i % 2}`);
    const { manifest } = await imported({ source: 'csv', train: fileOf('x.csv', lines.join('\n')), label: 2 });
    for (const count of Object.values(manifest.counts)) expect(count % 3).toBe(0);
  });
});

describe('columns', () => {
  it('give at most 64 values of a category inputs, the most frequent', async () => {
    const lines = times(300, (i) => `${i % 3 ? `word${i % 100}` : 'common'},${i % 2},${i}`);
    const { manifest } = await imported({
      source: 'csv',
      train: fileOf('x.csv', lines.join('\n')),
      label: 2,
      ignore: [3],
      allowLeaks: true,
    });
    expect(manifest.input).toEqual([64]);
  });

  it('encode a new row as they were fitted', () => {
    const encode = createRowEncoder([
      { name: 'x', kind: 'number', mean: 10, deviation: 2, indicator: true },
      { name: 'c', kind: 'category', values: ['a', 'b'] },
      { name: 'y', kind: 'number', mean: 1, deviation: 1, indicator: false },
    ]);
    expect([...encode(['14', ' b ', '-1e0'])]).toEqual([2, 0, 0, 1, -2]);
    expect([...encode(['?', 'z', 'NaN'])]).toEqual([0, 1, 0, 0, 0]);
    expect(() => encode(['1,5', 'a', '1'])).toThrow('column x: got "1,5"; allowed: a number');
  });
});

describe('delimiters', () => {
  it.each([
    ['tabs among commas', 'one, two\t0\nthree\t1\n'],
    ['commas', 'one,0\ntwo,1\n'],
    ['semicolons', 'one;0\ntwo;1'],
    ['bars', '"a|b, c"|0\n"d"|1\n'],
  ])('are found: %s', async (_, text) => {
    const more = text.endsWith('\n') ? text : `${text}\n`;
    const { labels } = await read({ source: 'csv', train: fileOf('x', more), text: 1, label: 2 });
    expect(labels).toMatchObject({ classes: ['0', '1'] });
  });

  it('may be given, and fields may hold line breaks', async () => {
    const text = '"one,\n ""two"""#0\nthree#1\n';
    const dataset = await read({ source: 'csv', train: fileOf('x', text), text: 1, label: 2, delimiter: '#' });
    expect(dataset.contents).toEqual(['one,\n "two"', 'three']);
    expect(dataset.place(1)).toMatch(/line 3$/);
  });
});
