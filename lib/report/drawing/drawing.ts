import { inferenceNetwork } from '../../network/inference.ts';
import type { Network } from '../../network/network.ts';
import { plural } from '../format.ts';
import { type Html, html } from '../html.ts';
import { type Block, blocksOf, type Family } from './blocks.ts';
import { drawBlock, readable, shapeText } from './boxes.ts';
import { columnsOf } from './columns.ts';
import { drawGroups, namedGroups } from './groups.ts';
import { isCircle, layoutColumn, type PlacedColumn } from './layout.ts';
import { type Folded, fold } from './repeats.ts';

const BETWEEN = 56;
const MARGIN = 14;
/** Below the columns: room for a line on its way to the next one. */
const FOOT = 26;

/** What a network answers with, from top to bottom, column by column: one box a block, colour by what it does, repeated parts once. */
export function drawing(trained: Network): Html {
  const network = inferenceNetwork(trained);
  const blocks = blocksOf(network);
  const folded = fold(blocks);
  const boxWidth = Math.max(...folded.blocks.filter((block) => !isCircle(block)).map(boxWidthOf));
  const named = namedGroups(folded);
  const columns = columnsOf(folded.blocks).map((column) => layoutColumn(column, { boxWidth, named }));
  const lefts = columns.map((_, i) => columns.slice(0, i).reduce((x, { width }) => x + width + BETWEEN, MARGIN));
  const width = Math.ceil(lefts.at(-1)! + columns.at(-1)!.width + MARGIN);
  const height = Math.ceil(Math.max(...columns.map((column) => column.height)) + MARGIN + FOOT);
  const parts = columns.map((column, i) => {
    const groups = drawGroups(column, named, folded.repeats);
    return html`<g transform="translate(${lefts[i]!} ${MARGIN})">${groups.map(({ ground }) => ground)}${column.edges.map((path) => html`<path class="edge" d="${path}"/>`)}${groups.map(({ name }) => name)}${column.entry && html`<circle class="entry" cx="${column.entry.x}" cy="${column.entry.y}" r="3"/>`}${column.blocks.map(drawBlock)}</g>`;
  });
  const links = columns.slice(1).map((column, i) => drawLink(columns[i]!, column, lefts[i]!, lefts[i + 1]!));
  const description = `${plural(network.nodes.length, 'layer')} from ${shapeText(network.input)} to ${shapeText(blocks.at(-1)!.shape)}, drawn as ${plural(folded.blocks.length, 'block')}.`;
  return html`<figure class="drawing"><div class="scroll"><svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="drawing-title drawing-desc">
<title id="drawing-title">The best architecture</title><desc id="drawing-desc">${description}</desc>
${parts}${links}</svg></div><ul class="key">${legend(folded.blocks)}</ul><figcaption>${caption(folded, columns)} ${description}</figcaption></figure>`;
}

/** About as wide as its text. */
const boxWidthOf = (block: Block) =>
  Math.max(84, Math.round(7.1 * Math.max(readable(block.label).length, shapeText(block.shape).length) + 26));

/** From the foot of one column through the room between to the head of the next. */
function drawLink(from: PlacedColumn, to: PlacedColumn, left: number, nextLeft: number): Html {
  const last = from.blocks.at(-1)!;
  const start = { x: left + last.x, y: MARGIN + last.y + last.height / 2 };
  const end = { x: nextLeft + to.entry!.x, y: MARGIN + to.entry!.y };
  const middle = nextLeft - BETWEEN / 2;
  const foot = start.y + 18;
  const head = end.y - 10;
  const r = 6;
  return html`<path class="edge" d="M${start.x} ${start.y}V${foot - r}q0 ${r} ${r} ${r}H${middle - r}q${r} 0 ${r} -${r}V${head + r}q0 -${r} ${r} -${r}H${end.x - r}q${r} 0 ${r} ${r}V${end.y}"/>`;
}

const NAMES: readonly (readonly [Family, string])[] = [
  ['convolution', 'convolution'],
  ['depthwise', 'depthwise convolution'],
  ['pooling', 'pooling'],
  ['dense', 'dense'],
  ['merging', 'joins'],
  ['other', 'other'],
];

const legend = (blocks: readonly Block[]) =>
  NAMES.filter(([family]) => blocks.some((block) => block.family === family)).map(
    ([family, name]) =>
      html`<li><svg class="symbol" viewBox="0 0 18 18" aria-hidden="true"><rect class="${family}" x="3" y="3" width="12" height="12" rx="2"/></svg>${name}</li>`,
  );

function caption({ blocks, repeats }: Folded, columns: readonly PlacedColumn[]): string {
  return [
    columns.length > 1 ? 'From top to bottom, column by column.' : 'From top to bottom.',
    repeats.size > 0 && 'Parts that repeat are drawn once.',
    blocks.some(({ label }) => label.endsWith('/2')) && 'A stride of 2 is written /2.',
  ]
    .filter(Boolean)
    .join(' ');
}
