import type { LayerOf } from '../../../network/definition.ts';
import { droppingOf } from '../../drop-rates.ts';
import { DataType } from '../proto.ts';
import { batched, type LayerContext, type WrittenLayer } from '../writer.ts';

/** `dropout` and `dropPath`: what is kept is scaled up by 1 / (1 - rate), so that sums stay level. */
export function dropping(layer: LayerOf<'dropout' | 'dropPath'>, context: LayerContext): WrittenLayer {
  const { graph, inputs, random, rates } = context;
  const { name, shape } = inputs[0]!;
  const { rate, shape: drawn } = droppingOf(layer, shape, rates);
  if (rate === 0) return { output: name, backward: (gradient) => ({ inputs: [gradient] }) };
  const kept = graph.float('GreaterEqual', [random!.uniform(batched(context, drawn)), graph.scalar(rate)]);
  const factor = graph.float('Mul', [graph.cast(kept, DataType.bool, DataType.float), graph.scalar(1 / (1 - rate))]);
  const through = (tensor: string) => graph.float('Mul', [tensor, factor]);
  return { output: through(name), backward: (gradient) => ({ inputs: [through(gradient)] }) };
}
