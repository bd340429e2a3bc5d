import { attr, DataType } from '../../proto.ts';
import { lookUp } from '../look-up.ts';
import { constant, int32, select } from '../tensors.ts';
import type { OperationWriter } from './operation.ts';

const LEVELS = 256;

/**
 * PIL's ImageOps.equalize: maps the levels of each channel so that each is about equally frequent.
 * https://pillow.readthedocs.io/en/stable/reference/ImageOps.html#PIL.ImageOps.equalize
 */
export const equalize: OperationWriter = ({ graph, images, shape: [height, width, channels] }) => {
  const planes = graph.reshape(transposed(images, [0, 3, 1, 2]), [-1, height * width]);
  const levels = graph.cast(planes, DataType.float, DataType.int32);
  const histogram = graph.float('DenseBincount', [levels, graph.int(LEVELS), graph.empty()], {
    Tidx: int32,
    binary_output: attr.bool(false),
  });
  const below = graph.float('Cumsum', [histogram, graph.int(1)], {
    exclusive: attr.bool(true),
    reverse: attr.bool(false),
    Tidx: int32,
  });
  const mapped = lookUp(graph, newLevels(stepOf()), levels, { size: LEVELS, channels: 1 });
  return transposed(graph.reshape(mapped, [-1, channels, height, width]), [0, 2, 3, 1]);

  /** A 255th of the pixels below the highest level that occurs, rounded down; `[n channels, 1]`. */
  function stepOf(): string {
    const occurs = graph.cast(graph.float('Greater', [histogram, graph.scalar(0)]), DataType.bool, DataType.float);
    const belowHighest = graph.float('Max', [graph.float('Mul', [below, occurs]), graph.ints([1])], {
      Tidx: int32,
      keep_dims: attr.bool(true),
    });
    // The half keeps multiples of 255 from being rounded below their quotient.
    return floor('Mul', graph.float('AddV2', [belowHighest, graph.scalar(0.5)]), graph.scalar(1 / 255));
  }

  /** The new level of each level, `[n channels, 256]`; the same where there are fewer pixels than levels. */
  function newLevels(step: string): string {
    const half = floor('Mul', step, graph.scalar(0.5));
    const divisor = graph.float('Maximum', [step, graph.scalar(1)]);
    const spread = graph.float('Minimum', [
      floor('Div', graph.float('AddV2', [below, half]), divisor),
      graph.scalar(255),
    ]);
    const same = constant(
      graph,
      [1, LEVELS],
      Float32Array.from({ length: LEVELS }, (_, level) => level),
    );
    return select(graph, graph.float('Greater', [step, graph.scalar(0)]), spread, same);
  }

  function floor(op: 'Mul' | 'Div', a: string, b: string): string {
    return graph.float('Floor', [graph.float(op, [a, b])]);
  }

  function transposed(tensor: string, axes: readonly number[]): string {
    return graph.float('Transpose', [tensor, graph.ints(axes)], { Tperm: int32 });
  }
};
