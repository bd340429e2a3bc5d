import type { Network } from '../../../lib/network/network.ts';
import type { Edges } from '../../../lib/space/nasbench201/cell.ts';
import { cellNetwork } from '../../../lib/space/nasbench201/network.ts';

/**
 * The best cell of NAS-Bench-201 (arXiv:2001.00326) on CIFAR-10: number 6,111 of the table, 94.37 % on the test split after
 * 200 epochs.
 */
const BEST: Edges = ['nor_conv_3x3', 'nor_conv_3x3', 'nor_conv_3x3', 'skip_connect', 'nor_conv_3x3', 'nor_conv_1x1'];

/** The paper's skeleton around it: 16 channels, 5 cells a stage, no stride in the stem. */
export const nasbench201Best = (): Network =>
  cellNetwork(
    BEST,
    { channels: 16, cells: 5, stemStride: 1 },
    { task: 'classification', input: [32, 32, 3], classes: 10 },
  );
