import { z } from 'zod';
import { leaks, leavesTraining, path, splits, task } from '../fields.ts';

const field = z.string().min(1);
const column = z.union([field, z.int().min(1)]);

/** What becomes of texts, and which columns are left out. */
const options = {
  task,
  vocabulary: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(20_000)
    .describe('Of texts: how many words are told apart, the most frequent of the training split.'),
  minCount: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(2)
    .describe('Of texts: how often a word must be in the training split to be told apart.'),
  length: z
    .int()
    .min(1)
    .max(4096)
    .optional()
    .describe('Of texts: words that are kept of each. By default what 95 of 100 training texts have, at most 256.'),
};

const csv = z
  .strictObject({
    source: z.literal('csv'),
    train: path('The examples, or those to train on; CSV, TSV or the like, plain or gzipped'),
    ...splits(path('A file like `train`')),
    text: column
      .optional()
      .describe('Column of the texts, by name or by number from 1. Without it, all columns are read.'),
    label: column.describe('Column of the labels, by name or by number from 1.'),
    ignore: z.array(column).default([]).describe('Columns that are left out, by name or by number from 1.'),
    header: z
      .boolean()
      .optional()
      .describe('Whether the first line names the columns; by default where a column is given by name.'),
    delimiter: z
      .string()
      .length(1)
      .optional()
      .describe('What stands between columns; by default found in the first lines: tab, comma, semicolon or bar.'),
    quotes: z.boolean().optional().describe('Whether " encloses fields; by default they do, but not between tabs.'),
    ...options,
    ...leaks,
  })
  .refine(...leavesTraining)
  .meta({ title: 'csv', description: 'Texts, or rows of numbers and categories, in CSV or TSV files.' });

const jsonl = z
  .strictObject({
    source: z.literal('jsonl'),
    train: path('The examples, or those to train on; a JSON object in each line, plain or gzipped'),
    ...splits(path('A file like `train`')),
    text: field.optional().describe('Field of the texts. Without it, all fields are read.'),
    label: field.describe('Field of the labels.'),
    ignore: z.array(field).default([]).describe('Fields that are left out.'),
    ...options,
    ...leaks,
  })
  .refine(...leavesTraining)
  .meta({ title: 'jsonl', description: 'Texts, or rows of numbers and categories, as JSON lines.' });

export const tableSources = [csv, jsonl] as const;
