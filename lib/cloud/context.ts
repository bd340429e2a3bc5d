import { z } from 'zod';

/** The description of a key is what its error calls allowed. */
const context = z.object({
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/)
    .default('Spotnas')
    .describe('a letter, then up to 127 letters, digits and hyphens'),
  maxVcpus: z.coerce.number().int().min(4).max(10_000).default(256).describe('a whole number from 4 to 10000'),
});

export type Context = z.infer<typeof context>;

/** The `-c key=value` settings of a deployment. @throws RangeError naming each wrong key and what is allowed */
export function readContext(get: (key: string) => unknown): Context {
  const given = Object.fromEntries(Object.keys(context.shape).map((key) => [key, get(key)]));
  const { data, error } = context.safeParse(given);
  if (data) return data;
  const wrong = new Set(error.issues.map(({ path }) => path[0] as keyof Context));
  const faults = [...wrong].map(
    (key) => `cdk context ${key}: got ${JSON.stringify(given[key])}; allowed: ${context.shape[key].description}`,
  );
  throw new RangeError(faults.join('\n'));
}
