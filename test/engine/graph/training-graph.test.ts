import { describe, expect, it } from 'vitest';
import type { EngineRecipe } from '../../../lib/engine/engine.ts';
import type { GraphNode } from '../../../lib/engine/graph/proto.ts';
import { NAMES, writeTrainingGraph } from '../../../lib/engine/graph/training-graph.ts';
import { toyExamples } from '../../suites/engine/fixtures.ts';
import { everything, randomNetwork } from '../../suites/engine/randomness.ts';
import { recipeOf } from '../../trial/recipe.ts';
import { BATCH, options } from './examples.ts';
import { branching, chain } from './networks.ts';

const isWrite = ({ op }: GraphNode) => /^(Assign|ResourceApply)/.test(op);
const isAccess = (node: GraphNode) => isWrite(node) || node.op === 'ReadVariableOp';

const opsOf = (recipe: EngineRecipe, network = chain()) => {
  const { graph } = writeTrainingGraph({ ...options({ recipe }), network });
  const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  return new Set([...ancestors(NAMES.step, nodes)].map((name) => nodes.get(name)!.op));
};

/** Every node that must have run before `name` can: its ancestors by data and by control. */
function ancestors(name: string, nodes: ReadonlyMap<string, GraphNode>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const input of nodes.get(next)!.inputs.map((text) => text.replace(/^\^|:\d+$/g, ''))) {
      if (!found.has(input)) open.push(input);
      found.add(input);
    }
  }
  return found;
}

const optimisers = ['sgd', 'adamw'] as const;
const cases = [
  ...[chain(), branching()].flatMap((network) =>
    optimisers.map((optimiser) => ({ name: optimiser, network, recipe: { ...options().recipe, optimiser } })),
  ),
  ...optimisers.map((optimiser) => ({
    name: `${optimiser} with everything`,
    network: randomNetwork(),
    recipe: { ...everything, optimiser, batchSize: BATCH.length },
  })),
];

it('writes nothing for options that are off', () => {
  const all = [...opsOf({ ...everything, batchSize: BATCH.length }, chain())];
  const none = opsOf(recipeOf({ batchSize: BATCH.length }));
  expect(all).toEqual(expect.arrayContaining(['StatelessRandomUniformV2', 'L2Loss', 'Maximum', 'AddV2']));
  expect([...none].filter((op) => /Random|L2Loss|Maximum|Minimum|AddV2|OneHot|Softplus/.test(op))).toEqual([]);
});

describe.each(cases)('the step of $network.nodes.length layers by $name', ({ network, recipe }) => {
  const train = toyExamples({ input: network.input, count: 8 });
  const { graph, variables } = writeTrainingGraph({ network, task: 'classification', recipe, train });
  const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  const step = ancestors(NAMES.step, nodes);
  const accesses = (handle: string) =>
    [...step].map((name) => nodes.get(name)!).filter((node) => isAccess(node) && node.inputs.includes(handle));

  it('names every node once', () => expect(nodes.size).toBe(graph.nodes.length));

  /** TensorFlow runs unordered operations in any order: the result would depend on luck. */
  it('orders every write of a variable against every other access', () => {
    const handles = graph.nodes.filter(({ op }) => op === 'VarHandleOp').map(({ name }) => name);
    const written = handles.filter((handle) => accesses(handle).some(isWrite));
    expect(written.length).toBeGreaterThan(network.nodes.length / 2);
    for (const handle of written) {
      for (const write of accesses(handle).filter(isWrite)) {
        const ordered = ancestors(write.name, nodes);
        for (const other of accesses(handle).filter(({ name }) => name !== write.name)) {
          const isOrdered = ordered.has(other.name) || ancestors(other.name, nodes).has(write.name);
          expect(isOrdered, `${write.name} and ${other.name} of ${handle}`).toBe(true);
        }
      }
    }
  });

  it('writes every weight, statistic and slot, but for weights that only a zero reads', () => {
    const state = variables.names();
    const isWritten = (name: string) =>
      [...step].some((other) => {
        const node = nodes.get(other)!;
        return isWrite(node) && node.inputs.includes(variables.get(name).handle);
      });
    expect(state.filter((name) => !isWritten(name))).toEqual(state.filter((name) => name.includes('dead/')));
    expect(state).toEqual(
      expect.arrayContaining(recipe.optimiser === 'sgd' ? [`momentum/${network.output}/kernel`] : ['step']),
    );
  });
});
