import { z } from 'zod';
import { defineSpace } from '../definition.ts';
import { nasbenchMacroSpace } from './space.ts';

export const nasbenchMacro = defineSpace({
  name: 'nasbench-macro',
  summary: 'NAS-Bench-Macro: 8 layers, each nothing or one of two inverted residual blocks (6,561 networks).',
  options: z.strictObject({
    channels: z.int().min(1).max(256).default(8).describe('Filters of the first convolution; the paper has 32.'),
    head: z.int().min(1).max(4096).default(128).describe('Channels before the pooling; the paper has 1280.'),
  }),
  create: nasbenchMacroSpace,
});
