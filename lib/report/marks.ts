import { type Content, type Html, html } from './html.ts';
import { rounded } from './scales.ts';

/** Shape tells kinds of trials apart, so that colour never has to. */
export type MarkShape = 'dot' | 'ring' | 'diamond' | 'cross' | 'below' | 'tick';

export interface Mark {
  readonly shape: MarkShape;
  readonly x: number;
  readonly y: number;
  /** Classes of style.ts. */
  readonly classes: string;
  /** What the pointer shows. */
  readonly title?: string;
  /** The trial's number. */
  readonly trial?: number;
}

/** One mark of a plot; the browser shows its title as a tooltip. */
export function mark({ shape, x, y, classes, title, trial }: Mark): Html {
  const tooltip = title !== undefined && html`<title>${title}</title>`;
  const data = trial !== undefined && html` data-trial="${trial}"`;
  if (shape === 'dot' || shape === 'ring') {
    return html`<circle class="mark ${classes}"${data} cx="${x}" cy="${y}" r="${shape === 'dot' ? 4 : 7.5}">${tooltip}</circle>`;
  }
  return html`<path class="mark ${classes}"${data} d="${OUTLINES[shape](x, y)}">${tooltip}</path>`;
}

const OUTLINES = {
  diamond: (x: number, y: number) => `M${x} ${rounded(y - 6.5)}l6.5 6.5-6.5 6.5-6.5-6.5z`,
  cross: (x: number, y: number) => `M${rounded(x - 3.5)} ${rounded(y - 3.5)}l7 7m0-7-7 7`,
  tick: (x: number, y: number) => `M${x} ${rounded(y - 6)}v6`,
  below: (x: number, y: number) => `M${rounded(x - 4.5)} ${rounded(y - 4)}h9l-4.5 7z`,
} as const;

/** One entry of a plot's key. */
export const keyEntry = (shape: MarkShape, classes: string, label: Content): Html =>
  html`<li><svg class="symbol" viewBox="0 0 18 18" aria-hidden="true">${mark({ shape, x: 9, y: 9, classes })}</svg>${label}</li>`;

/** A key's entry for a line. */
export const lineEntry = (classes: string, label: Content): Html =>
  html`<li><svg class="symbol" viewBox="0 0 18 18" aria-hidden="true"><path class="${classes}" d="M0 9h18"/></svg>${label}</li>`;
