import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSpace } from '../../lib/space/registry.ts';
import { createStrategy, strategies } from '../../lib/strategy/registry.ts';

describe('strategy registry', () => {
  const context = { space: createSpace({ name: 'nasbench201' }), seed: 1 };

  it.each(strategies)('$name needs no option and describes every one', ({ name, summary, options }) => {
    expect(createStrategy({ name }, context).name).toBe(name);
    expect(summary).toMatch(/\.$/);
    for (const [field, schema] of Object.entries(z.toJSONSchema(options, { io: 'input' }).properties!)) {
      expect(schema, field).toMatchObject({ description: expect.stringMatching(/\.$/), default: expect.anything() });
    }
  });

  it('names the strategies there are when it has not the one asked for', () => {
    expect(() => createStrategy({ name: 'annealing' }, context)).toThrow(
      /'annealing'.*random, grid, regularised-evolution/,
    );
  });
});
