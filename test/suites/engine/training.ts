import { expect } from 'vitest';
import type { Engine, EngineRecipe, State } from '../../../lib/engine/engine.ts';
import { weightSpecs } from '../../../lib/network/weights.ts';
import { adamw, bytesOf, roughWeights, sgd, toyExamples, trainer, using } from './fixtures.ts';
import { cell, layerCases, mobile, type NetworkCase } from './networks.ts';
import { entryAt, referenceStep } from './reference.ts';

export const recipes = [
  { optimiser: 'sgd', recipe: sgd, rate: 0.02 },
  { optimiser: 'adamw', recipe: adamw, rate: 0.002 },
] as const;

/** Shorter than every gradient of the toy problem. */
const CLIP = 0.5;

/** Options of the optimisers, alone and together. */
export const formulas = [
  ...recipes.map(({ optimiser, ...rest }) => ({ name: optimiser as string, ...rest })),
  { name: 'classical momentum', recipe: { ...sgd, nesterov: false }, rate: 0.02 },
  { name: 'clipped sgd', recipe: { ...sgd, clipNorm: CLIP }, rate: 0.02 },
  { name: 'averaged sgd', recipe: { ...sgd, ema: 0.9 }, rate: 0.02 },
  { name: 'clipped and averaged adamw', recipe: { ...adamw, clipNorm: CLIP, ema: 0.15 }, rate: 0.002 },
] as const;

export const networks: readonly NetworkCase[] = [cell, mobile];

/** A state written back, here or into a fresh program, gives the same bits as if training had gone on. */
export function expectResumable(engine: Engine, { network }: NetworkCase, recipe: EngineRecipe, rate: number): void {
  using(trainer(engine, network, recipe), ({ program, train }) => {
    train(3, rate);
    const kept = program.readState();
    const losses = train(4, rate);
    const end = bytesOf(program.readState());

    const again = trainer(engine, network, recipe, { from: 3 });
    using(again, (fresh) => {
      fresh.program.writeState(kept);
      expect(bytesOf(fresh.program.readState())).toEqual(bytesOf(kept));
      expect(fresh.train(4, rate)).toEqual(losses);
      expect(bytesOf(fresh.program.readState())).toEqual(end);
    });
    program.writeState(kept);
    const batches = trainer({ ...engine, compile: () => program }, network, recipe, { from: 3 });
    expect(batches.train(4, rate)).toEqual(losses);
    expect(bytesOf(program.readState())).toEqual(end);
  });
}

/** Two steps move every weight as the formulas say, from gradients that the program itself gives. */
export function expectFormula(engine: Engine, recipe: EngineRecipe, rate: number): void {
  const { network } = mobile;
  const decays = new Map(weightSpecs(network).map(({ name, decay }) => [name, decay ? recipe.weightDecay : 0]));
  using(trainer(engine, network, recipe), ({ program, train }) => {
    for (const step of [1, 2]) {
      const before = program.readState();
      const unclipped = gradientsAt(engine, recipe, before, step - 1);
      const norm = Math.hypot(...unclipped.flatMap(([, gradient]) => [...gradient]));
      if (recipe.clipNorm > 0) expect(norm).toBeGreaterThan(2 * recipe.clipNorm);
      const scale = recipe.clipNorm > 0 ? recipe.clipNorm / norm : 1;
      const gradients = unclipped.map(([name, gradient]) => [name, gradient.map((value) => value * scale)] as const);
      train(1, rate);
      const after = program.readState();
      for (const [name, gradient] of gradients) {
        const expected = [...gradient].map((g, i) =>
          referenceStep(entryAt(before, name, i), g, rate, step, decays.get(name)!, recipe),
        );
        const error = Math.max(
          ...expected.flatMap((entry, i) => {
            const got = entryAt(after, name, i);
            // Adam divides by the gradient's size: where that is rounding, so is the quotient.
            const isRounding = Math.abs(gradient[i]!) < 1e-4;
            const average = recipe.ema > 0 ? (['ema'] as const) : [];
            const moved = isRounding ? [] : (['weight', ...average] as const);
            return [...moved, ...(['momentum', 'm', 'v'] as const)].map((entryName) =>
              Math.abs(got[entryName] - entry[entryName]),
            );
          }),
        );
        expect(error, `${name}, step ${step}`).toBeLessThan(1e-5);
      }
      if (recipe.optimiser === 'adamw' || recipe.ema > 0) expect(after.get('step')).toEqual(Float32Array.of(step));
    }
  });
}

/** Gradients of the step at hand: what plain gradient descent takes from the weights. */
function gradientsAt(engine: Engine, recipe: EngineRecipe, state: State, from: number): [string, Float32Array][] {
  const { network } = mobile;
  const specs = weightSpecs(network);
  const weights = new Map(specs.map(({ name }) => [name, state.get(name)!]));
  const descent: EngineRecipe = { ...recipe, optimiser: 'sgd', momentum: 0, weightDecay: 0, clipNorm: 0, ema: 0 };
  return using(trainer(engine, network, descent, { weights, from }), ({ program, train }) => {
    const rate = 64;
    train(1, rate);
    const after = program.readState();
    return specs
      .filter(({ trainable }) => trainable)
      .map(({ name }) => [name, after.get(name)!.map((value, i) => (weights.get(name)![i]! - value) / rate)]);
  });
}

/** A batch norm on the input shows its formula: the moving variance takes the unbiased variance of the batch. */
export function expectMovingStatistics(engine: Engine): void {
  const { network } = {
    network: {
      input: [5, 3, 2],
      nodes: [
        { id: 'norm', layer: { op: 'batchNorm' }, inputs: ['input'] },
        { id: 'flat', layer: { op: 'flatten' }, inputs: ['norm'] },
        { id: 'last', layer: { op: 'dense', units: 3, bias: true }, inputs: ['flat'] },
      ],
      output: 'last',
    },
  } as const;
  const recipe = { ...sgd, batchNormMomentum: 0.75 };
  const train = toyExamples({ input: network.input, count: sgd.batchSize });
  const weights = roughWeights(network);
  using(trainer(engine, network, recipe, { train, weights }), ({ program }) => {
    program.step(
      Int32Array.from({ length: sgd.batchSize }, (_, i) => i),
      0,
      0,
    );
    const state = program.readState();
    for (const channel of [0, 1]) {
      const pixels = [...train.features].filter((_, i) => i % 2 === channel).map((byte) => byte / 255);
      const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
      const variance = pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (pixels.length - 1);
      const moved = (name: string, batch: number) => 0.75 * weights.get(name)![channel]! + 0.25 * batch;
      expect(state.get('norm/mean')![channel]).toBeCloseTo(moved('norm/mean', mean), 6);
      expect(state.get('norm/variance')![channel]).toBeCloseTo(moved('norm/variance', variance), 6);
    }
  });
}

/** A weight behind a `zero` is left alone, even by weight decay. */
export function expectNoGradientThroughZero(engine: Engine): void {
  const { network } = layerCases.find(({ name }) => name === 'zero')!;
  for (const { recipe, rate } of recipes) {
    using(trainer(engine, network, recipe), ({ program, train }) => {
      const before = program.readState();
      train(2, rate);
      const after = program.readState();
      expect(after.get('b/kernel')).toEqual(before.get('b/kernel'));
      expect(after.get('a/kernel')).not.toEqual(before.get('a/kernel'));
    });
  }
}
