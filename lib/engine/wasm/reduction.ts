import type * as tf from '@tensorflow/tfjs';
import { elements } from '../../network/definition.ts';
import type { Heap } from './heap.ts';
import type { Kernel } from './kernel.ts';

type Attributes = tf.SumAttrs;

/**
 * Sum or mean along neighbouring axes that are not the last, as batch norm and global pooling take them: column by column,
 * in double precision. tfjs' own kernels for wasm transpose first. Other axes are left to them.
 */
const reduction = (name: 'Sum' | 'Mean'): Kernel<{ readonly x: tf.TensorInfo }, Attributes> => ({
  name,
  run(heap, { x }, attributes) {
    const axes = axesOf(x, attributes);
    const [first, last] = [axes[0]!, axes.at(-1)!];
    const neighbours = axes.length > 0 && axes.every((axis, i) => axis === first + i);
    if (x.dtype !== 'float32' || !neighbours || last === x.shape.length - 1) return heap.stock(name, { x }, attributes);
    const count = elements(x.shape.slice(first, last + 1));
    const inner = elements(x.shape.slice(last + 1));
    const kept = attributes.keepDims ? axes.map(() => 1) : [];
    const shape = [...x.shape.slice(0, first), ...kept, ...x.shape.slice(last + 1)];
    return columnSums(heap, x, { count, inner, shape, scale: name === 'Mean' ? 1 / count : 1 });
  },
});

export const reductions = [reduction('Sum'), reduction('Mean')];

function axesOf({ shape }: tf.TensorInfo, { axis }: Attributes): number[] {
  const axes = axis == null ? [...shape.keys()] : [axis].flat();
  return axes.map((at) => (at < 0 ? at + shape.length : at)).sort((a, b) => a - b);
}

/** `[outer, count, inner]` to `[outer, inner]`. */
function columnSums(
  heap: Heap,
  x: tf.TensorInfo,
  { count, inner, shape, scale }: { count: number; inner: number; shape: readonly number[]; scale: number },
): tf.TensorInfo {
  const result = heap.make(shape);
  const [from, to] = [heap.view(x), heap.view(result)];
  const sums = new Float64Array(inner);
  let at = 0;
  for (let start = 0; start < to.length; start += inner) {
    sums.fill(0);
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < inner; c++) sums[c]! += from[at++]!;
    }
    for (let c = 0; c < inner; c++) to[start + c] = sums[c]! * scale;
  }
  return result;
}
