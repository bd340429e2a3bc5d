import type { WeightDefinition } from './definition.ts';
import { definitionOf } from './layers/index.ts';
import type { Network } from './network.ts';
import { inferShapes, inputShapes } from './shapes.ts';

/** A weight of a network; its name is `${node id}/${weight}`. */
export type WeightSpec = WeightDefinition;

/** Every weight, in the order of the nodes. @throws Error as `inferShapes` does. */
export function weightSpecs(network: Network): readonly WeightSpec[] {
  const shapes = inferShapes(network);
  return network.nodes.flatMap(({ id, layer, inputs }) =>
    definitionOf(layer)
      .weights(layer, inputShapes(inputs, shapes))
      .map((weight) => ({ ...weight, name: `${id}/${weight.name}` })),
  );
}
