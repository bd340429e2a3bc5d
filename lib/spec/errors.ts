/** One fault of a specification. */
export interface SpecificationIssue {
  /** The field, e.g. `budget.trials`; empty for the text as a whole. */
  readonly path: string;
  /** What is there and what is allowed. */
  readonly message: string;
  /** Where in the text, from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** A specification that cannot be run. Carries every fault, not only the first. */
export class SpecificationError extends Error {
  override readonly name = 'SpecificationError';
  readonly issues: readonly SpecificationIssue[];

  constructor(filename: string, issues: readonly SpecificationIssue[]) {
    super([`${filename} is not a valid specification:`, ...issues.map((issue) => `  ${format(issue)}`)].join('\n'));
    this.issues = issues;
  }
}

function format({ path, message, line, column }: SpecificationIssue): string {
  const place = line === undefined ? '' : ` (line ${line}${column === undefined ? '' : `, column ${column}`})`;
  return path === '' ? `${message}${place}` : `${path}${place}: ${message}`;
}
