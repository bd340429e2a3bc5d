import { elements, type LayerDefinition, type WeightDefinition } from '../definition.ts';
import type { Shape } from '../network.ts';
import { masked, positive } from './checks.ts';
import { kernelOf } from './kernels.ts';

interface Recurrent {
  readonly units: number;
  readonly sequence: boolean;
  readonly reverse?: boolean;
}

/** What LSTM and GRU have in common: `gates` matrices, side by side, for the input and for the state. */
const recurrent = (
  gates: number,
  name: string,
  biasShape: (width: number) => Shape,
  bias: Partial<WeightDefinition>,
) => ({
  shape({ units, sequence }: Recurrent, inputs: readonly Shape[]): Shape {
    positive({ units });
    const [length] = masked(inputs);
    return sequence ? [length, units] : [units];
  },
  weights({ units }: Recurrent, inputs: readonly Shape[]): readonly WeightDefinition[] {
    const [, channels] = masked(inputs);
    const width = gates * units;
    const shape = biasShape(width);
    const size = elements(shape);
    return [
      kernelOf([channels, width], 'glorotUniform', { fanIn: channels, fanOut: width }),
      { ...kernelOf([units, width], 'orthogonal', { fanIn: units, fanOut: width }), name: 'recurrentKernel' },
      { name: 'bias', shape, initialiser: 'zeros', fanIn: size, fanOut: size, trainable: true, decay: false, ...bias },
    ];
  },
  /** The matrices, and three products of vectors a step. */
  macs({ units }: Recurrent, inputs: readonly Shape[]): number {
    const [length, channels] = masked(inputs);
    return length * units * (gates * (channels + units) + 3);
  },
  label: ({ units, reverse }: Recurrent) => `${name}${reverse ? ' reversed' : ''}, ${units}`,
  onnx: name,
});

export const lstm: LayerDefinition<'lstm'> = recurrent(4, 'LSTM', (width) => [width], { initialiser: 'forgetGate' });

/** The bias of the input stands above the bias of the state. */
export const gru: LayerDefinition<'gru'> = recurrent(3, 'GRU', (width) => [2, width], {});
