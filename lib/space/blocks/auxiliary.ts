import type { NetworkBuilder } from '../../network/builder.ts';
import { addConvNorm } from './conv-norm.ts';

/** Filters of DARTS' auxiliary classifier by the channels of the cells that it stands on: 128 and 768 at 144. */
const NARROW = 128 / 144;
const WIDE = 768 / 144;

/**
 * The auxiliary classifier of NASNet (arXiv:1707.07012, appendix A) as DARTS has it (arXiv:1806.09055): average pooling,
 * convolutions 1x1 and 2x2, dense. The last convolution pads `same`, so a global pooling stands where DARTS' leaves one pixel.
 */
export function addAuxiliary(
  net: NetworkBuilder,
  { channels, outputs }: { readonly channels: number; readonly outputs: number },
  from: string,
): string {
  const [narrow, wide] = [NARROW, WIDE].map((ratio) => Math.round(ratio * channels)) as [number, number];
  const active = net.add('auxiliary/relu', { op: 'activation', fn: 'relu' }, from);
  const pooled = net.add('auxiliary/pool', { op: 'avgPool', kernel: 5, stride: 3 }, active);
  const a = addConvNorm(net, 'auxiliary/a', { filters: narrow, kernel: 1, stride: 1, fn: 'relu' }, pooled);
  const b = addConvNorm(net, 'auxiliary/b', { filters: wide, kernel: 2, stride: 1, fn: 'relu' }, a.id);
  const features = net.add('auxiliary/features', { op: 'globalAvgPool' }, b.id);
  return net.add('auxiliary/dense', { op: 'dense', units: outputs, bias: true }, features);
}
