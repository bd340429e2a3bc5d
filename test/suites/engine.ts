import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../lib/engine/engine.ts';
import { layerOps } from '../../lib/network/layers/index.ts';
import { expectAuxiliary, expectAuxiliaryOff } from './engine/auxiliary.ts';
import { expectAveragesInUse, expectShortGradientsAlone } from './engine/averages.ts';
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
import { plain } from './engine/fixtures.ts';
import { expectGradients } from './engine/gradients.ts';
import { cell, layerCases, mobile, smooth } from './engine/networks.ts';
import { everything, expectSeeds, randomNetwork } from './engine/randomness.ts';
import { expectDetection, expectExampleErrors, expectIntegerExamples, expectRegression } from './engine/tasks.ts';
import { expectTeacherAside, expectTeacherErrors, expectTeaching } from './engine/teacher.ts';
import {
  expectDroppingInTraining,
  expectGradientsWithDropping,
  expectTextLearned,
  text,
  textRecipe,
} from './engine/text.ts';
import {
  expectFormula,
  expectMovingStatistics,
  expectNoGradientThroughZero,
  expectResumable,
  formulas,
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
      it('of everything at once', () => {
        const recipe = { ...everything, momentum: 0, weightDecay: 0, clipNorm: 0 };
        expectGradients(engine, randomNetwork(), { recipe: { ...recipe, batchSize: plain.batchSize } });
      });
    });

    it.each(formulas)('moves weights and slots by the formula of $name', ({ recipe, rate }) =>
      expectFormula(engine, recipe, rate),
    );
    describe.each([...recipes, { optimiser: 'sgd with everything', recipe: everything, rate: 0.02 }])(
      '$optimiser',
      ({ recipe, rate }) => {
        it.each([...networks, { name: 'a random network', network: randomNetwork() }])(
          'continues $name bit-identically from a state',
          (network) => expectResumable(engine, network, recipe, rate),
        );
      },
    );
    it('leaves gradients alone that are short enough', () => expectShortGradientsAlone(engine));
    it('answers with the averaged weights', () => expectAveragesInUse(engine));
    it('feeds all randomness from the seed', () => expectSeeds(engine));

    describe('an auxiliary classifier', () => {
      it('adds its loss and takes no part in inference', () => expectAuxiliary(engine));
      it('is left alone when its loss counts for nothing', () => expectAuxiliaryOff(engine));
    });

    describe('a teacher', () => {
      it('mixes its loss in', () => expectTeaching(engine));
      it('is not trained', () => expectTeacherAside(engine));
      it('is refused when it does not fit', () => expectTeacherErrors(engine));
    });

    describe(text.name, () => {
      it('has the gradient of what is not dropped', () => expectGradientsWithDropping(engine));
      it('continues bit-identically from a state', () => expectResumable(engine, text, textRecipe, 0.002));
      it('is whole in inference, and not in training', () => expectDroppingInTraining(engine));
      it('learns', () => expectTextLearned(engine));
    });

    it('learns numbers', () => expectRegression(engine));
    it('learns boxes', () => expectDetection(engine));
    it('takes whole numbers as they are', () => expectIntegerExamples(engine));
    it('refuses examples that do not fit', () => expectExampleErrors(engine));

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
