import { resolve } from 'node:path';
import { withSource } from '../../lib/cli/space-source.ts';

const { space } = await withSource({ name: 'module' }, resolve(import.meta.dirname, '../../examples'));

/** The space of examples/space.ts, as a specification has it. */
export const moduleExample = space as { readonly name: string; readonly source: string };
