import { z } from 'zod';

/** Backends of tfjs that a page can measure. */
export const BROWSER_BACKENDS = ['wasm', 'webgl', 'webgpu'] as const;
export type BrowserBackend = (typeof BROWSER_BACKENDS)[number];

const text = z.string().max(300);
const session = z.string().max(100).optional();

/** The slowest inference that is believed. */
const MOST_MS = 600_000;

/** What a page posts, by the last part of the address. */
export const POSTS = {
  /** A device wants to measure, or goes on after its page was loaded again. */
  begin: z.strictObject({ session, agent: text, backend: z.enum(BROWSER_BACKENDS), runtime: text }),
  /** All turns of a round, in the order in which they were taken. */
  turns: z.strictObject({
    session,
    round: z.int().min(0).max(1000),
    turns: z
      .array(z.strictObject({ run: z.int().min(0), ms: z.number().positive().max(MOST_MS) }))
      .min(1)
      .max(100_000),
  }),
  /** Measuring is not possible there. */
  failed: z.strictObject({ session, reason: text }),
} as const;

export type Post<Name extends keyof typeof POSTS> = z.infer<(typeof POSTS)[Name]>;

/** What a device is told that may begin. */
export interface Begun {
  /** To be sent with what follows. */
  readonly session: string;
  readonly networks: number;
  readonly rounds: number;
  /** The round to go on with. */
  readonly round: number;
}
