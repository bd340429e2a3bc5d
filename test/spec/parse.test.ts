import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpecificationError } from '../../lib/spec/errors.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';
import { GOOD } from './bad-specification.ts';
import { badSpecifications } from './bad-specifications.ts';

const faultsOf = (text: string): SpecificationError => {
  try {
    parseSpecification(text, 'digits.yaml');
  } catch (error) {
    if (error instanceof SpecificationError) return error;
    throw error;
  }
  throw new Error('accepted');
};

describe('a good specification', () => {
  it('needs five lines', () => {
    expect(parseSpecification(GOOD, 'digits.yaml')).toMatchObject({
      name: 'digits',
      seed: 0,
      data: { source: 'mnist', validation: 0.15, test: 0.2 },
      space: { name: 'nasbench201', cells: 1 },
      strategy: { name: 'regularised-evolution' },
      recipe: { optimiser: 'sgd', schedule: 'cosine' },
      objective: 'accuracy',
      minimise: [],
      constraints: {},
      budget: { trials: 32 },
    });
  });

  it('may be JSON, and its JSON reads as itself', () => {
    const spec = parseSpecification(GOOD, 'digits.yaml');
    expect(parseSpecification(JSON.stringify(spec, null, '\t'), 'digits.json')).toEqual(spec);
  });

  it('may name its JSON Schema, which does not become a part of it', () => {
    const spec = parseSpecification(`$schema: ../docs/specification.schema.json\n${GOOD}`, 'digits.yaml');
    expect(spec).toEqual(parseSpecification(GOOD, 'digits.yaml'));
  });

  it('gives a latency its device', () => {
    const spec = parseSpecification(`${GOOD}constraints: { latencyMs: { max: 2 } }`, 'digits.yaml');
    expect(spec.constraints).toEqual({ latencyMs: { max: 2, confidence: 0.9, device: 'this-machine' } });
  });

  it('takes a limit on each of several devices, and soft limits', () => {
    const latencyMs = '[{ max: 20, device: my-phone }, { max: 5, soft: true }]';
    const spec = parseSpecification(`${GOOD}constraints: { latencyMs: ${latencyMs} }`, 'digits.yaml');
    expect(spec.constraints.latencyMs).toEqual([
      { max: 20, confidence: 0.9, device: 'my-phone' },
      { max: 5, confidence: 0.9, device: 'this-machine', soft: { alpha: -0.07, beta: -0.07 } },
    ]);
    expect(parseSpecification(JSON.stringify(spec), 'digits.json')).toEqual(spec);
  });

  it('cuts default generation and finalists to any budget, and never what is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (trials) => {
        const spec = parseSpecification(GOOD.replace('32', String(trials)), 'digits.yaml');
        expect(spec.generation).toBe(Math.min(8, trials));
        expect(spec.finalists.count).toBe(Math.min(2, trials));
      }),
    );
    expect(parseSpecification(`${GOOD}generation: 32\nfinalists: { count: 5 }`, 'x')).toMatchObject({
      generation: 32,
      finalists: { count: 5 },
    });
  });

  it.each([
    ['parameters', 'nasbench201'],
    ['parameters', 'mobile'],
    ['macs', 'mobile'],
  ])('may bound %s of %s by what the message says is possible', (metric, space) => {
    const text = (max: number) => `${GOOD.replace('nasbench201', space)}constraints: { ${metric}: { max: ${max} } }`;
    const least = Number(/at least (\d+)/.exec(faultsOf(text(1)).message)![1]);
    expect(least).toBeGreaterThan(1);
    expect(() => parseSpecification(text(least), 'x')).not.toThrow();
    expect(() => parseSpecification(text(least - 1), 'x')).toThrow(SpecificationError);
  });
});

describe('a bad specification', () => {
  it.each(badSpecifications)('$fault', ({ text, path, says }) => {
    const { issues, message } = faultsOf(text);
    const about = issues.filter((issue) => issue.path === path);
    if (path === '') expect(about).not.toHaveLength(0);
    else expect(about, message).toHaveLength(1);
    expect(message).toContain(`digits.yaml is not a valid specification`);
    expect(message).toContain(path);
    for (const part of says) expect(message).toContain(part);
    if (path !== '') expect(about[0]!.message).toMatch(/^(got |missing|unknown field)/);
  });

  it('gets all its faults at once, those between fields too', () => {
    const { issues } = faultsOf('name: A\ndata: mnist\nspace: tree\nbudget: { trials: 4 }\ngeneration: 5\nsede: 1\n');
    expect(issues.map(({ path }) => path).sort()).toEqual(['generation', 'name', 'sede', 'space']);
  });

  it('gets the line of each fault', () => {
    const { issues } = faultsOf(`${GOOD}\nrecipe:\n  epochs: 1\n  batchSize: none\n`);
    expect(issues).toMatchObject([{ path: 'recipe.batchSize', line: 10 }]);
  });

  it('gets the faults that the caller finds, with their lines', () => {
    const check = () => [{ path: 'data', message: 'got mnist; allowed: better data' }];
    expect(() => parseSpecification(GOOD, 'digits.yaml', [check])).toThrow('data (line 3): got mnist; allowed: better');
  });

  it('never gets anything but a SpecificationError, whatever the text', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const fields = fc.constantFrom('data', 'space', 'strategy', 'recipe', 'budget', 'constraints', 'finalists', 'x');
    const texts = fc.oneof(
      fc.string(),
      fc.dictionary(fields, value).map((fields) => JSON.stringify(fields)),
    );
    fc.assert(
      fc.property(texts, (text) => void faultsOf(text)),
      { numRuns: 200 },
    );
  });
});
