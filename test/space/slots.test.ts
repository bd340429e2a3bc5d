import { describe, expect, it } from 'vitest';
import { filled, placements, slot } from '../../lib/space/slots.ts';

describe('slots', () => {
  it.each([
    { items: 0, slots: 3, ways: 1 },
    { items: 1, slots: 3, ways: 3 },
    { items: 2, slots: 4, ways: 6 },
    { items: 3, slots: 3, ways: 1 },
  ])('hold $items items in $slots places in $ways ways', ({ items, slots, ways }) => {
    const list = ['a', 'b', 'c'].slice(0, items);
    const all = placements(list, slots);
    expect(new Set(all.map((one) => one.join())).size).toBe(ways);
    expect(all).toHaveLength(ways);
    for (const one of all) {
      expect(one.length).toBeLessThanOrEqual(slots);
      expect(filled(one)).toEqual(list);
    }
    expect(all[0]).toEqual(list);
  });

  it('are empty where a list is too short for them, until they are written', () => {
    const third = slot<{ readonly list: readonly string[] }, 'list'>('list', 2, ['none', 'a', 'b']);
    expect(third.read({ list: ['a'] })).toBe('none');
    expect(third.write({ list: ['a'] }, 'b')).toEqual({ list: ['a', 'none', 'b'] });
    expect(third.write({ list: ['a', 'b', 'a'] }, 'none')).toEqual({ list: ['a', 'b', 'none'] });
  });
});
