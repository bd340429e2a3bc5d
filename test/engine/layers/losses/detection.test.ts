import { describe, expect, it } from 'vitest';
import { detectionLoss } from '../../../../lib/engine/layers/losses/detection.ts';
import { randomStream } from '../../../../lib/math/random.ts';
import { CLASSES, context, labelsOf, NONE, OUTPUT, outputsOf, scenes } from '../../detection/scenes.ts';

const SIZE = OUTPUT[0]! * OUTPUT[1]!;
const lossOf = (outputs: Float32Array, labels: Float32Array) =>
  detectionLoss(context, outputs, { count: outputs.length / SIZE, labels });
const WIDTH = OUTPUT[1]!;
const STEP = 2 ** -10;

describe('the loss of a detector', () => {
  it.each(scenes)('$name: has the gradient that differences show', (scene) => {
    const labels = labelsOf(scene);
    const outputs = outputsOf(scene, 1);
    const { gradient } = lossOf(outputs, labels);
    const random = randomStream(3, scene.name);
    const learned = [...gradient.keys()].filter((i) => i % WIDTH < 5 && gradient[i] !== 0);
    for (const i of [...random.shuffle([...gradient.keys()]).slice(0, 100), ...random.shuffle(learned).slice(0, 100)]) {
      const moved = (by: number) => lossOf(outputs.with(i, outputs[i]! + by), labels).loss;
      const difference = (moved(STEP) - moved(-STEP)) / (2 * STEP);
      expect(Math.abs(difference - gradient[i]!), `output ${i}: ${difference}, ${gradient[i]}`).toBeLessThan(
        1e-5 * Math.max(1, Math.abs(difference)),
      );
    }
  });

  it.each(scenes)('$name: is a number, whatever the outputs', (scene) => {
    for (const spread of [0, 10, 1000]) {
      const { loss, gradient } = lossOf(outputsOf(scene, spread), labelsOf(scene));
      expect(loss).toBeGreaterThan(0);
      expect(Number.isFinite(loss)).toBe(true);
      expect(gradient.every(Number.isFinite)).toBe(true);
    }
  });

  it('without boxes is that of the classes alone, divided by one', () => {
    const outputs = outputsOf({ name: '', boxes: [[], []] }, 0);
    const { loss, gradient } = lossOf(outputs, Float32Array.from([NONE, NONE].flat()));
    // Each logit of 0: 0.75 (1/2)^2 log 2, times two images for the mean of the batch.
    expect(loss / 2).toBeCloseTo(2 * OUTPUT[0]! * CLASSES * 0.75 * 0.25 * Math.LN2, 10);
    expect(gradient.every((value, i) => (i % WIDTH < 5 ? value === 0 : value > 0))).toBe(true);
  });

  it('falls to almost nothing where every location says what is right', () => {
    // One location, at (12, 12), learns the box [10, 10, 14, 14]: a quarter of a stride on each side.
    const outputs = outputsOf({ name: '', boxes: [[]] }, 0).map((_, i) => (i % WIDTH < 5 ? 0 : -20));
    const at = (8 + 1) * WIDTH;
    outputs.set([...Array(4).fill(Math.log(1 / 4)), 20, -20, 20, -20], at);
    expect(lossOf(outputs, Float32Array.of(10, 10, 14, 14, 1)).loss).toBeLessThan(1e-6);
    expect(lossOf(outputs, Float32Array.of(10, 10, 14, 14, 0)).loss).toBeGreaterThan(1);
    expect(lossOf(outputs, Float32Array.of(10, 10, 15, 14, 1)).loss).toBeGreaterThan(0.1);
  });

  it('descends along its gradient from outputs out of all bounds', () => {
    const labels = Float32Array.of(8, 8, 40, 40, 0);
    const outputs = outputsOf({ name: '', boxes: [[]] }, 0).map((_, i) => (i % WIDTH < 4 ? 30 : 0));
    const { gradient } = lossOf(outputs, labels);
    const learned = [...gradient.keys()].filter((i) => i % WIDTH < 4 && gradient[i] !== 0);
    expect(learned.length).toBeGreaterThan(0);
    expect(learned.every((i) => gradient[i]! > 0)).toBe(true);
  });

  it('refuses labels that are no boxes and an output that does not fit the strides', () => {
    expect(() => lossOf(outputsOf(scenes[0]!, 0), new Float32Array(7))).toThrow(
      /^labels: got 7 numbers; allowed: .* 4 im/,
    );
    const wrong = { ...context, output: [61, WIDTH] };
    expect(() => detectionLoss(wrong, new Float32Array(61 * WIDTH), { count: 1, labels: new Float32Array(5) })).toThrow(
      'network.output: got [61, 8]; allowed: [60, 5 + classes] for strides [8, 16] on [48, 64, 3]',
    );
  });
});
