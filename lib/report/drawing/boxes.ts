import type { Shape } from '../../network/network.ts';
import { type Html, html } from '../html.ts';
import type { Block } from './blocks.ts';
import { isCircle, type PlacedBlock } from './layout.ts';

/** `conv 3x3, 16` with a proper sign. */
export const readable = (label: string): string => label.replace(/(?<=\d)x(?=\d)/g, '×');

export const shapeText = (shape: Shape): string => shape.join(' × ');

/** A block as a box with its layer and the shape that leaves it; sums and gates are a small circle. */
export function drawBlock({ block, x, y, width, height }: PlacedBlock): Html {
  const content = isCircle(block)
    ? html`<circle class="${block.family}" cx="${x}" cy="${y}" r="${width / 2}"/><text class="sign" x="${x}" y="${y + 5}" text-anchor="middle">${block.label === 'add' ? '+' : '×'}</text>`
    : html`<rect class="box" x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="4"/><path class="${block.family}" d="${strip(x - width / 2, y - height / 2, height)}"/><text x="${x + 2}" y="${y - 2}" text-anchor="middle">${readable(block.label)}</text><text class="shape" x="${x + 2}" y="${y + 12}" text-anchor="middle">${shapeText(block.shape)}</text>`;
  return html`<g class="block" data-block="${block.id}"><title>${tooltip(block)}</title>${content}</g>`;
}

/** The left edge of a box, in the colour of its family. */
const strip = (left: number, top: number, height: number) =>
  `M${left + 5} ${top}h-1a4 4 0 0 0-4 4v${height - 8}a4 4 0 0 0 4 4h1z`;

const tooltip = ({ id, layers, shape }: Block) =>
  [id, layers.map(readable).join(', '), shapeText(shape)].filter(Boolean).join('\n');
