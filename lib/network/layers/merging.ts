import { elements, type LayerDefinition } from '../definition.ts';
import type { Shape } from '../network.ts';
import { sameShape } from './checks.ts';

const text = (shape: Shape) => `[${shape.join(', ')}]`;

export const add: LayerDefinition<'add'> = {
  shape(_layer, inputs) {
    const [first, ...rest] = inputs;
    if (!first || rest.length === 0) throw new Error(`takes two inputs or more, got ${inputs.length}`);
    for (const other of rest) {
      if (!sameShape(first, other)) throw new Error(`cannot add shapes ${text(first)} and ${text(other)}`);
    }
    return first;
  },
  weights: () => [],
  macs: () => 0,
  label: () => 'add',
};

export const scale: LayerDefinition<'scale'> = {
  shape(_layer, inputs) {
    const [tensor, gate] = inputs;
    if (inputs.length !== 2 || tensor!.length !== 3 || gate!.length !== 1 || tensor![2] !== gate![0]) {
      throw new Error(`takes [height, width, channels] and a gate [channels], got ${inputs.map(text).join(' and ')}`);
    }
    return tensor!;
  },
  weights: () => [],
  macs: (_layer, _inputs, output) => elements(output),
  label: () => 'scale',
};

export const concat: LayerDefinition<'concat'> = {
  shape(_layer, inputs) {
    const [first, ...rest] = inputs;
    if (!first || rest.length === 0) throw new Error(`takes two inputs or more, got ${inputs.length}`);
    for (const other of rest) {
      if (!sameShape(first.slice(0, -1), other.slice(0, -1))) {
        throw new Error(`cannot join shapes ${text(first)} and ${text(other)} along channels`);
      }
    }
    return [...first.slice(0, -1), inputs.reduce((sum, shape) => sum + shape.at(-1)!, 0)];
  },
  weights: () => [],
  macs: () => 0,
  label: () => 'concat',
};
