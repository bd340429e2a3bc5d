import { gzipSync } from 'node:zlib';
import type { Broken } from './broken.ts';
import { fileOf } from './world.ts';

const rows = Array.from({ length: 30 }, (_, i) => `${i},${i % 3 ? 'red' : 'blue'},${i % 2 ? 'yes' : 'no'}`);
const table = (lines: readonly string[] = rows) => ['size,colour,answer', ...lines].join('\n');
/** The table with one of its lines replaced. */
const withLine = (line: number, text: string) => table(rows.map((row, i) => (i + 2 === line ? text : row)));

const csv = (text: string | Uint8Array, more: object = {}) => ({
  source: 'csv',
  train: fileOf('train.csv', text),
  label: 'answer',
  ...more,
});
const texts = (lines: readonly string[], more: object = {}) => ({
  source: 'csv',
  train: fileOf('train.tsv', lines.join('\n')),
  text: 1,
  label: 2,
  ...more,
});
const jsonl = (lines: readonly string[], more: object = {}) => ({
  source: 'jsonl',
  train: fileOf('train.jsonl', lines.join('\n')),
  label: 'y',
  ...more,
});
const objects = Array.from({ length: 30 }, (_, i) => JSON.stringify({ x: i, y: i % 2 }));
const reviews = Array.from({ length: 30 }, (_, i) => `film ${i}\t${i % 2}`);

