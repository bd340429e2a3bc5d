import { createSpace } from '../../lib/space/registry.ts';
import type { Space } from '../../lib/space/space.ts';
import { createStrategy } from '../../lib/strategy/registry.ts';
import type { Observation, Suggestion } from '../../lib/strategy/strategy.ts';
import { canonicalJson } from '../../lib/trial/json.ts';
import type { JsonValue } from '../../lib/trial/trial.ts';

export type Spec = { readonly name: string; readonly [option: string]: JsonValue };

/** A search without training; run as a script, it prints what it proposes. */
export interface Course {
  readonly strategy: Spec;
  readonly space: Spec;
  readonly seed: number;
  readonly trials: number;
  readonly generation: number;
}

/** An architecture, and for how much of the full training where it is not all. */
export const idOf = ({ architecture, fidelity }: Suggestion) =>
  canonicalJson(architecture) + (fidelity === undefined ? '' : ` @${fidelity}`);

/** The architectures that a search proposes when scores are a fixed function of the architecture. */
export function run({ strategy: spec, space: spaceSpec, seed, trials, generation }: Course): readonly string[] {
  const space = createSpace(spaceSpec);
  const strategy = createStrategy(spec, { space, seed });
  const ids: string[] = [];
  while (ids.length < trials) {
    const suggestions = strategy.suggest(generation);
    strategy.update(observe(space, suggestions, ids.length + 1), []);
    ids.push(...suggestions.map(idOf));
  }
  return ids;
}

/** Every seventh trial fails, every fifth is infeasible, the others score by their features; nearer to a limit, too. */
export function observe(space: Space, suggestions: readonly Suggestion[], first: number): readonly Observation[] {
  return suggestions.map((suggestion, i): Observation => {
    const trial = { number: first + i, ...suggestion };
    if (trial.number % 7 === 0) return { ...trial, outcome: 'failed' };
    const score = space.encode(trial.architecture).reduce((sum, feature, k) => sum + feature * Math.sin(k * k), 0);
    const strain = Math.atan(score);
    if (trial.number % 5 === 0) return { ...trial, outcome: 'infeasible', strain: 2 + strain };
    return { ...trial, outcome: 'complete', score, strain: strain - 2 };
  });
}

if (import.meta.main) process.stdout.write(JSON.stringify(run(JSON.parse(process.argv[2]!))));
