/** One way to get a specification wrong. */
export interface BadSpecification {
  readonly fault: string;
  readonly text: string;
  /** The field that the message must name. */
  readonly path: string;
  /** What the message must say besides. */
  readonly says: readonly string[];
}

export const GOOD = `
name: digits
data: mnist
space: nasbench201
strategy: regularised-evolution
budget: { trials: 32 }
`;

/** The good specification with a top-level field replaced or added. */
const withField = (line: string) => {
  const field = line.slice(0, line.indexOf(':'));
  return `${GOOD.split('\n')
    .filter((other) => !other.startsWith(`${field}:`))
    .join('\n')}${line}\n`;
};
/** The good specification without a top-level field. */
export const without = (field: string) =>
  GOOD.split('\n')
    .filter((line) => !line.startsWith(`${field}:`))
    .join('\n');

export const bad = (fault: string, text: string, path: string, ...says: string[]): BadSpecification => ({
  fault,
  text,
  path,
  says,
});
export const field = (fault: string, line: string, path: string, ...says: string[]) =>
  bad(fault, withField(line), path, ...says);
