import { hash } from 'node:crypto';
import type { Dataset, Labels } from '../dataset.ts';
import { DataError } from '../errors.ts';
import type { LocalFile } from '../files/local.ts';
import { classLabels } from '../labels.ts';
import type { SpecOf } from '../source.ts';
import { isMissing, numberIn } from '../table/columns.ts';
import { readCsvFile } from '../table/csv.ts';
import { readJsonlFile } from '../table/jsonl.ts';
import { prepareTable } from '../table/prepare.ts';
import { joined, positionOf, type Rows, type SplitSheet } from '../table/select.ts';
import type { Sheet } from '../table/table.ts';
import { prepareTexts } from '../text/prepare.ts';
import type { Reading } from './read.ts';

type Spec = SpecOf<'csv' | 'jsonl'>;

/** Rows of CSV or TSV files. @throws DataError */
export function readCsv(spec: SpecOf<'csv'>, reading: Reading): Promise<Dataset> {
  const isNamed = [spec.text, spec.label, ...spec.ignore].some((column) => typeof column === 'string');
  return readTable(spec, reading, (file) => readCsvFile(file, { ...spec, header: spec.header ?? isNamed }));
}

/** Objects of JSON lines. @throws DataError */
export function readJsonl(spec: SpecOf<'jsonl'>, reading: Reading): Promise<Dataset> {
  const ignored = new Set(spec.ignore);
  return readTable({ ...spec, ignore: [] }, reading, (file) => readJsonlFile(file, ignored));
}

async function readTable(
  spec: Spec,
  { files, onProgress }: Reading,
  readFile: (file: LocalFile) => Promise<Sheet>,
): Promise<Dataset> {
  const sheets: SplitSheet[] = [];
  for (const split of ['train', 'validation', 'test'] as const) {
    const path = spec[split];
    if (typeof path !== 'string') continue;
    const file = await files.open(split, path);
    sheets.push({ split, file, sheet: await readFile(file) });
  }
  const rows = joined(sheets);
  onProgress(rows.rows.length);
  return spec.text === undefined ? tableOf(spec, rows) : textsOf(spec, spec.text, rows);
}

/** A column of texts. Equal texts are one content, whatever their label. */
function textsOf(spec: Spec, column: string | number, rows: Rows): Dataset {
  const at = positionOf('text', column, rows.columns);
  const texts = rows.rows.map((row) => row[at]!);
  return {
    kind: 'tokens',
    ...common(spec, rows),
    contents: texts,
    prepare: (train) => prepareTexts({ texts, at: rows.at }, train, spec),
  };
}

/** All other columns. Rows are the same when their label is too: in small tables many share everything else. */
function tableOf(spec: Spec, rows: Rows): Dataset {
  const label = positionOf('label', spec.label, rows.columns);
  const ignored = new Set(spec.ignore.map((column) => positionOf('ignore', column, rows.columns)));
  const kept = [...rows.columns.keys()].filter((column) => column !== label && !ignored.has(column));
  if (kept.length === 0) {
    throw new DataError({ field: 'train', got: 'only the column of labels', allowed: 'columns to learn from' });
  }
  const table = {
    columns: kept.map((column) => rows.columns[column]!),
    rows: rows.rows.map((row) => kept.map((column) => row[column]!)),
    at: rows.at,
  };
  return {
    kind: 'features',
    ...common(spec, rows),
    contents: rows.rows.map((row) => hash('sha256', JSON.stringify([...kept, label].map((c) => row[c])), 'base64')),
    prepare: (train) => prepareTable(table, train),
  };
}

const common = (spec: Spec, rows: Rows) => ({
  labels: labelsOf(spec, rows),
  ...(rows.given && { given: rows.given }),
  place: (example: number) => rows.at(example).place,
  notes: [],
});

function labelsOf({ label, task }: Spec, rows: Rows): Labels {
  const column = positionOf('label', label, rows.columns);
  const names = rows.rows.map((row, i) => {
    const name = row[column]!.trim();
    if (name === '') throw wrongLabel(rows, i, 'no label', 'a label in each row');
    return name;
  });
  const { given } = rows;
  if (task === 'classification')
    return classLabels({ field: 'label', names, given, place: (row) => rows.at(row).place });
  const values = Float64Array.from(names, (name, row) => {
    const value = isMissing(name) ? undefined : numberIn(name);
    if (value === undefined)
      throw wrongLabel(rows, row, JSON.stringify(name), 'a number like 1.5, for task: regression');
    return value;
  });
  return { kind: 'numbers', values };
}

const wrongLabel = (rows: Rows, row: number, got: string, allowed: string) =>
  new DataError({ field: 'label', place: rows.at(row).place, got, allowed });
