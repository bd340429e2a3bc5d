import type { Block } from './blocks.ts';

/** Blocks with every run of equal groups drawn once, and how often each group stands in the network. */
export interface Folded {
  readonly blocks: readonly Block[];
  /** By group; groups that stand once are left out. */
  readonly repeats: ReadonlyMap<string, number>;
}

/**
 * Folds consecutive groups that do the same, such as the cells of a stage, into the first of them. A group can be
 * folded when all it reads from outside is the one output of the group before, which nothing else reads.
 */
export function fold(blocks: readonly Block[]): Folded {
  const groups = [...Map.groupBy(blocks, ({ group }) => group)].filter(([name]) => name !== '');
  const repeats = new Map<string, number>();
  const replaced = new Map<string, string>();
  const folded = new Set<string>();
  let kept: Portrait | undefined;
  for (const [name, members] of groups) {
    const portrait = portraitOf(name, members, blocks);
    const follows = kept && portrait && portrait.input === (kept.last ?? kept.output) && portrait.text === kept.text;
    if (!kept || !portrait || !follows) {
      kept = portrait && { ...portrait };
      continue;
    }
    repeats.set(kept.name, (repeats.get(kept.name) ?? 1) + 1);
    folded.add(name);
    replaced.set(portrait.output, kept.output);
    kept = { ...kept, last: portrait.output };
  }
  return {
    blocks: blocks
      .filter(({ group }) => !folded.has(group))
      .map((block) => ({ ...block, inputs: block.inputs.map((id) => replaced.get(id) ?? id) })),
    repeats,
  };
}

interface Portrait {
  readonly name: string;
  /** What the group does, apart from names. */
  readonly text: string;
  readonly input: string;
  readonly output: string;
  /** Output of the last group that was folded into this one. */
  readonly last?: string;
}

/** Undefined for a group with more than one way in or out. */
function portraitOf(name: string, members: readonly Block[], blocks: readonly Block[]): Portrait | undefined {
  const place = new Map(members.map(({ id }, i) => [id, i] as const));
  const inputs = new Set(members.flatMap((block) => block.inputs).filter((id) => !place.has(id)));
  const outside = blocks.filter(({ group }) => group !== name).flatMap((block) => block.inputs);
  const outputs = new Set(outside.filter((id) => place.has(id)));
  const [input] = inputs;
  const [output] = outputs;
  if (inputs.size !== 1 || outputs.size !== 1) return undefined;
  const text = members.map(({ label, shape, inputs }) => [label, shape, inputs.map((id) => place.get(id) ?? 'in')]);
  return { name, text: JSON.stringify([text, place.get(output!)]), input: input!, output: output! };
}
