import type { Recipe } from '../trial/recipe.ts';
import type { Engine } from './engine.ts';
import { fingerprint } from './fingerprint.ts';
import { checkPrecision, forbidTf32 } from './precision.ts';
import { type Backend, detectBackend } from './tensorflow/detect.ts';

export type EngineName = Engine['name'];

export interface EngineOptions {
  /** Which engine; by default graph on native TensorFlow, layers on wasm. */
  readonly engine?: EngineName;
  /** Of the recipe that is trained; a process has one. */
  readonly precision?: Recipe['precision'];
}

export interface EngineDescription {
  readonly name: EngineName;
  /** Equals the loaded engine's. */
  readonly fingerprint: string;
  /** One line: which backend runs and why. */
  readonly reason: string;
}

/**
 * What `loadEngine` will give. Loads nothing: for processes that only make trial keys.
 * @throws as `detectBackend` does; PrecisionError for a precision that the engine has not
 */
export function describeEngine(options: EngineOptions = {}): EngineDescription {
  const backend = detectBackend();
  const name = options.engine ?? preferred(backend);
  checkPrecision(name, options);
  return { name, fingerprint: fingerprint(name, backend), reason: backend.reason };
}

/**
 * Loads TensorFlow and the engine that suits it; once per process and backend.
 * @throws Error when TensorFlow does not load, or for the graph engine without native TensorFlow; as `describeEngine` does.
 */
export async function loadEngine(options: EngineOptions = {}): Promise<Engine> {
  const { name } = describeEngine(options);
  if (options.precision === 'float32') forbidTf32();
  const { loadTensorFlow } = await import('./tensorflow/load.ts');
  const tensorflow = await loadTensorFlow();
  if (name === 'layers') {
    const { layersEngine } = await import('./layers/engine.ts');
    return layersEngine(tensorflow);
  }
  const { graphEngine } = await import('./graph/engine.ts');
  return graphEngine(tensorflow);
}

const preferred = ({ backend }: Pick<Backend, 'backend'>): EngineName =>
  backend === 'tensorflow' ? 'graph' : 'layers';
