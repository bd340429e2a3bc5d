import type { LayerOf } from '../network/definition.ts';
import type { Shape } from '../network/network.ts';
import type { EngineRecipe } from './engine.ts';

/** How much the layers that drop things at random drop in training, 0 to 1. */
export type DropRates = Pick<EngineRecipe, 'dropout' | 'tokenDropout' | 'dropPath'>;

/** Whatever shares a random number is dropped together. */
export interface Dropping {
  readonly rate: number;
  /** Of the random numbers, without the batch axis; they spread over the input. */
  readonly shape: Shape;
}

/** What a layer drops of an input of the shape. Nothing where there are no rates: in inference. */
export function droppingOf(layer: LayerOf<'dropout' | 'dropPath'>, shape: Shape, rates?: DropRates): Dropping {
  const { dropout, tokenDropout, dropPath } = rates ?? { dropout: 0, tokenDropout: 0, dropPath: 0 };
  if (layer.op === 'dropPath') return { rate: dropPath * layer.share, shape: shape.map(() => 1) };
  if (layer.of === 'tokens') return { rate: tokenDropout, shape: shape.with(-1, 1) };
  return { rate: dropout, shape };
}
