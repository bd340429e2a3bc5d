import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { counts } from '../../lib/network/counts.ts';
import { elements } from '../../lib/network/definition.ts';
import { inferenceNetwork } from '../../lib/network/inference.ts';
import type { Shape } from '../../lib/network/network.ts';
import { inferShapes } from '../../lib/network/shapes.ts';
import { weightSpecs } from '../../lib/network/weights.ts';
import { leastProblem } from '../../lib/space/problem.ts';
import type { Problem, Space } from '../../lib/space/space.ts';
import { canonicalJson } from '../../lib/trial/json.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';

export interface SpaceCase {
  readonly name: string;
  readonly create: () => Space;
  /** A smaller variant of the space whose encodings can be counted through its neighbourhoods, and how many ids it has. */
  readonly enumerable?: { readonly create: () => Space; readonly ids: number };
  readonly problem?: Problem;
  /** Of the networks; the problem's classes where absent. */
  readonly output?: Shape;
  /** Problems that the space does not solve, and what the error must say. */
  readonly misfits?: readonly { readonly problem: Problem; readonly says: string }[];
  /** Values that are no architecture, and the field that the error must name. */
  readonly invalid: readonly { readonly case: string; readonly value: unknown; readonly field: string }[];
}

const DIGITS: Problem = { task: 'classification', input: [28, 28, 1], classes: 10 };
/** What no space for classes of images takes. */
const NO_IMAGES: NonNullable<SpaceCase['misfits']> = [
  { problem: { task: 'classification', input: [7], classes: 2 }, says: '[7]' },
  { problem: { task: 'classification', input: [28, 28, 1], classes: 1 }, says: 'at least 2 classes' },
  { problem: { task: 'detection', input: [28, 28, 1], classes: 2 }, says: 'the data is for detection' },
];
/** Samples whose networks are built. */
const NETWORKS = 200;
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const id = (architecture: JsonObject) => canonicalJson(architecture);

