import type { Augmentation } from '../../../trial/augmentation.ts';
import { type AugmentedProblem, imageShape } from '../../augment/problem.ts';
import { type Operation, randAugmentTables } from '../../augment/rand-augment.ts';
import type { GraphBuilder } from '../builder.ts';
import { attr, DataType } from '../proto.ts';
import type { StepRandom } from '../random.ts';
import { operations } from './operations/index.ts';
import { constant, draw, rowsOf, unpack } from './tensors.ts';

/**
 * RandAugment: several times over, each image goes through an operation of its own. A round parts the batch by operation,
 * applies each to its part and puts the batch together again, so that an image costs one operation, not fourteen.
 * https://www.tensorflow.org/api_docs/python/tf/raw_ops/DynamicPartition
 * @param features pixels in 0..1, which are rounded to 255ths: the operations are defined on bytes
 */
export function writeRandAugment(
  graph: GraphBuilder,
  random: StepRandom,
  features: string,
  { randAugment }: Augmentation,
  { batchSize, input }: AugmentedProblem,
): string {
  const shape = imageShape(input);
  const { variants, maps } = randAugmentTables(randAugment.magnitude, shape);
  const names = [...new Set(variants.map(({ operation }) => operation))];
  const num_partitions = attr.int(names.length);
  const partOf = constant(
    graph,
    [variants.length],
    Int32Array.from(variants, (each) => names.indexOf(each.operation)),
  );
  const amountOf = constant(
    graph,
    [variants.length],
    Float32Array.from(variants, ({ amount }) => amount),
  );
  const mapTable = constant(graph, [maps.length, maps[0]!.length], Int32Array.from(maps.flatMap((map) => [...map])));
  const everyone = graph.ints(Array.from({ length: batchSize }, (_, i) => i));
  const drawn = unpack(graph, random.uniform([randAugment.operations, batchSize]), randAugment.operations);
  const bytes = drawn.reduce(
    (images, uniform) => round(images, draw(graph, uniform, variants.length)),
    asBytes(features),
  );
  return graph.float('Mul', [bytes, graph.scalar(1 / 255)]);

  function round(images: string, variant: string): string {
    const part = rowsOf(graph, partOf, variant, DataType.int32);
    const members = parted(everyone, part, DataType.int32);
    const amounts = parted(rowsOf(graph, amountOf, variant, DataType.float), part, DataType.float);
    const parts = parted(images, part, DataType.float);
    const done = names.map((name, i) => applied(name, parts[i]!, amounts[i]!));
    const whole = graph.float('DynamicStitch', [...members, ...done], { N: attr.int(names.length) });
    return graph.reshape(whole, [batchSize, ...shape]);
  }

  function applied(name: Operation, images: string, amounts: string): string {
    return operations[name]({ graph, images, shape, amounts: graph.reshape(amounts, [-1, 1, 1, 1]), maps: mapTable });
  }

  function parted(tensor: string, part: string, type: DataType): readonly string[] {
    const parts = graph.op('DynamicPartition', [tensor, part], { T: attr.type(type), num_partitions });
    return names.map((_, i) => `${parts}:${i}`);
  }

  function asBytes(pixels: string): string {
    const scaled = graph.float('Mul', [pixels, graph.scalar(255)]);
    const rounded = graph.float('Floor', [graph.float('AddV2', [scaled, graph.scalar(0.5)])]);
    return graph.float('ClipByValue', [rounded, graph.scalar(0), graph.scalar(255)]);
  }
}
