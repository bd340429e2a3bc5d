import { type Html, html } from '../html.ts';
import type { PlacedBlock, PlacedColumn } from './layout.ts';
import type { Folded } from './repeats.ts';

const PAD = { side: 8, top: 18, bottom: 8 } as const;

/** Groups worth a name: those of two blocks and more, and those that repeat. */
export function namedGroups({ blocks, repeats }: Folded): ReadonlySet<string> {
  const groups = [...Map.groupBy(blocks, ({ group }) => group)];
  return new Set(
    groups.flatMap(([name, members]) => (name !== '' && (members.length > 1 || repeats.has(name)) ? [name] : [])),
  );
}

/** A tinted ground behind every named group, and its name; groups that would overlap get neither. */
export function drawGroups(
  { blocks, width }: PlacedColumn,
  named: ReadonlySet<string>,
  repeats: ReadonlyMap<string, number>,
): readonly { readonly ground: Html; readonly name: Html }[] {
  const groups = [...Map.groupBy(blocks, ({ block }) => block.group)]
    .filter(([group]) => named.has(group))
    .map(([group, members]) => ({ group, ...extent(members) }));
  return groups
    .filter((one) => groups.every((other) => other === one || other.bottom < one.top || other.top > one.bottom))
    .map(({ group, top, bottom }) => {
      const times = repeats.get(group);
      return {
        ground: html`<rect class="group" x="${-PAD.side}" y="${top - PAD.top}" width="${width + 2 * PAD.side}" height="${bottom - top + PAD.top + PAD.bottom}" rx="6"/>`,
        name: html`<text class="group-name" x="0" y="${top - 5}">${readableName(group)}${times !== undefined && html` <tspan class="times">× ${times}</tspan>`}</text>`,
      };
    });
}

/** `stage0/cell1` as `stage 0, cell 1`. */
const readableName = (group: string) => group.replaceAll('/', ', ').replace(/(?<=[a-z])(?=\d)/g, ' ');

const extent = (members: readonly PlacedBlock[]) => ({
  top: Math.min(...members.map(({ y, height }) => y - height / 2)),
  bottom: Math.max(...members.map(({ y, height }) => y + height / 2)),
});