/** What every search space must do; see lib/space/space.ts. */
export function spaceSuite(theCase: SpaceCase): void {
  const {
    name,
    create,
    enumerable,
    problem = DIGITS,
    output = [problem.classes],
    misfits = NO_IMAGES,
    invalid,
  } = theCase;
  const space = create();
  const sample = (seed: number) => space.sample(randomStream(seed, 'sample'));

  /** Canonical, unchanged by a round trip through JSON, and a network that ends in what the problem asks for. */
  const expectValid = (architecture: JsonObject) => {
    expect(id(space.canonical(architecture))).toBe(id(architecture));
    expect(id(space.parse(JSON.parse(JSON.stringify(architecture))))).toBe(id(architecture));
    const network = space.network(architecture, problem);
    expect(inferShapes(network).get(network.output)).toEqual(output);
    expect(unreached(network.nodes, [network.output, network.auxiliary ?? network.output])).toEqual([]);
  };

  const property = (check: (seed: number) => void, numRuns = 30) =>
    fc.assert(
      fc.property(seeds, (seed) => {
        check(seed);
      }),
      { numRuns, seed: 1 },
    );

  describe(`${name} space`, () => {
    it('samples valid architectures', () => property((seed) => expectValid(sample(seed))));

    it(`has networks that cost what their weights and layers do, over ${NETWORKS} samples`, () => {
      for (let seed = 0; seed < NETWORKS; seed++) {
        const architecture = sample(seed);
        const network = space.network(architecture, problem);
        const { parameters, macs, peakActivationBytes } = counts(network);
        const trainable = weightSpecs(inferenceNetwork(network)).filter((weight) => weight.trainable);
        expect(parameters).toBe(trainable.reduce((sum, { shape }) => sum + elements(shape), 0));
        for (const count of [parameters, macs, peakActivationBytes]) expect(count).toBeGreaterThan(0);
        const least = counts(space.network(architecture, leastProblem(space, problem.task)));
        expect(least.parameters).toBeLessThanOrEqual(parameters);
        expect(least.macs).toBeLessThanOrEqual(macs);
      }
    });

    it.skipIf(!space.tasks.includes('regression'))('ends in one number for regression', () => {
      const network = space.network(sample(1), { ...problem, task: 'regression', classes: 0 });
      expect(inferShapes(network).get(network.output)).toEqual([1]);
    });

    it('samples many different ones', () => {
      expect(new Set(Array.from({ length: 50 }, (_, seed) => id(sample(seed)))).size).toBeGreaterThan(25);
    });

    it('mutates into a valid neighbour that is not the parent', () =>
      property((seed) => {
        const parent = sample(seed);
        const child = space.mutate(parent, randomStream(seed, 'mutate'));
        expectValid(child);
        expect(id(child)).not.toBe(id(parent));
        expect(space.neighbours(parent).map(id)).toContain(id(child));
      }));

    it('crosses two parents into a valid architecture, and equal parents into themselves', () =>
      property((seed) => {
        const [a, b] = [sample(seed), sample(seed + 1)];
        expectValid(space.crossover(a, b, randomStream(seed, 'cross')));
        expect(id(space.crossover(a, a, randomStream(seed, 'cross')))).toBe(id(a));
      }));

    it('has neighbours that are valid, all different, and neighbours of each other', () =>
      property((seed) => {
        const self = sample(seed);
        const neighbours = space.neighbours(self);
        const ids = neighbours.map(id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).not.toContain(id(self));
        for (const neighbour of neighbours.slice(0, 3)) {
          expectValid(neighbour);
          expect(space.neighbours(neighbour).map(id)).toContain(id(self));
        }
      }, 10));

    it('encodes into vectors of one length, different ones differently', () =>
      property((seed) => {
        const [a, b] = [sample(seed), sample(seed + 1)];
        expect(space.encode(a)).toHaveLength(space.encode(b).length);
        expect(space.encode(a).every(Number.isFinite)).toBe(true);
        if (id(a) !== id(b)) expect(space.encode(a)).not.toEqual(space.encode(b));
      }));

    it('makes an architecture of any list of choices, and the same one of its own list', () =>
      property((seed) => {
        const random = randomStream(seed, 'choices');
        const decoded = space.fromChoices(space.decisions.map((count) => random.integer(count)));
        expectValid(decoded);
        for (const architecture of [decoded, sample(seed)]) {
          const choices = space.toChoices(architecture);
          expect(choices.every((choice, i) => choice >= 0 && choice < space.decisions[i]!)).toBe(true);
          expect(choices).toHaveLength(space.decisions.length);
          expect(id(space.fromChoices(choices))).toBe(id(architecture));
        }
      }));

    it('is a function of the seed', () =>
      property((seed) => {
        const other = create();
        const [a, b] = [sample(seed), sample(seed + 1)];
        const stream = () => randomStream(seed, 'again');
        expect(id(other.sample(stream()))).toBe(id(space.sample(stream())));
        expect(id(other.mutate(a, stream()))).toBe(id(space.mutate(a, stream())));
        expect(id(other.crossover(a, b, stream()))).toBe(id(space.crossover(a, b, stream())));
        expect(other.network(a, problem)).toEqual(space.network(a, problem));
      }));

    it('describes an architecture in one line', () =>
      property((seed) => expect(space.describe(sample(seed))).toMatch(/^.{1,300}$/)));

    it.each([...invalid, { case: 'a string', value: 'cell', field: 'architecture' }])(
      'refuses $case, naming $field',
      ({ value, field }) => expect(() => space.parse(value)).toThrow(field),
    );

    it.each(misfits)('refuses a problem that it is not for: $says', ({ problem: other, says }) => {
      expect(() => space.network(sample(1), other)).toThrow(says);
      expect(() => space.network(sample(1), other)).toThrow(`space ${name} `);
    });

    it.skipIf(!enumerable)('reaches every architecture through neighbourhoods, as many as its size says', () => {
      const small = enumerable!.create();
      const ids = reachable(small);
      expect(ids).toBe(enumerable!.ids);
      expect(small.size >= BigInt(ids)).toBe(true);
    });
  });
}

/** How many architectures neighbourhoods lead to from a random start. */
function reachable(space: Space): number {
  const queue = [space.sample(randomStream(0, 'start'))];
  const seen = new Set(queue.map(id));
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const neighbour of space.neighbours(next)) {
      if (!seen.has(id(neighbour))) queue.push(neighbour);
      seen.add(id(neighbour));
    }
  }
  return seen.size;
}

/** Nodes whose result no output uses. */
function unreached(
  nodes: readonly { id: string; inputs: readonly string[] }[],
  outputs: readonly string[],
): readonly string[] {
  const used = new Set(outputs);
  for (const node of nodes.toReversed()) if (used.has(node.id)) for (const input of node.inputs) used.add(input);
  return nodes.filter((node) => !used.has(node.id)).map((node) => node.id);
}
