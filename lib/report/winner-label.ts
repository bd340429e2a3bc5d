import type { Trial } from '../trial/trial.ts';
import type { Findings } from './findings.ts';
import { PLOT } from './frame.ts';
import { type Html, html } from './html.ts';

/** Half the label's width, about; it is kept inside the plot. */
const HALF = 30;

/** Names the best trial above its mark, if it has one. */
export function winnerLabel(
  { winner }: Findings,
  at: (trial: Trial) => { readonly x: number; readonly y: number },
): Html | undefined {
  if (!winner) return undefined;
  const { x, y } = at(winner.final?.trial ?? winner.search);
  if (!Number.isFinite(x)) return undefined;
  const centre = Math.min(PLOT.right - HALF, Math.max(PLOT.left + HALF, x));
  return html`<text class="label" x="${centre}" y="${y - 11}" text-anchor="middle">trial ${winner.search.number}</text>`;
}
