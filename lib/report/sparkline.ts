import { percent } from './format.ts';
import { type Html, html } from './html.ts';
import { linearScale } from './scales.ts';

const WIDTH = 96;
const HEIGHT = 22;

/** A curve as a small line without axes, from its first value to its last. */
export function sparkline(curve: readonly number[]): Html | undefined {
  if (curve.length < 2) return undefined;
  const x = linearScale([0, curve.length - 1], [3, WIDTH - 4], 2);
  const y = linearScale([Math.min(...curve), Math.max(...curve)], [HEIGHT - 4, 4], 2);
  const points = curve.map((value, i) => `${x(i)} ${y(value)}`);
  const label = `from ${percent(curve[0])} to ${percent(curve.at(-1))} in ${curve.length} epochs`;
  return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}"><title>${label}</title><path d="M${points.join('L')}"/><circle cx="${x(curve.length - 1)}" cy="${y(curve.at(-1)!)}" r="2.5"/></svg>`;
}
