import { elements } from '../../../network/definition.ts';
import { resized } from '../../../network/layers/shaping.ts';
import { interpolation } from '../interpolation.ts';
import { apply, inner, type Stock, type StockContext, type Symbolic } from './stock.ts';

const reshapeTo = ({ tf, id }: StockContext, x: Symbolic, shape: readonly number[]) =>
  apply(tf.layers.reshape({ name: id, targetShape: [...shape] }), x);

const permuted = ({ tf, id }: StockContext, x: Symbolic, dims: number[]) =>
  apply(tf.layers.permute({ name: id, dims }), x);

/** The context of a layer that a stock is made of. */
const part = (context: StockContext, name: string): StockContext => ({ ...context, id: `${context.id}/${name}` });

export const flatten: Stock<'flatten'> = (_layer, [x], context) => reshapeTo(context, x!, [elements(inner(x!))]);

export const reshape: Stock<'reshape'> = ({ shape }, [x], context) => reshapeTo(context, x!, shape);

export const pad: Stock<'pad'> = ({ top, bottom, left, right }, [x], { tf, id }) => {
  const padding: [[number, number], [number, number]] = [
    [top, bottom],
    [left, right],
  ];
  return apply(tf.layers.zeroPadding2d({ name: id, padding }), x!);
};

export const slice: Stock<'slice'> = ({ from, size }, [x], context) => channels(context, x!, from, size);

/** tfjs crops images along height and width only: channels are made the width of one. */
export function channels(context: StockContext, x: Symbolic, from: number, size: number): Symbolic {
  const shape = inner(x);
  const all = shape.at(-1)!;
  const image = reshapeTo(part(context, 'image'), x, [elements(shape) / all, all, 1]);
  const cropping: [[number, number], [number, number]] = [
    [0, 0],
    [from, all - from - size],
  ];
  const cropped = apply(context.tf.layers.cropping2D({ name: `${context.id}/crop`, cropping }), image);
  return reshapeTo(context, cropped, shape.with(-1, size));
}

export const channelShuffle: Stock<'channelShuffle'> = ({ groups }, [x], context) => {
  const shape = inner(x!);
  const members = shape.at(-1)! / groups;
  const positions = elements(shape) / shape.at(-1)!;
  const dealt = reshapeTo(part(context, 'groups'), x!, [positions, groups, members]);
  return reshapeTo(context, permuted(part(context, 'turn'), dealt, [1, 3, 2]), shape);
};

export const resize: Stock<'resize'> = ({ factor, method }, [x], context) => {
  const { tf, id } = context;
  if (method === 'nearest') return apply(tf.layers.upSampling2d({ name: id, size: [factor, factor] }), x!);
  return bilinear(context, x!, factor);
};

/**
 * tfjs' own layer takes pixels to have their centres at whole numbers. Bilinear resizing is a product of matrices along
 * width and then along height, which dense layers do along the last axis.
 */
function bilinear(context: StockContext, x: Symbolic, factor: number): Symbolic {
  const { tf, id } = context;
  const along = (name: string, from: Symbolic) => {
    const size = inner(from).at(-1)!;
    const units = resized(size, factor);
    const matrix = tf.tensor2d(interpolation(size, units), [units, size]);
    const layer = tf.layers.dense({
      name: `${id}/${name}`,
      units,
      useBias: false,
      trainable: false,
      weights: [tf.transpose(matrix)],
    });
    return apply(layer, from);
  };
  const wide = along('width', permuted(part(context, 'channelsBeforeWidth'), x, [1, 3, 2]));
  const high = along('height', permuted(part(context, 'heightLast'), wide, [3, 2, 1]));
  return permuted(context, high, [3, 1, 2]);
}

export const zero: Stock<'zero'> = (_layer, [x], { tf, id }) => apply(tf.layers.rescaling({ name: id, scale: 0 }), x!);
