import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import { SpecificationError } from './errors.ts';
import { gotText } from './explain.ts';
import { isMapping } from './mapping.ts';

export interface SpecificationText {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line, from 1, of a field such as `budget.trials`; undefined when the text does not have it. */
  lineOf(path: string): number | undefined;
}

/**
 * Reads a mapping from YAML 1.2, of which JSON is a part. A key given twice is an error.
 * @throws SpecificationError with line and column of each syntax error
 */
export function readText(text: string, filename: string): SpecificationText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, version: '1.2' });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const issues = faults.map(({ code, message, pos }) => {
      const { line, col } = lines.linePos(pos[0]);
      const text = code === 'DUPLICATE_KEY' ? 'a field is given twice; allowed: once' : `not YAML or JSON: ${message}`;
      return { path: '', message: text, line, column: col };
    });
    throw new SpecificationError(filename, issues);
  }
  const value = toValue(document, filename);
  const lineOf = (path: string) => {
    const offset = offsetOf(document.contents, path.match(/[^.[\]]+/g) ?? []);
    return offset === undefined ? undefined : lines.linePos(offset).line;
  };
  return { value, lineOf };
}

function toValue(document: ReturnType<typeof parseDocument>, filename: string): SpecificationText['value'] {
  const fault = (message: string) => new SpecificationError(filename, [{ path: '', message }]);
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    throw fault(`not YAML or JSON: ${(error as Error).message}`);
  }
  if (value === null || value === undefined) throw fault('the text is empty; allowed: a mapping of fields');
  if (!isMapping(value)) throw fault(`${gotText(value)}; allowed: a mapping of fields`);
  return value;
}

/** Where the deepest part of `path` that the text has begins: at the key, for a field of a mapping. */
function offsetOf(node: ParsedNode | null | undefined, path: readonly string[]): number | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    return pair && (offsetOf(pair.value as ParsedNode, rest) ?? (pair.key as ParsedNode).range[0]);
  }
  if (isSeq(node)) {
    const item = node.items[Number(key)] as ParsedNode | undefined;
    return item && (offsetOf(item, rest) ?? item.range[0]);
  }
  return undefined;
}
