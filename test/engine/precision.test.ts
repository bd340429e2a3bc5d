import { expect, it } from 'vitest';
import { describeEngine, loadEngine } from '../../lib/engine/load.ts';
import { checkPrecision, forbidTf32 } from '../../lib/engine/precision.ts';
import { sgd, trainer, using } from '../suites/engine/fixtures.ts';
import { mobile } from '../suites/engine/networks.ts';

const REFUSED = "recipe.precision: got 'bfloat16'; allowed without native TensorFlow: 'float32', 'tf32'";

it('the layers engine has no bfloat16, and says so before it trains', async () => {
  const engine = await loadEngine({ engine: 'layers' });
  expect(() => trainer(engine, mobile.network, { ...sgd, precision: 'bfloat16' })).toThrow(REFUSED);
  expect(() => checkPrecision('layers', { precision: 'bfloat16' })).toThrow(REFUSED);
});

it('no engine that has no bfloat16 is loaded for it', async () => {
  const asked = { engine: 'layers', precision: 'bfloat16' } as const;
  expect(() => describeEngine(asked)).toThrow(REFUSED);
  await expect(loadEngine(asked)).rejects.toThrow(REFUSED);
});

it('float32 and TF32 are one graph: what differs is what the GPU libraries were told', async () => {
  const engine = await loadEngine();
  const losses = (precision: 'float32' | 'tf32') =>
    using(trainer(engine, mobile.network, { ...sgd, precision }), ({ train }) => train(2, 0.01));
  expect(losses('float32')).toEqual(losses('tf32'));
});

it('forbids TF32 by what the GPU libraries read', () => {
  const environment: NodeJS.ProcessEnv = {};
  forbidTf32(environment);
  expect(environment).toEqual({ NVIDIA_TF32_OVERRIDE: '0' });
});
