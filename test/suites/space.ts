import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { inferShapes } from '../../lib/network/shapes.ts';
import type { Problem, Space } from '../../lib/space/space.ts';
import { canonicalJson } from '../../lib/trial/json.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';

export interface SpaceCase {
  readonly name: string;
  readonly create: () => Space;
  /** A smaller variant of the space whose encodings can be counted through its neighbourhoods, and how many ids it has. */
  readonly enumerable?: { readonly create: () => Space; readonly ids: number };
  readonly problem?: Problem;
  /** Values that are no architecture, and the field that the error must name. */
  readonly invalid: readonly { readonly case: string; readonly value: unknown; readonly field: string }[];
}

const DIGITS: Problem = { input: [28, 28, 1], classes: 10 };
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const id = (architecture: JsonObject) => canonicalJson(architecture);

/** What every search space must do; see lib/space/space.ts. */
export function spaceSuite({ name, create, enumerable, problem = DIGITS, invalid }: SpaceCase): void {
  const space = create();
  const sample = (seed: number) => space.sample(randomStream(seed, 'sample'));

  /** Canonical, unchanged by a round trip through JSON, and a network that ends in logits. */
  const expectValid = (architecture: JsonObject) => {
    expect(id(space.canonical(architecture))).toBe(id(architecture));
    expect(id(space.parse(JSON.parse(JSON.stringify(architecture))))).toBe(id(architecture));
    const network = space.network(architecture, problem);
    expect(inferShapes(network).get(network.output)).toEqual([problem.classes]);
    expect(unreached(network.nodes, network.output)).toEqual([]);
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

    it('refuses data that is no images, naming the shape', () => {
      expect(() => space.network(sample(1), { input: [7], classes: 2 })).toThrow('[7]');
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

/** Nodes whose result the output does not use. */
function unreached(nodes: readonly { id: string; inputs: readonly string[] }[], output: string): readonly string[] {
  const used = new Set([output]);
  for (const node of nodes.toReversed()) if (used.has(node.id)) for (const input of node.inputs) used.add(input);
  return nodes.filter((node) => !used.has(node.id)).map((node) => node.id);
}
