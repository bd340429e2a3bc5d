import { attr } from '../../proto.ts';
import { int32, select, selectEach } from '../tensors.ts';
import type { OperationContext, OperationWriter } from './operation.ts';

// PIL's ImageOps: https://pillow.readthedocs.io/en/stable/reference/ImageOps.html

export const solarize: OperationWriter = ({ graph, images, amounts }) => {
  const isBelow = graph.float('Less', [images, amounts]);
  return selectEach(graph, isBelow, images, graph.float('Sub', [graph.scalar(255), images]));
};

export const posterize: OperationWriter = ({ graph, images, amounts }) =>
  graph.float('Mul', [graph.float('Floor', [graph.float('Div', [images, amounts])]), amounts]);

/** Stretches each channel so that it reaches from 0 to 255; one that is flat stays. */
export const autocontrast: OperationWriter = (context) => {
  const { graph, images } = context;
  const [least, most] = [extreme(context, 'Min'), extreme(context, 'Max')];
  const range = graph.float('Sub', [most, least]);
  const isFlat = graph.float('LessEqual', [range, graph.scalar(0)]);
  const from = select(graph, isFlat, graph.scalar(0), least);
  const divisor = select(graph, isFlat, graph.scalar(255), range);
  const above = graph.float('Mul', [graph.float('Sub', [images, from]), graph.scalar(255)]);
  return graph.float('Floor', [graph.float('Div', [above, divisor])]);
};

/** Of each image's channels, `[n, 1, 1, channels]`. */
function extreme({ graph, images }: OperationContext, op: 'Min' | 'Max'): string {
  return graph.float(op, [images, graph.ints([1, 2])], { Tidx: int32, keep_dims: attr.bool(true) });
}
