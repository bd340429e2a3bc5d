import { describe, expect, it } from 'vitest';
import type { GraphNode } from '../../../lib/engine/graph/proto.ts';
import { NAMES, writeTrainingGraph } from '../../../lib/engine/graph/training-graph.ts';
import { options } from './examples.ts';
import { branching, chain } from './networks.ts';

const isWrite = ({ op }: GraphNode) => /^(Assign|ResourceApply)/.test(op);
const isAccess = (node: GraphNode) => isWrite(node) || node.op === 'ReadVariableOp';

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

const cases = [chain(), branching()].flatMap((network) =>
  (['sgd', 'adamw'] as const).map((optimiser) => ({ network, optimiser, nodes: network.nodes.length })),
);

describe.each(cases)('the step of $nodes layers by $optimiser', ({ network, optimiser }) => {
  const { recipe, ...rest } = options({}, network);
  const { graph, variables } = writeTrainingGraph({ ...rest, recipe: { ...recipe, optimiser } });
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
    expect(state).toEqual(expect.arrayContaining(optimiser === 'sgd' ? ['momentum/dense/kernel'] : ['step']));
  });
});
