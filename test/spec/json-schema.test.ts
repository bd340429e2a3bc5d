import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alternatives, type JsonSchema, specificationJsonSchema } from '../../lib/spec/json-schema.ts';

const published = resolve(import.meta.dirname, '../../docs/specification.schema.json');

describe('the JSON Schema of specifications', () => {
  const schema = specificationJsonSchema();

  it('is published (when it changed: npx vitest run test/spec -u)', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(published);
  });

  it('asks for four fields', () => {
    expect(schema.required).toEqual(['name', 'data', 'space', 'budget']);
  });

  it('knows the shorthands of entries that need nothing else', () => {
    expect(alternatives(schema.properties!.data!)[0]!.enum).toEqual(['mnist']);
    expect(alternatives(schema.properties!.space!)[0]!.enum).toEqual([
      'nasbench201',
      'nasbench-macro',
      'nasnet',
      'mobile',
      'residual',
      'detection',
      'text',
      'tabular',
      'custom',
      'module',
    ]);
    expect(alternatives(schema.properties!.strategy!)[0]!.enum).toEqual([
      'auto',
      'random',
      'grid',
      'regularised-evolution',
      'genetic',
      'local-search',
      'reinforce',
      'ppo',
      'tpe',
      'bayesian',
      'nsga2',
      'successive-halving',
      'hyperband',
      'asha',
      'bohb',
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
