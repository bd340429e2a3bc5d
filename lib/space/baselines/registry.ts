import type { Network } from '../../network/network.ts';
import type { Problem } from '../space.ts';
import { efficientNet } from './efficientnet.ts';
import { leNet } from './lenet.ts';
import { mobileNetV2, mobileNetV3Large, mobileNetV3Small } from './mobilenet.ts';
import { nasNetAMobile } from './nasnet-a.ts';
import { resNet } from './resnet.ts';

/** A network made by hand, or found by others, that a search has to beat. */
export interface Baseline {
  readonly name: string;
  network(problem: Problem): Network;
}

/** Networks that people know, built from the blocks of the search spaces. */
export const baselines: readonly Baseline[] = [
  { name: 'lenet', network: leNet },
  { name: 'resnet-18', network: (problem) => resNet(18, problem) },
  { name: 'resnet-34', network: (problem) => resNet(34, problem) },
  { name: 'resnet-50', network: (problem) => resNet(50, problem) },
  { name: 'mobilenet-v2', network: mobileNetV2 },
  { name: 'mobilenet-v3-small', network: mobileNetV3Small },
  { name: 'mobilenet-v3-large', network: mobileNetV3Large },
  { name: 'efficientnet-b0', network: (problem) => efficientNet(0, problem) },
  { name: 'nasnet-a-mobile', network: nasNetAMobile },
];
