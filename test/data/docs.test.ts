import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dataSource } from '../../lib/data/source.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../docs/data.md'), 'utf8');
const examples = [...page.matchAll(/```yaml\n(data:[^`]*)```/g)].map(([, text]) => parse(text!).data);

describe('docs/data.md', () => {
  it('shows every source but the one that needs nothing', () => {
    const sources = dataSource.options.map(({ shape }) => shape.source.value).filter((source) => source !== 'mnist');
    const told = (source: string) =>
      examples.some((data) => data.source === source) || page.includes(`source: ${source}`);
    expect(sources.filter((source) => !told(source))).toEqual([]);
  });

  it.each(examples)('has an example that is valid: %j', (data) => {
    expect(() => dataSource.parse(data)).not.toThrow();
  });
});
