import { custom } from './custom/definition.ts';
import type { SpaceDefinition } from './definition.ts';
import { detection } from './detection/definition.ts';
import { mobile } from './mobile/definition.ts';
import { module } from './module/definition.ts';
import { nasbenchMacro } from './nasbench-macro/definition.ts';
import { nasbench201 } from './nasbench201/definition.ts';
import { nasnet } from './nasnet/definition.ts';
import { residual } from './residual/definition.ts';
import type { Space } from './space.ts';
import { tabular } from './tabular/definition.ts';
import { text } from './text/definition.ts';

export type { SpaceDefinition } from './definition.ts';

/** Every search space that a specification can name. */
export const spaces: readonly SpaceDefinition[] = [
  nasbench201,
  nasbenchMacro,
  nasnet,
  mobile,
  residual,
  detection,
  text,
  tabular,
  custom,
  module,
];

/**
 * The space that a specification names; options left out take their defaults.
 * @throws RangeError when no space has the name
 * @throws z.ZodError when an option does not fit
 */
export function createSpace({
  name,
  ...options
}: {
  readonly name: string;
  readonly [option: string]: unknown;
}): Space {
  const definition = spaces.find((space) => space.name === name);
  if (!definition) {
    throw new RangeError(`space.name is '${name}'; allowed: ${spaces.map((space) => space.name).join(', ')}`);
  }
  return definition.create(options);
}
