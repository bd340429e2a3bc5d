import { type Content, type Html, html } from './html.ts';
import type { Interval, Scale } from './scales.ts';

export const WIDTH = 560;
export const HEIGHT = 380;
/** Where data is drawn; axes and labels stand outside. */
export const PLOT = { left: 54, right: WIDTH - 14, top: 40, bottom: HEIGHT - 46 } as const;
export const HORIZONTAL: Interval = [PLOT.left, PLOT.right];
/** Downwards in a drawing is down in value. */
export const VERTICAL: Interval = [PLOT.bottom, PLOT.top];

export interface Axis {
  readonly scale: Scale;
  readonly label: string;
  readonly format: (value: number) => string;
}

/** Axes, grid and names around what a plot shows. Grid lines only where a value is read off: at the vertical axis. */
export function frame(
  { id, title, description }: { readonly id: string; readonly title: string; readonly description: string },
  { x, y }: { readonly x: Axis; readonly y: Axis },
  content: Content,
): Html {
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
<g class="axis">${y.scale.ticks.values.map((value) => {
    const at = y.scale(value);
    return html`<path class="grid" d="M${PLOT.left} ${at}H${PLOT.right}"/><text x="${PLOT.left - 8}" y="${at + 4}" text-anchor="end">${y.format(value)}</text>`;
  })}<text class="name" x="4" y="14">${y.label}</text></g>
<g class="axis"><path class="base" d="M${PLOT.left} ${PLOT.bottom}H${PLOT.right}"/>${x.scale.ticks.values.map(
    (value) => {
      const at = x.scale(value);
      return html`<path class="base" d="M${at} ${PLOT.bottom}v5"/><text x="${at}" y="${PLOT.bottom + 18}" text-anchor="middle">${x.format(value)}</text>`;
    },
  )}<text class="name" x="${PLOT.right}" y="${HEIGHT - 6}" text-anchor="end">${x.label}</text></g>
${content}</svg>`;
}

/** A figure: the plot, its key, and what it says. */
export const figure = (plot: Html, key: readonly (Html | false)[], caption: Content): Html =>
  html`<figure>${plot}<ul class="key">${key}</ul><figcaption>${caption}</figcaption></figure>`;

/** Moves a value that an axis does not reach to its foot. */
export const atLeastFoot = (scale: Scale, value: number): number => Math.min(scale(value), PLOT.bottom);
