import { z } from 'zod';
import { defineSpace } from '../definition.ts';
import { evaluateModule } from './evaluate.ts';
import { SPACE_GLOBAL } from './global.ts';
import { moduleProblems } from './problems.ts';
import { moduleSpace } from './space.ts';

/** A specification is an execution's input, 256 KiB at most, and an item of the table. */
const MOST_BYTES = 64 * 1024;

export const module = defineSpace({
  name: 'module',
  summary: 'Your own, in TypeScript: decisions, and a function that builds the network they make.',
  options: z
    .strictObject({
      file: z
        .string()
        .min(1)
        .default('space.ts')
        .describe("TypeScript or JavaScript file whose default export is the space, relative to the specification's."),
      source: z
        .string()
        .max(MOST_BYTES)
        .optional()
        .describe(`What the command line makes of \`file\`: one script that assigns its exports to ${SPACE_GLOBAL}.`),
    })
    .superRefine(({ source }, context) => {
      const problems =
        source === undefined
          ? ['allowed: a file that the command line can read; `spotnas validate --json` tells what it makes of it']
          : moduleProblems(source);
      for (const message of problems) context.addIssue({ code: 'custom', path: ['file'], message });
    }),
  create: ({ source }) => moduleSpace(evaluateModule(source!)),
});
