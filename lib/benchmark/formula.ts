import { compile, type EvalFunction } from 'mathjs/number';
import { BenchmarkError } from './errors.ts';

/** Cells of a row by column. */
export type Row = Readonly<Record<string, string>>;

/**
 * A number of each row: a column, or a formula of columns such as `100 - acc` or `mean(acc1, acc2)`, where
 * `count(arch, "3")` says how often a character stands in a cell (https://mathjs.org/docs/expressions/syntax.html).
 * @param field the option, for errors
 * @throws BenchmarkError when the text is neither; the function when it gives no finite number of a row
 */
export function formula(field: string, text: string, columns: readonly string[]): (row: Row) => number {
  const value = columns.includes(text) ? (row: Row) => numberOf(row[text]!) : expression(field, text, columns);
  return (row) => {
    const number = value(row);
    if (!Number.isFinite(number)) {
      throw new BenchmarkError(field, `${text}, which is ${number} of ${JSON.stringify(row)}`, 'a finite number');
    }
    return number;
  };
}

function expression(field: string, text: string, columns: readonly string[]): (row: Row) => number {
  const allowed = `a column (${columns.join(', ')}) or a formula of columns`;
  let compiled: EvalFunction;
  try {
    compiled = compile(text);
  } catch (error) {
    throw new BenchmarkError(field, `${text} (${(error as Error).message})`, allowed);
  }
  return (row) => {
    const cells = Object.fromEntries(columns.map((column) => [column, cell(row[column]!)]));
    try {
      return Number(compiled.evaluate({ ...cells, count }));
    } catch (error) {
      throw new BenchmarkError(field, `${text} (${(error as Error).message})`, allowed);
    }
  };
}

/** What is no number stays text; digits that stand for decisions are text too, as leading zeros count. */
const cell = (text: string) =>
  /^-?(0|[1-9]\d{0,14}|\d*\.\d+|\d+(\.\d+)?e[+-]?\d+)$/i.test(text) ? Number(text) : text;

const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

const count = (text: string | number, character: string | number) => String(text).split(String(character)).length - 1;
