import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSpecification } from '../../lib/cli/load-specification.ts';
import { alternatives, type JsonSchema, specificationJsonSchema } from '../../lib/spec/json-schema.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');

describe('examples', () => {
  it.each(readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.yaml')))('%s is valid', async (name) => {
    expect(`${(await loadSpecification(join(root, 'examples', name))).name}.yaml`).toBe(name);
  });
});

/** Every field of a specification: its name and its row's beginning in the page, e.g. `| `epochs` | `2` |`. */
function rows(schema: JsonSchema): readonly string[] {
  return alternatives(schema).flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([field, inner]) => [
      ...('const' in inner && !('default' in inner) ? [] : [`| \`${field}\` | ${defaultOf(inner)}`]),
      ...alternatives(inner).flatMap(rows),
      ...(inner.items ? rows(inner.items) : []),
    ]),
  );
}

const defaultOf = ({ default: value }: JsonSchema) =>
  value === undefined || (typeof value === 'object' && !Array.isArray(value)) ? '' : `\`${show(value)}\` |`;
const show = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(show).join(', ')}]`
    : value !== null && typeof value === 'object'
      ? `{${Object.entries(value)
          .map(([key, inner]) => `${key}: ${show(inner)}`)
          .join(', ')}}`
      : String(value);

describe('docs/specification.md', () => {
  it('has a row for every field, with its default', () => {
    const page = read('docs', 'specification.md').replaceAll(/ +/g, ' ');
    expect([...new Set(rows(specificationJsonSchema()))].filter((row) => !page.includes(row))).toEqual([]);
  });

  it.each(['specification.md', 'spaces.md'])('has YAML in %s that is valid', (page) => {
    const texts = [...read('docs', page).matchAll(/```yaml\n(name: [^`]*)```/g)].map(([, text]) => text!);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(() => parseSpecification(text, page)).not.toThrow();
  });
});
