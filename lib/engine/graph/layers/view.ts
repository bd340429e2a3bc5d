import { batched, type LayerContext, type WrittenLayer } from '../writer.ts';

/**
 * Writes a layer of one input on that input seen in another shape, batch axis first; its output is seen in the same shape
 * but for the last axis. To see a tensor in another shape costs nothing.
 */
export function onView(
  context: LayerContext,
  view: readonly number[],
  write: (x: string) => WrittenLayer,
): WrittenLayer {
  const { graph, inputs, output } = context;
  const [x] = inputs;
  if (view.length === x!.shape.length + 1) return write(x!.name);
  const written = write(graph.reshape(x!.name, view));
  return {
    output: graph.reshape(written.output, batched(context, output)),
    backward(gradient, wanted) {
      const {
        inputs: [dx],
        weights,
      } = written.backward(graph.reshape(gradient, view.with(-1, output.at(-1)!)), wanted);
      return { inputs: [dx && graph.reshape(dx, batched(context, x!.shape))], ...(weights && { weights }) };
    },
  };
}
