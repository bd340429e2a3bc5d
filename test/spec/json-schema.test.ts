import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alternatives, type JsonSchema, specificationJsonSchema } from '../../lib/spec/json-schema.ts';

const published = resolve(import.meta.dirname, '../../docs/specification.schema.json');

describe('the JSON Schema of specifications', () => {
  const schema = specificationJsonSchema();

  it('is published (when it changed: npx vitest run test/spec -u)', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(published);
  });

  it('asks for five fields', () => {
    expect(schema.required).toEqual(['name', 'data', 'space', 'strategy', 'budget']);
  });

  it('knows the shorthands of entries that need nothing else', () => {
    expect(alternatives(schema.properties!.data!)[0]!.enum).toEqual(['mnist']);
    expect(alternatives(schema.properties!.space!)[0]!.enum).toEqual([
      'nasbench201',
      'mobile',
      'detection',
      'text',
      'tabular',
    ]);
    expect(alternatives(schema.properties!.strategy!)[0]!.enum).toEqual([
      'random',
      'regularised-evolution',
      'genetic',
      'local-search',
      'bayesian',
      'nsga2',
    ]);
  });

  it('describes every field', () => {
    const undescribed = (node: JsonSchema, path: string): readonly string[] =>
      alternatives(node).flatMap(({ properties = {} }) =>
        Object.entries(properties).flatMap(([field, inner]) => [
          ...(inner.description || 'const' in inner ? [] : [`${path}${field}`]),
          ...undescribed(inner, `${path}${field}.`),
        ]),
      );
    expect(undescribed(schema, '')).toEqual([]);
  });
});
