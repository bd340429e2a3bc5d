import type { Recipe } from '../trial/recipe.ts';
import type { Engine } from './engine.ts';

/** A recipe asks for what an engine cannot do. */
export class PrecisionError extends Error {
  override readonly name = 'PrecisionError';
}

/** @throws PrecisionError for bfloat16 on the layers engine: tfjs has no such type. */
export function checkPrecision(engine: Engine['name'], { precision }: Partial<Pick<Recipe, 'precision'>>): void {
  if (engine === 'graph' || precision !== 'bfloat16') return;
  throw new PrecisionError("recipe.precision: got 'bfloat16'; allowed without native TensorFlow: 'float32', 'tf32'");
}

/**
 * No GPU library of this process rounds a product of floats to TF32. They read it when TensorFlow loads.
 * https://docs.nvidia.com/cuda/cublas/#environment-variables
 */
export function forbidTf32(environment: NodeJS.ProcessEnv = process.env): void {
  environment.NVIDIA_TF32_OVERRIDE = '0';
}
