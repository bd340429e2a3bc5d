import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset, Labels } from '../../lib/data/dataset.ts';
import { SPLITS, type Split, type SplitName, splitExamples } from '../../lib/data/split.ts';

const shares = { validation: 0.2, test: 0.3 };
const NAMES = ['a', 'b', 'c'];

/** Examples that only have labels; each is like no other unless contents are given. */
const examples = (labels: Labels, given?: readonly SplitName[], contents?: readonly string[]): Dataset => ({
  kind: 'images',
  labels,
  contents: contents ?? Array.from({ length: labels.values.length }, (_, i) => String(i)),
  place: (example) => `image ${example}`,
  prepare: () => ({ input: [1], rows: [] }),
  notes: [],
  ...(given && { given }),
});

const inClasses = (values: readonly number[], given?: readonly SplitName[], contents?: readonly string[]) =>
  examples({ kind: 'classes', classes: NAMES, values: Int32Array.from(values) }, given, contents);
const numbers = (count: number) => examples({ kind: 'numbers', values: new Float64Array(count) });
const withBoxes = (images: readonly (readonly number[])[]) =>
  examples({
    kind: 'boxes',
    classes: NAMES,
    values: images.map((labels) => labels.map((label) => ({ left: 0, top: 0, right: 1, bottom: 1, label }))),
  });

const all = (split: Split) => SPLITS.flatMap((name) => [...split[name]]).sort((a, b) => a - b);
const times = <T>(count: number, value: (i: number) => T) => Array.from({ length: count }, (_, i) => value(i));

describe('a split of classes', () => {
  it('has every example once and keeps the share of each class', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: 60, maxLength: 400 }), (drawn) => {
        const labels = [...drawn, ...times(30, (i) => i % 3)];
        const split = splitExamples(inClasses(labels), shares);
        expect(all(split)).toEqual([...labels.keys()]);
        for (const label of [0, 1, 2]) {
          const share = (part: Int32Array) => part.filter((example) => labels[example] === label).length;
          const count = labels.filter((other) => other === label).length;
          expect(Math.abs(share(split.validation) - count * shares.validation)).toBeLessThanOrEqual(0.5);
          expect(Math.abs(share(split.test) - count * shares.test)).toBeLessThanOrEqual(0.5);
        }
      }),
    );
  });

  it('is the same again', () => {
    const labels = times(90, (i) => i % 3);
    expect(splitExamples(inClasses(labels), shares)).toEqual(splitExamples(inClasses(labels), shares));
  });

  it('names a class that is too small, and a data set of one class', () => {
    const labels = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2];
    expect(() => splitExamples(inClasses(labels), shares)).toThrow(/data: got 2 examples of class c; allowed: enough/);
    const one: Labels = { kind: 'classes', classes: ['a'], values: new Int32Array(9) };
    expect(() => splitExamples(examples(one), shares)).toThrow(/got 1 class; allowed: at least 2/);
  });

  it('keeps equal examples together, and the shares where the others allow it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 90, maxLength: 300 }), (drawn) => {
        // 90 examples like no other, so that every class has enough.
        const contents = [...drawn, ...times(90, (i) => 1000 + i)].map(String);
        const labels = contents.map((content) => Number(content) % 3);
        const split = splitExamples(inClasses(labels, undefined, contents), shares);
        expect(all(split)).toEqual([...labels.keys()]);
        const homes = Map.groupBy(
          SPLITS.flatMap((name) => [...split[name]].map((example) => ({ name, content: contents[example]! }))),
          ({ content }) => content,
        );
        for (const home of homes.values()) expect(new Set(home.map(({ name }) => name)).size).toBe(1);
        expect(Math.abs(split.test.length - labels.length * shares.test)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('says how many different examples there are when they are too few, unless they may be apart', () => {
    const labels = times(40, (i) => i % 2);
    const contents = labels.map((label, i) => (label === 0 ? `${i}` : `${i % 4}`));
    const two = {
      ...inClasses(labels, undefined, contents),
      labels: { kind: 'classes', classes: ['a', 'b'], values: Int32Array.from(labels) },
    } as const;
    expect(() => splitExamples(two, shares)).toThrow(
      'data: got 20 examples of class b, only 2 of them different; allowed: enough for train, validation (0.2), test (0.3); with allowLeaks: true equal ones may be apart',
    );
    expect(splitExamples(two, { ...shares, allowLeaks: true }).test.length).toBe(12);
  });
});

describe('splits that the source gives', () => {
  const given = times(60, (i): SplitName => (i < 12 ? 'test' : 'train'));
  const labels = times(60, (i) => i % 3);

  it('are kept, and one that is missing comes from the training examples', () => {
    const split = splitExamples(inClasses(labels, given), shares);
    expect([...split.test]).toEqual(times(12, (i) => i));
    expect(split.validation.length).toBeCloseTo(48 * 0.2, -1);
    expect(all(split)).toEqual([...labels.keys()]);
    const whole = labels.map((_, i) => SPLITS[Math.floor(i / 3) % 3]!);
    expect(splitExamples(inClasses(labels, whole), shares)).toEqual(
      Object.fromEntries(SPLITS.map((name) => [name, Int32Array.from(labels.keys()).filter((i) => whole[i] === name)])),
    );
  });

  it('may share no example, unless that is allowed', () => {
    const contents = labels.map((_, i) => (i === 40 ? '3' : String(i)));
    const leaking = inClasses(labels, given, contents);
    expect(() => splitExamples(leaking, shares)).toThrow(
      'data: got 1 examples that are in two splits, the first image 3 (test) and image 40 (train); allowed: ',
    );
    expect(splitExamples(leaking, { ...shares, allowLeaks: true }).test.length).toBe(12);
  });

  it('need something to train on', () => {
    const tests = labels.map((): SplitName => 'test');
    expect(() => splitExamples(inClasses(labels, tests), shares)).toThrow('data: got no example to train on');
  });
});

describe('a split without classes', () => {
  it('has the shares', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 300 }), (count) => {
        const split = splitExamples(numbers(count), shares);
        expect(all(split)).toEqual(times(count, (i) => i));
        expect(Math.abs(split.test.length - count * shares.test)).toBeLessThan(1);
        expect(Math.abs(split.validation.length - count * shares.validation)).toBeLessThan(1);
      }),
    );
  });

  it('is at random: neighbours do not stay together', () => {
    const { test } = splitExamples(numbers(100), shares);
    expect(test[test.length - 1]! - test[0]!).toBeGreaterThan(60);
  });

  it('spreads images with rare objects over all splits', () => {
    const images = times(200, (i) => (i < 10 ? [2, 0] : i < 40 ? [1, 0, 0] : i < 190 ? [0] : []));
    const split = splitExamples(withBoxes(images), shares);
    expect(all(split)).toEqual([...images.keys()]);
    const having = (name: SplitName, label: number) =>
      [...split[name]].filter((i) => images[i]!.includes(label)).length;
    expect(SPLITS.map((name) => having(name, 2))).toEqual([5, 2, 3]);
    expect(SPLITS.map((name) => having(name, 1))).toEqual([15, 6, 9]);
  });

  it('says when there are too few examples', () => {
    expect(() => splitExamples(numbers(2), shares)).toThrow(
      /data: got 2 different examples \(2 in all\), none of them left for \w+; allowed: enough for every split/,
    );
  });
});
