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
  onnx: 'Sum',
};

export const multiply: LayerDefinition<'multiply'> = {
  shape(_layer, inputs) {
    const [first, second] = inputs;
    if (inputs.length !== 2 || !sameShape(first!, second!)) {
      throw new Error(`takes two inputs of one shape, got ${inputs.map(text).join(' and ')}`);
    }
    return first!;
  },
  weights: () => [],
  macs: (_layer, _inputs, output) => elements(output),
  label: () => 'multiply',
  onnx: 'Mul',
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
  onnx: 'Mul',
};

export const concat: LayerDefinition<'concat'> = {
  shape({ axis }, inputs) {
    const [first, ...rest] = inputs;
    if (!first || rest.length === 0) throw new Error(`takes two inputs or more, got ${inputs.length}`);
    const along = axis ?? first.length - 1;
    if (!(along in first)) throw new Error(`axis is ${along}, allowed: 0 to ${first.length - 1}`);
    for (const other of rest) {
      if (!sameShape(first.toSpliced(along, 1), other.toSpliced(along, 1))) {
        const axisText = along === first.length - 1 ? 'channels' : `axis ${along}`;
        throw new Error(`cannot join shapes ${text(first)} and ${text(other)} along ${axisText}`);
      }
    }
    return first.with(
      along,
      inputs.reduce((sum, shape) => sum + shape[along]!, 0),
    );
  },
  weights: () => [],
  macs: () => 0,
  label: () => 'concat',
  onnx: 'Concat',
};
