import { z } from 'zod';
import { GPU_TYPES } from './machines.ts';
import { profileMachine } from './profile-machine.ts';

const vcpus = (min: number, usual: number) =>
  z.coerce.number().int().min(min).max(10_000).default(usual).describe(`a whole number from ${min} to 10000`);

/** The command line gives text, cdk.json a value of its own. */
const flag = (usual: boolean) =>
  z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .default(usual)
    .describe('true or false');

const listed = z.union([z.array(z.string()), z.string().transform((text) => text.split(','))]);

/** The description of a key is what its error calls allowed. Without any of them a deployment is right for most. */
const context = z.object({
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/)
    .default('Spotnas')
    .describe('a letter, then up to 127 letters, digits and hyphens'),
  // A trainer takes four vCPUs with a GPU, two without.
  maxVcpus: vcpus(4, 256),
  maxOnDemandVcpus: vcpus(4, 16),
  maxCpuVcpus: vcpus(2, 64),
  gpuTypes: listed
    .pipe(z.array(z.enum(GPU_TYPES)).min(1))
    .default([...GPU_TYPES])
    .describe(`one or more of ${GPU_TYPES.join(', ')}, with commas between them`),
  profileTypes: listed
    .pipe(z.array(z.string().refine((type) => profileMachine(type) !== undefined)))
    .transform((types) => [...new Set(types)])
    .default([])
    .describe(
      'x86-64 instance types such as c7i.large, or with GPUs g4dn, g5, g6, g6e from xlarge on, with commas between them ' +
        '(not ARM, such as c7g.large: the image of the trainer is built for x86-64)',
    ),
  zones: z.coerce.number().int().min(1).max(6).default(3).describe('a whole number from 1 to 6'),
  email: z.email().optional().describe('an e-mail address'),
  monthlyBudgetUsd: z.coerce.number().min(0).max(1_000_000).default(100).describe('US dollars, 0 for no budget'),
  dashboard: flag(true),
  retainData: flag(true),
  spaceModules: flag(false),
});

export type Context = z.infer<typeof context>;

/** The `-c key=value` settings of a deployment. @throws RangeError naming each wrong key and what is allowed */
export function readContext(get: (key: string) => unknown = () => undefined): Context {
  const given = Object.fromEntries(Object.keys(context.shape).map((key) => [key, get(key)]));
  const { data, error } = context.safeParse(given);
  if (data) return data;
  const wrong = new Set(error.issues.map(({ path }) => path[0] as keyof Context));
  const faults = [...wrong].map(
    (key) => `cdk context ${key}: got ${JSON.stringify(given[key])}; allowed: ${context.shape[key].description}`,
  );
  throw new RangeError(faults.join('\n'));
}
