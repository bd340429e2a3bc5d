import { expect, it } from 'vitest';
import { loadEngine } from '../../lib/engine/load.ts';
import { checkPrecision, forbidTf32 } from '../../lib/engine/precision.ts';
import { sgd, trainer, using } from '../suites/engine/fixtures.ts';
import { mobile } from '../suites/engine/networks.ts';

const REFUSED = "recipe.precision: got 'bfloat16'; allowed without native TensorFlow: 'float32', 'tf32'";

it('the layers engine has no bfloat16, and says so before it trains', async () => {
  const engine = await loadEngine({ engine: 'layers' });
  expect(() => trainer(engine, mobile.network, { ...sgd, precision: 'bfloat16' })).toThrow(REFUSED);
  expect(() => checkPrecision('layers', { precision: 'bfloat16' })).toThrow(REFUSED);
});

it.each(['float32', 'tf32'] as const)('without a GPU, %s is float32', async (precision) => {
  const engine = await loadEngine();
  const losses = (recipe: typeof sgd) => using(trainer(engine, mobile.network, recipe), ({ train }) => train(2, 0.01));
  expect(losses({ ...sgd, precision })).toEqual(losses({ ...sgd, precision: 'tf32' }));
});

it('forbids TF32 by what the GPU libraries read', () => {
  const environment: NodeJS.ProcessEnv = {};
  forbidTf32(environment);
  expect(environment).toEqual({ NVIDIA_TF32_OVERRIDE: '0' });
});
