import { z } from 'zod';

const context = z.object({
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/)
    .default('Spotnas'),
  maxVcpus: z.coerce.number().int().min(4).max(10_000).default(256),
});

export type Context = z.infer<typeof context>;

/** The `-c key=value` settings of a deployment, read once. @throws Error naming the key and what is allowed. */
export function readContext(get: (key: string) => unknown): Context {
  const given = Object.fromEntries(Object.keys(context.shape).map((key) => [key, get(key)]));
  const parsed = context.safeParse(given);
  if (!parsed.success) throw new Error(`cdk context: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
