import { networkBuilder } from '../../network/builder.ts';
import type { Network } from '../../network/network.ts';
import type { JsonValue } from '../../trial/trial.ts';
import { type Choices, type ConditionalArchitecture, conditionalMoves, describeChoices } from '../conditional.ts';
import { ArchitectureError } from '../errors.ts';
import { leastProblem, outputsOf, requireProblem } from '../problem.ts';
import type { Problem, Space } from '../space.ts';
import type { evaluateModule } from './evaluate.ts';
import type { Build, Decisions } from './module.ts';

const NAME = 'module';

/**
 * The space of a module. Which choices matter shows when a network is built: those that are read. So an architecture has
 * one form, however the module's conditions are written.
 */
export function moduleSpace(module: ReturnType<typeof evaluateModule>): Space<ConditionalArchitecture> {
  const { takes, tasks, leastInput, decisions } = module;
  const fits = { name: NAME, takes, tasks } as const;
  const least = leastProblem({ leastInput }, tasks[0]!);

  const build = (problem: Problem, valueAt: (key: string) => JsonValue): Network => {
    const net = fallible(problem);
    try {
      const given = { choices: readable(decisions, valueAt), problem, outputs: outputsOf(problem), net };
      return plain(module.network(given));
    } catch (error) {
      if (error instanceof ArchitectureError) throw error;
      throw new Error(`space module: network() for ${JSON.stringify(problem.input)}: ${(error as Error).message}`);
    }
  };

  const moves = conditionalMoves({
    name: NAME,
    all: new Map(Object.entries(decisions)),
    ask(valueAt) {
      try {
        build(least, valueAt);
      } catch (error) {
        if (!(error instanceof ArchitectureError)) throw error;
      }
    },
  });
  return {
    ...moves,
    ...fits,
    leastInput,
    describe: ({ choices }) => oneLine(module.describe?.(choices as never) ?? describeChoices(choices)),
    network(of, problem) {
      requireProblem(fits, problem);
      const { choices } = moves.canonical(of);
      return build(problem, (key) => known(choices, key));
    },
  };
}

/** Tells which choices are read. @throws Error for one that no decision makes */
const readable = (decisions: Decisions, valueAt: (key: string) => JsonValue) =>
  new Proxy({} as Build<Decisions>['choices'], {
    get(_, key) {
      if (Object.hasOwn(decisions, key)) return valueAt(key as string);
      throw new Error(`choices.${String(key)} is read; allowed: ${Object.keys(decisions).join(', ')}`);
    },
  });

function known(choices: Choices, key: string): JsonValue {
  const value = choices[key];
  if (value !== undefined) return value;
  throw new Error(`choices.${key} is read, but not for leastInput; allowed: to read the same choices for any input`);
}

/** Layers that do not fit each other are what an architecture can have; any other error is the module's. */
function fallible({ input }: Problem): Build<Decisions>['net'] {
  const net = networkBuilder(input);
  return {
    ...net,
    finish(output, more) {
      try {
        return net.finish(output, more);
      } catch (error) {
        throw new ArchitectureError((error as Error).message);
      }
    },
  };
}

/** Without what the module's context or its code have left on it. */
function plain(network: Network): Network {
  const text = JSON.stringify(network) as string | undefined;
  const { nodes, output, input } = JSON.parse(text ?? '{}') as Partial<Network>;
  if (!nodes || !output || !input) throw new Error('it returns no network; allowed: what net.finish returns');
  return JSON.parse(text!) as Network;
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ');
