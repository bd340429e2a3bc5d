import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../lib/engine/engine.ts';
import { layerOps } from '../../lib/network/layers/index.ts';
import {
  expectEvaluationWithoutTrace,
  expectFlatMemory,
  expectFloatExamples,
  expectLearning,
  expectLoss,
  expectNaN,
  expectRepeatable,
  expectStateErrors,
  expectTime,
} from './engine/behaviour.ts';
import { expectGradients } from './engine/gradients.ts';
import { cell, layerCases, mobile, smooth } from './engine/networks.ts';
import {
  expectFormula,
  expectMovingStatistics,
  expectNoGradientThroughZero,
  expectResumable,
  networks,
  recipes,
} from './engine/training.ts';

export interface EngineCase {
  readonly name: Engine['name'];
  readonly load: () => Promise<Engine>;
  /** Why the engine cannot run here; the suite is then skipped, with the reason in its title. */
  readonly skip?: string | undefined;
}

/** What every engine must do; see lib/engine/engine.ts. */
export function engineSuite({ name, load, skip }: EngineCase): void {
  describe.skipIf(skip !== undefined)(`${name} engine${skip ? ` (skipped: ${skip})` : ''}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await load();
    });

    it('bears its name', () => {
      expect(engine.name).toBe(name);
      expect(engine.fingerprint).toMatch(new RegExp(`^${name}/(tensorflow|wasm)-\\d+\\.\\d+\\.\\d+`));
    });

    describe('gradients agree with finite differences', () => {
      it('of every layer', () => {
        const covered = new Set(layerCases.flatMap(({ network }) => network.nodes.map(({ layer }) => layer.op)));
        expect([...covered].sort()).toEqual([...layerOps].sort());
      });
      it.each([...layerCases, smooth(cell), smooth(mobile)])('$name', ({ network }) =>
        expectGradients(engine, network),
      );
    });

    describe.each(recipes)('$optimiser', ({ recipe, rate }) => {
      it('moves weights and slots by its formula', () => expectFormula(engine, recipe, rate));
      it.each(networks)('continues $name bit-identically from a state', (network) =>
        expectResumable(engine, network, recipe, rate),
      );
    });

    it('moves the averages of batch norm', () => expectMovingStatistics(engine));
    it('leaves weights behind a zero alone', () => expectNoGradientThroughZero(engine));
    it('gives the loss that its formula says', () => expectLoss(engine));
    it('takes floats as well as bytes', () => expectFloatExamples(engine));
    it('learns', () => expectLearning(engine));
    it('gives the same for the same seed', () => expectRepeatable(engine));
    it('evaluates without a trace', () => expectEvaluationWithoutTrace(engine));
    it('refuses a state that does not fit', () => expectStateErrors(engine));
    it('shows a NaN as a NaN', () => expectNaN(engine));
    it('holds no more tensors than it needs', () => expectFlatMemory(engine));
    it('times an inference', () => expectTime(engine));
  });
}
