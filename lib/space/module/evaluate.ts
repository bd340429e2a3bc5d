import { createContext, Script } from 'node:vm';
import { z } from 'zod';
import { TASKS } from '../../trial/task.ts';
import { INPUT_KINDS, LEAST_INPUTS } from '../least-inputs.ts';
import { SPACE_GLOBAL } from './global.ts';
import type { SpaceModule } from './module.ts';

/** Networks must not depend on chance or on the time. */
const WITHOUT_CHANCE = new Script('delete globalThis.Date; delete Math["random"];');
const RESULT = new Script(`typeof ${SPACE_GLOBAL} === 'undefined' ? undefined : ${SPACE_GLOBAL}.default`);
const MOST_MS = 5000;

const choices = z
  .array(z.union([z.string(), z.number(), z.boolean()]))
  .min(1)
  .refine((values) => new Set(values).size === values.length, 'allowed: choices that differ from each other');

const callable = z.custom<(...given: never[]) => unknown>(
  (value) => typeof value === 'function',
  'allowed: a function',
);

const moduleSchema = z
  .strictObject({
    takes: z.enum(INPUT_KINDS).default('images'),
    tasks: z.array(z.enum(TASKS)).min(1).default(['classification', 'regression']),
    leastInput: z
      .strictObject({ input: z.array(z.int().min(1)).min(1).max(3), vocabulary: z.int().min(1).optional() })
      .optional(),
    decisions: z
      .record(z.string(), choices)
      .refine(
        (decisions) => Object.values(decisions).some(({ length }) => length > 1),
        'allowed: a decision with two choices or more',
      ),
    network: callable,
    describe: callable.optional(),
  })
  .transform((module) => ({ leastInput: LEAST_INPUTS[module.takes], ...module }));

type Evaluated = Required<Omit<SpaceModule, 'describe'>> & Pick<SpaceModule, 'describe'>;

const evaluated = new Map<string, Evaluated>();

/**
 * The module that a script makes, run once per process: in a context of its own, without Node's interfaces, clock and
 * random numbers. That keeps networks reproducible; it does not hold back code that means harm
 * (https://nodejs.org/api/vm.html).
 * @throws Error of the script; z.ZodError naming what is wrong with the module
 */
export function evaluateModule(source: string): Evaluated {
  const known = evaluated.get(source);
  if (known) return known;
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  WITHOUT_CHANCE.runInContext(context);
  new Script(source, { filename: 'space module' }).runInContext(context, { timeout: MOST_MS });
  const module = moduleSchema.parse(RESULT.runInContext(context)) as unknown as Evaluated;
  evaluated.set(source, module);
  return module;
}
