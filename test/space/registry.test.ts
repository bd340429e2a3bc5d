import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSpace, spaces } from '../../lib/space/registry.ts';

describe('space registry', () => {
  it.each(spaces.filter(({ name }) => name !== 'module'))(
    '$name needs no option and describes every one',
    ({ name, summary, options }) => {
      expect(createSpace({ name }).name).toBe(name);
      expect(summary).toMatch(/\.$/);
      const { properties } = z.toJSONSchema(options, { io: 'input' });
      for (const [field, schema] of Object.entries(properties!)) {
        expect(schema, field).toMatchObject({ description: expect.stringMatching(/\.$/), default: expect.anything() });
      }
    },
  );

  it('passes options on', () => {
    const options = { name: 'nasbench201', channels: 4, cells: 2, stemStride: 1 };
    const space = createSpace(options);
    const skips = { space: 'nasbench201', edges: ['none', 'none', 'none', 'nor_conv_3x3', 'none', 'none'] };
    const { nodes } = space.network(space.parse(skips), { task: 'classification', input: [16, 16, 3], classes: 5 });
    expect(nodes[0]!.layer).toMatchObject({ filters: 4, stride: 1 });
    expect(nodes.filter(({ id }) => /cell\d\/.*conv$/.test(id))).toHaveLength(6);
  });

  it('has no module where none is given', () => {
    expect(() => createSpace({ name: 'module' })).toThrow('a file that the command line can read');
  });

  it('names the spaces there are when it has not the one asked for', () => {
    expect(() => createSpace({ name: 'nasbench301' })).toThrow(/'nasbench301'.*nasbench201, nasbench-macro/);
  });

  it('refuses unknown options', () => {
    expect(() => createSpace({ name: 'nasbench201', chanels: 4 })).toThrow('chanels');
  });
});
