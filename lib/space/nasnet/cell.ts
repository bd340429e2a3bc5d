/** Operations of NASNet's and DARTS' cells; each keeps the number of channels. */
export const OPERATIONS = [
  'skip_connect',
  'max_pool_3x3',
  'avg_pool_3x3',
  'sep_conv_3x3',
  'sep_conv_5x5',
  'sep_conv_7x7',
  'dil_conv_3x3',
  'dil_conv_5x5',
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** What a node adds up: an operation on an earlier state. State 0 is the cell before the last, 1 the last, 2 the first node. */
export type Edge = { readonly from: number; readonly operation: Operation };

export type Node = readonly [Edge, Edge];

/** Its output is its nodes side by side. */
export type Cell = readonly Node[];

/** The cell's own inputs. */
export const INPUTS = 2;

type Pooling = 'skip_connect' | 'max_pool_3x3' | 'avg_pool_3x3';
type Taps = { readonly kernel: number; readonly dilation?: number };

/** Depthwise convolutions of an operation, each with a convolution 1x1 behind it. */
export const CONVOLUTIONS: Readonly<Record<Exclude<Operation, Pooling>, readonly Taps[]>> = {
  sep_conv_3x3: [{ kernel: 3 }, { kernel: 3 }],
  sep_conv_5x5: [{ kernel: 5 }, { kernel: 5 }],
  sep_conv_7x7: [{ kernel: 7 }, { kernel: 7 }],
  dil_conv_3x3: [{ kernel: 3, dilation: 2 }],
  dil_conv_5x5: [{ kernel: 5, dilation: 2 }],
};
