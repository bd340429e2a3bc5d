import { z } from 'zod';
import { layerOps } from '../../network/layers/index.ts';
import { defineSpace } from '../definition.ts';
import { INPUT_KINDS, LEAST_INPUTS } from '../least-inputs.ts';
import type { Item, Named } from './items.ts';
import { problemsOf } from './problems.ts';
import { customSpace } from './space.ts';

const ranged = z.strictObject({ from: z.int(), to: z.int(), step: z.int().min(1).default(1) });
const named = z.union([z.array(z.json()).min(1), ranged, z.strictObject({ choice: z.array(z.json()).min(1) })]);
const item = z.record(z.string(), z.json());

const EXAMPLE: readonly Item[] = [
  { op: 'conv2d', filters: { choice: [8, 16, 32] }, kernel: { choice: [3, 5] }, stride: 2, bias: false },
  { op: 'batchNorm' },
  { op: 'activation', fn: '$activation' },
  {
    repeat: { from: 1, to: 3 },
    layers: [
      { op: 'conv2d', filters: { choice: [16, 32, 64] }, kernel: 3, bias: false },
      { op: 'batchNorm' },
      { op: 'activation', fn: '$activation' },
    ],
  },
];

export const custom = defineSpace({
  name: 'custom',
  summary: 'Your own: layers in a row, with choices, repeats, alternatives and conditions where you want them.',
  options: z
    .strictObject({
      input: z.enum(INPUT_KINDS).default('images').describe('What the networks take.'),
      choices: z
        .record(z.string().regex(/^[a-z]\w*$/i), named)
        .default({ activation: ['relu', 'hardSwish'] })
        .describe('Choices by name, for `$name` and `when`: a list of values, or `{from, to, step}`.'),
      layers: z
        .array(item)
        .min(1)
        .default(EXAMPLE as unknown as z.output<typeof item>[])
        .describe(
          `Layers in a row: \`op\` is one of ${layerOps.join(', ')}. A field is a value, \`$name\`, \`{choice: [...]}\` or \`{from, to, step}\`. \`repeat\`, \`either\`, \`residual\` and \`when\` put them together. What is left of an image is pooled; a dense layer with the classes follows.`,
        ),
    })
    .superRefine(({ input, choices, layers }, context) => {
      for (const { path, message } of problemsOf(
        layers as unknown as readonly Item[],
        choices as Named,
        LEAST_INPUTS[input],
      )) {
        context.addIssue({ code: 'custom', path: [...path], message });
      }
    }),
  create: ({ input, choices, layers }) =>
    customSpace(layers as unknown as readonly Item[], choices as Named, {
      takes: input,
      leastInput: LEAST_INPUTS[input],
    }),
});
