/** A column of numbers: (x - mean) / deviation, the mean where x is missing. */
export interface NumberColumn {
  readonly name: string;
  readonly kind: 'number';
  readonly mean: number;
  readonly deviation: number;
  /** Whether a second input, 1 where x is missing and 0 elsewhere, follows. */
  readonly indicator: boolean;
}

/** A column of words: one input for each value, 1 where it is the one; all are 0 for any other word. */
export interface CategoryColumn {
  readonly name: string;
  readonly kind: 'category';
  readonly values: readonly string[];
}

/** How a column of a table becomes inputs; fitted to a training split (fit.ts), then a constant. */
export type Column = NumberColumn | CategoryColumn;

/** What stands in tables where nothing is known. */
const MISSING = new Set(['', '?', 'na', 'n/a', 'nan', 'null']);

export const isMissing = (field: string): boolean => MISSING.has(field.trim().toLowerCase());

/** The finite number that a field says, with a decimal point; undefined when it says none. */
export function numberIn(field: string): number | undefined {
  const text = field.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

export const widthOf = (column: Column): number =>
  column.kind === 'category' ? column.values.length : column.indicator ? 2 : 1;

/**
 * The function that gives the inputs of a row, column after column.
 * @throws RangeError naming the column, when a field of a column of numbers says none
 */
export function createRowEncoder(columns: readonly Column[]): (fields: readonly string[]) => Float32Array {
  const encoders = columns.map(encoderOf);
  const width = columns.reduce((sum, column) => sum + widthOf(column), 0);
  return (fields) => {
    const encoded = new Float32Array(width);
    let at = 0;
    for (const [i, column] of columns.entries()) {
      encoders[i]!(fields[i]!, encoded, at);
      at += widthOf(column);
    }
    return encoded;
  };
}

function encoderOf(column: Column): (field: string, into: Float32Array, at: number) => void {
  if (column.kind === 'category') {
    const places = new Map(column.values.map((value, i) => [value, i]));
    return (field, into, at) => {
      const place = places.get(field.trim());
      if (place !== undefined) into[at + place] = 1;
    };
  }
  const { name, mean, deviation, indicator } = column;
  return (field, into, at) => {
    if (isMissing(field)) {
      if (indicator) into[at + 1] = 1;
      return;
    }
    const value = numberIn(field);
    if (value === undefined) throw new RangeError(`column ${name}: got ${JSON.stringify(field)}; allowed: a number`);
    into[at] = (value - mean) / deviation;
  };
}
