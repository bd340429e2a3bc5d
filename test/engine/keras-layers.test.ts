import { beforeAll, describe, expect, it } from 'vitest';
import { detectBackend } from '../../lib/engine/tensorflow/detect.ts';
import { loadTensorFlow, type TensorFlow } from '../../lib/engine/tensorflow/load.ts';
import { onGraph } from './keras/on-graph.ts';
import { onLayers } from './keras/on-layers.ts';
import { type Answer, type ReferenceCase, references } from './keras/reference.ts';

/** Of the largest number of what is compared: float32 against double precision. */
const TOLERANCE = 1e-5;

const { backend, reason } = detectBackend();
const engines = [
  {
    engine: 'graph',
    run: onGraph,
    skip: backend === 'tensorflow' ? '' : ` (skipped: needs native TensorFlow; ${reason})`,
  },
  { engine: 'layers', run: onLayers, skip: '' },
];

let tensorflow: TensorFlow;
beforeAll(async () => {
  tensorflow = await loadTensorFlow();
});

describe.each(engines)('$engine engine$skip', ({ run, skip }) => {
  describe.skipIf(skip !== '').each(references)('gives what Keras gives: $file', ({ cases }) => {
    it.each(cases)('$name', (reference) => expectSame(run(tensorflow, reference), reference));
  });
});

function expectSame(got: Answer, reference: ReferenceCase): void {
  expectClose('output', got.output, reference.output);
  for (const [i, gradient] of reference.inputGradients.entries()) {
    if (gradient) expectClose(`gradient of input ${i}`, got.inputGradients[i]!, gradient);
  }
  for (const [name, gradient] of Object.entries(reference.weightGradients)) {
    expectClose(`gradient of ${name}`, got.weightGradients[name]!, gradient);
  }
}

function expectClose(what: string, got: readonly number[], expected: readonly number[]): void {
  expect(got.length, what).toBe(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  const error = Math.max(...expected.map((value, i) => Math.abs(value - got[i]!)));
  expect(error, `${what}: ${error}, largest ${largest}`).toBeLessThanOrEqual(TOLERANCE * largest);
}
