import { beforeAll, describe, expect, it } from 'vitest';
import { assign } from '../../../../lib/engine/detection/assign.ts';
import { boxesOf } from '../../../../lib/engine/detection/labels.ts';
import { GraphBuilder } from '../../../../lib/engine/graph/builder.ts';
import { writeAssignment } from '../../../../lib/engine/graph/losses/detection/assignment.ts';
import { writeDetectionLoss } from '../../../../lib/engine/graph/losses/detection.ts';
import { attr, DataType } from '../../../../lib/engine/graph/proto.ts';
import { Session } from '../../../../lib/engine/graph/session.ts';
import { detectionLoss } from '../../../../lib/engine/layers/losses/detection.ts';
import { detectBackend } from '../../../../lib/engine/tensorflow/detect.ts';
import { loadTensorFlow, type TensorFlow } from '../../../../lib/engine/tensorflow/load.ts';
import { context, head, labelsOf, locations, OUTPUT, outputsOf, type Scenes, scenes } from '../../detection/scenes.ts';

const { backend, reason } = detectBackend();
const skipped = backend === 'tensorflow' ? '' : ` (skipped: needs native TensorFlow; ${reason})`;

describe.skipIf(skipped)(`the loss of a detector as a graph${skipped}`, () => {
  let tensorflow: TensorFlow;
  beforeAll(async () => {
    tensorflow = await loadTensorFlow();
  });

  /** Runs what is written on placeholders of the scene's outputs and labels. */
  function run(
    scene: Scenes,
    spread: number,
    write: (graph: GraphBuilder, labels: string, outputs: string) => string[],
  ) {
    const graph = new GraphBuilder();
    const places = scene.boxes[0]!.length;
    const labels = graph.placeholder('labels', DataType.float, [-1, places, 5]);
    const outputs = graph.placeholder('outputs', DataType.float, [-1, ...OUTPUT]);
    const fetches = write(graph, labels, outputs).map((tensor, i) =>
      graph.named(`fetch${i}`, 'Identity', [tensor], { T: attr.type(DataType.float) }),
    );
    const session = new Session(tensorflow.tf, tensorflow.native!, graph);
    try {
      const images = scene.boxes.length;
      return session.run(
        [
          { name: 'labels', values: labelsOf(scene), shape: [images, places, 5] },
          { name: 'outputs', values: outputsOf(scene, spread), shape: [images, ...OUTPUT] },
        ],
        fetches,
      );
    } finally {
      session.close();
    }
  }

  const loss = (scene: Scenes, spread: number) =>
    run(scene, spread, (graph, labels, outputs) => {
      const batch = { features: '', labels };
      const { losses, gradients } = writeDetectionLoss({ ...context, graph, batch: -1 }, outputs, batch);
      return [losses, gradients];
    });

  it.each(scenes)('$name: gives every location the box that it learns', (scene) => {
    const [chosen] = run(scene, 0, (graph, labels) => [writeAssignment(graph, labels, head)]);
    const labels = labelsOf(scene);
    const expected = scene.boxes.flatMap((places, image) =>
      assign(boxesOf(labels, image, places.length), locations).flatMap((box) =>
        box ? [box.left, box.top, box.right, box.bottom, box.label] : [-1, -1, -1, -1, -1],
      ),
    );
    expect([...chosen!]).toEqual(expected);
  });

  it.each(scenes)('$name: has the loss and the gradient of its twin', (scene) => {
    for (const spread of [0, 1, 4]) {
      const [losses, gradients] = loss(scene, spread);
      const batch = { count: scene.boxes.length, labels: labelsOf(scene) };
      const twin = detectionLoss(context, outputsOf(scene, spread), batch);
      const sum = losses!.reduce((total, value) => total + value, 0);
      expect(Math.abs(sum / twin.loss - 1)).toBeLessThan(1e-5);
      for (const [i, value] of twin.gradient.entries()) {
        expect(Math.abs(gradients![i]! - value), `output ${i}`).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)));
      }
    }
  });

  it.each(scenes)('$name: is a number, whatever the outputs', (scene) => {
    const [losses, gradients] = loss(scene, 1000);
    expect(losses!.every(Number.isFinite)).toBe(true);
    expect(gradients!.every(Number.isFinite)).toBe(true);
  });
});