export const brokenTables: readonly Broken[] = [
  [
    'a file that is not there',
    'train',
    async () => ({ ...csv(''), train: '/none.csv' }),
    ['/none.csv', 'there is none'],
  ],
  ['a folder for a file', 'train', async () => ({ ...csv(''), train: '/tmp' }), ['/tmp', 'it is a folder']],
  [
    'a folder in a file',
    'train',
    async () => ({ ...csv(''), train: `${fileOf('a', '')}/b.csv` }),
    ['a file stands where a folder should'],
  ],
  ['an empty file', 'train', async () => csv(''), ['train.csv, without rows']],
  ['a header without rows', 'train', async () => csv('size,colour,answer\n'), ['train.csv, without rows']],
  [
    'a row that is too short',
    'train',
    async () => csv(withLine(7, '5,red')),
    ['line 7', '2 columns', '3, as in the first'],
  ],
  ['a row that is too long', 'train', async () => csv(withLine(8, '1,2,3,4')), ['line 8', '4 columns']],
  [
    'a quote that does not end',
    'train',
    async () => csv(withLine(5, '3,"red,yes')),
    ['train.csv, line', 'Quote Not Closed', 'data.quotes: false'],
  ],
  [
    'a quote within a field',
    'train',
    async () => csv(withLine(5, '3,r"e"d,yes')),
    ['train.csv, line 5', 'Quote', 'data.quotes: false'],
  ],
  [
    'bytes that are no UTF-8',
    'train',
    async () => csv(Buffer.from(withLine(9, '7,gr\xfcn,no'), 'latin1')),
    ['train.csv, line 9', 'no UTF-8', 'iconv'],
  ],
  [
    'a file that ends within a character',
    'train',
    async () => csv(Buffer.concat([Buffer.from(`${table()}\n1,`), Buffer.of(0xe2, 0x82)])),
    ['train.csv, line 32', 'no UTF-8'],
  ],
  [
    'broken gzip',
    'train',
    async () => csv(gzipSync(table()).subarray(0, 60)),
    ['train.csv, whose gzip is broken or cut off'],
  ],
  ['two columns of one name', 'train', async () => csv('a,a,answer\n1,2,3\n'), ['line 1', 'two columns called a']],
  [
    'a column of labels that is not there',
    'label',
    async () => csv(table(), { label: 'price' }),
    ['got price', 'size, colour, answer'],
  ],
  [
    'a column beyond the last',
    'label',
    async () => csv(table(), { label: 4, header: true }),
    ['got column 4', 'size, colour, answer'],
  ],
  ['a column of texts that is not there', 'text', async () => csv(table(), { text: 'review' }), ['got review']],
  ['a column to ignore that is not there', 'ignore', async () => csv(table(), { ignore: ['id'] }), ['got id']],
  [
    'nothing but labels',
    'train',
    async () => csv(table(), { ignore: ['size', 'colour'] }),
    ['only the column of labels'],
  ],
  [
    'another header in another split',
    'test',
    async () => csv(table(), { test: fileOf('test.csv', 'size,answer\n1,yes\n') }),
    ['test.csv with the columns size, answer', 'those of data.train: size, colour, answer'],
  ],
  ['a row without label', 'label', async () => csv(withLine(4, '2,red, ')), ['train.csv, line 4', 'no label']],
  [
    'a class that only the validation split has',
    'label',
    async () => csv(table(), { validation: fileOf('dev.csv', table(['1,red,maybe'])) }),
    ['dev.csv, line 2', 'class maybe in the validation split', 'no, yes'],
  ],
  [
    'a label that is no number',
    'label',
    async () => csv(withLine(6, '4,red,much').replaceAll(/yes|no$/gm, '1'), { task: 'regression' }),
    ['train.csv, line 6', '"much"', 'a number like 1.5'],
  ],
  [
    'a missing number to predict',
    'label',
    async () => csv(withLine(6, '4,red,NA').replaceAll(/yes|no$/gm, '1'), { task: 'regression' }),
    ['train.csv, line 6', '"NA"'],
  ],
  [
    'one number for all',
    'label',
    async () => csv(table().replaceAll(/yes|no$/gm, '1'), { task: 'regression' }),
    ['one label in the whole training split, 1', 'numbers that differ'],
  ],
  [
    'as many classes as rows',
    'label',
    async () => csv(['x,answer', ...Array.from({ length: 1200 }, (_, i) => `${i},${i}`)].join('\n')),
    ['1200 classes', 'at most 1000', 'task: regression'],
  ],
  [
    'a word among numbers',
    'train',
    async () => csv(withLine(12, 'ten,red,yes')),
    ['train.csv, line 12, column size', '"ten"', 'a number like 1.5'],
  ],
  [
    'a number that is too large to be one',
    'train',
    async () => csv(withLine(12, '1e999,red,yes')),
    ['line 12, column size', '"1e999"'],
  ],
  [
    'a column without values',
    'train',
    async () => csv(table().replaceAll(/(red|blue)/g, '')),
    ['column colour', 'no value in the training split', 'data.ignore'],
  ],
  [
    'a row that two files have',
    '',
    async () => csv(table(), { test: fileOf('test.csv', table(['3,blue,yes'])) }),
    ['1 examples that are in two splits', 'test.csv, line 2 (test)', 'allowLeaks: true'],
  ],
  ['a text without a word', 'train', async () => texts([...reviews, '\u200b \t0']), ['line 31', 'a text with a word']],
  [
    'no frequent word',
    'minCount',
    async () => texts(reviews, { minCount: 99 }),
    ['no word that is 99 times in the training split'],
  ],
  [
    'texts that are too large together',
    'length',
    async () =>
      texts(
        Array.from({ length: 140_000 }, (_, i) => `film ${i}\t${i % 2}`),
        { length: 4096 },
      ),
    ['more than 2 GiB', 'a smaller data.length'],
  ],
  ['a line that is no JSON', 'train', async () => jsonl([...objects, '{x: 1}']), ['line 31', 'a line that is no JSON']],
  [
    'a line that is no object',
    'train',
    async () => jsonl([...objects, '[1, 2]']),
    ['line 31', '[1, 2]', 'a JSON object'],
  ],
  [
    'a list in a field',
    'train',
    async () => jsonl([...objects, '{"x": [1], "y": 0}']),
    ['line 31', '[1] in field x', 'data.ignore'],
  ],
  ['no line at all', 'train', async () => jsonl(['', '']), ['train.jsonl, without lines']],
  ['a line without its label', 'label', async () => jsonl([...objects, '{"x": 1}']), ['line 31', 'no label']],
];
