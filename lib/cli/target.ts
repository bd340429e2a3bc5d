import type { Target } from '../remote/target.ts';
import { DEFAULT_STACK } from '../remote/target.ts';
import { UsageError } from './errors.ts';

export interface EitherFlags {
  readonly stack?: string;
  readonly region?: string;
}

/**
 * The deployed stack that a command for both places means, or undefined for this computer.
 * @param onlyThere what was given of the options that mean nothing here, by flag
 * @throws UsageError naming one of them that was given without --stack
 */
export function targetOf({ stack, region }: EitherFlags, onlyThere: Readonly<Record<string, unknown>> = {}) {
  if (stack !== undefined) return { stack, region } satisfies Target;
  for (const [flag, value] of Object.entries({ ...onlyThere, '--region': region })) {
    if (value) throw new UsageError(`${flag}: got it without --stack; allowed: for searches on AWS`);
  }
  return undefined;
}

/** A call that a person can make next. Commands that know both places need --stack to mean AWS. */
export function callFor(command: string, id: string, { stack, region }: Target): string {
  const either = ['status', 'list', 'resume'].includes(command);
  const name = stack === DEFAULT_STACK ? [] : [stack];
  return [
    `spotnas ${command} ${id}`,
    ...(either ? ['--stack', ...name] : name.flatMap((other) => ['--stack', other])),
    ...(region ? ['--region', region] : []),
  ].join(' ');
}
