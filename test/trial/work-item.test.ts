import { describe, expect, it } from 'vitest';
import { attemptName } from '../../lib/trial/attempt.ts';
import { isSearchId } from '../../lib/trial/search-id.ts';
import { readProfileWork, readWork, type SearchWork, workText } from '../../lib/trial/work-item.ts';

describe('a work item', () => {
  it.each<SearchWork>([
    { kind: 'prepare', searchId: 's' },
    { kind: 'measure', searchId: 's' },
    { kind: 'train', searchId: 's', trials: [7] },
    { kind: 'train', searchId: 's', trials: [17, 18, 190] },
  ])('is read as it was written: %j', (item) => expect(readWork('s', workText(item))).toEqual(item));

  it.each(['', 'train', '0', '1,', '1, 2', '-1', '1.5', '01', 'profile:7'])('is refused: %j', (text) =>
    expect(() => readWork('s', text)).toThrow(
      new RangeError(
        `work: got ${JSON.stringify(text)}; allowed: prepare, measure, or numbers of trials such as 17,18`,
      ),
    ),
  );
});

describe('work for no search', () => {
  it('is read as it was written', () => {
    const work = { kind: 'profile', request: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed' } as const;
    expect(readProfileWork(workText(work))).toEqual(work);
  });

  it.each(['profile', 'profile:', 'profile:../a', 'profile:A', ' profile:a', 'prepare', '17'])(
    'is not what %j stands for',
    (text) => expect(readProfileWork(text)).toBeUndefined(),
  );
});

describe('names of attempts', () => {
  it('sort as the attempts began, whatever they are called', () => {
    const names = [1, 2, 9, 10, 99, 100, 12_345].map((order, i) => attemptName(order, `job-${9 - i}#1`));
    expect(names.toSorted()).toEqual(names);
  });
});

describe('ids of searches', () => {
  it.each(['digits-1', '7', 'a'.repeat(60)])('%s is one', (id) => expect(isSearchId(id)).toBe(true));
  it.each(['', '-a', 'Digits', 'a_b', 'a b', 'a/b', 'a'.repeat(61)])('%j is none', (id) =>
    expect(isSearchId(id)).toBe(false),
  );
});
