import type { Result } from '../benchmark/summarise.ts';
import { type Axis, frame, HEIGHT, HORIZONTAL, VERTICAL, WIDTH } from './frame.ts';
import { type Html, html } from './html.ts';
import { type Interval, linearScale } from './scales.ts';

/** Okabe and Ito's colours; beyond them, lines are told apart by their dashes. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b8860b', '#56b4e9', '#1b1f24'];
const DASHES = ['', '6 3', '2 3'];
const COLUMNS = 3;
const ROW = 18;

/**
 * How the strategies of a benchmark came on: the mean, over the runs, of what counts of the best so far, over the share of the
 * budget. A drawing by itself, as SVG.
 */
export function strategiesPlot(results: readonly Result[], { label, budget }: PlotLabels): string {
  const x = axis([0, 1], HORIZONTAL, `share of ${budget}`, (value) => `${Math.round(100 * value)} %`);
  const y = axis(valuesOf(results), VERTICAL, label);
  const lines = results.map(({ curve }, i) => {
    const points = curve.map(({ share, mean }) => `${x.scale(share)} ${Math.min(y.scale(mean), VERTICAL[0])}`);
    return html`<polyline class="line" points="${points.join(' ')}" stroke="${colour(i)}" stroke-dasharray="${dash(i)}"/>`;
  });
  const rows = Math.ceil(results.length / COLUMNS);
  const height = HEIGHT + ROW * (rows + 1);
  const title = `${label}, ${results.length} strategies`;
  const description = results.map(({ strategy, mean }) => `${strategy} ${mean.toFixed(3)}`).join(', ');
  return `${html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">
<style>${STYLE}</style><rect class="ground" width="${WIDTH}" height="${height}"/>
${frame({ id: 'strategies', title, description }, { x, y }, lines)}
${results.map(({ strategy }, i) => keyEntry(strategy, i))}
</svg>`}\n`;
}

export interface PlotLabels {
  /** What counts. */
  readonly label: string;
  /** In words, e.g. `12000 seconds`. */
  readonly budget: string;
}

const STYLE = `
svg { overflow: visible; font: 12.5px system-ui, sans-serif; }
text { fill: #1b1f24; } .axis text { fill: #59636e; } .axis .name { fill: #1b1f24; }
.ground { fill: #ffffff; } .grid, .base { stroke: #d9dee3; fill: none; } .base { stroke: #9aa5b1; }
.line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
`;

/** The first tenth of a search is steep, and would press what follows together. */
const FIRST_SHOWN = 0.1;

function valuesOf(results: readonly Result[]): Interval {
  const later = results.flatMap(({ curve }) => curve.filter(({ share }) => share >= FIRST_SHOWN));
  const values = later.map(({ mean }) => mean);
  return values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
}

function axis(domain: Interval, range: Interval, label: string, format?: (value: number) => string): Axis {
  const scale = linearScale(domain, range, 6);
  return { scale, label, format: format ?? ((value) => value.toFixed(scale.ticks.digits)) };
}

function keyEntry(strategy: string, i: number): Html {
  const [left, top] = [20 + (i % COLUMNS) * (WIDTH / COLUMNS), HEIGHT + ROW * (1 + Math.floor(i / COLUMNS))];
  return html`<path class="line" d="M${left} ${top - 4}h24" stroke="${colour(i)}" stroke-dasharray="${dash(i)}"/><text x="${left + 30}" y="${top}">${strategy}</text>`;
}

const colour = (i: number) => COLOURS[i % COLOURS.length]!;
const dash = (i: number) => DASHES[Math.floor(i / COLOURS.length) % DASHES.length]!;
