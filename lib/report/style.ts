/**
 * The report's style sheet. Colours are Okabe and Ito's, which people with any colour vision tell apart
 * (https://jfly.uni-koeln.de/color/), lightened on dark ground; every difference is also one of shape or position.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --ink: #1b1f24; --muted: #59636e; --line: #d9dee3; --wash: #f5f7f9; --trial: #9aa5b1;
  --accent: #0072b2; --final: #d55e00;
  --convolution: #0072b2; --depthwise: #009e73; --pooling: #b8860b; --dense: #a8578a; --merging: #59636e; --other: #8b95a1;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #15181c; --ink: #e6e9ed; --muted: #9aa5b1; --line: #323941; --wash: #1d2126; --trial: #6b7683;
    --accent: #56b4e9; --final: #f28e3c;
    --convolution: #56b4e9; --depthwise: #2fc79b; --pooling: #e6b422; --dense: #d990bd; --merging: #9aa5b1; --other: #7d8894;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 74rem; padding: 3rem 2rem 4rem;
  background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  font-variant-numeric: tabular-nums;
}
h1 { margin: 0; font-size: 2rem; line-height: 1.2; letter-spacing: -0.015em; font-weight: 650; }
h2 { margin: 3.25rem 0 1rem; font-size: 1.15rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.005em; }
figure h2, .plots h2 { margin-top: 0; }
p { margin: 0; max-width: 46rem; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.86em; }
code { overflow-wrap: anywhere; }
.subject, .comparison, figcaption, .note, .lead { color: var(--muted); }
.subject { margin-top: 0.35rem; }
.verdict { margin-top: 2rem; font-size: 1.4rem; line-height: 1.45; letter-spacing: -0.008em; max-width: 52rem; }
.verdict strong { font-weight: 650; }
.comparison { margin-top: 0.75rem; max-width: 52rem; }
.lead { margin-bottom: 1rem; font-size: 0.925rem; }

.figures { display: flex; flex-wrap: wrap; gap: 1.25rem 2.75rem; margin: 2rem 0 0; padding: 1.25rem 0; border-block: 1px solid var(--line); }
.figures dt { color: var(--muted); font-size: 0.85rem; }
.figures dd { margin: 0; font-size: 1.5rem; line-height: 1.3; font-weight: 600; letter-spacing: -0.01em; }
.figures .note { font-size: 0.8rem; font-weight: 400; letter-spacing: 0; color: var(--muted); }

.plots { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 2.5rem 3rem; margin-top: 3rem; }
figure { margin: 0; }
figcaption { margin-top: 0.5rem; font-size: 0.875rem; max-width: 46rem; }
svg { display: block; }
svg text { fill: var(--ink); font-size: 12.5px; }
.plot { width: 100%; max-width: 42rem; height: auto; }
.key { display: flex; flex-wrap: wrap; gap: 0.1rem 1.1rem; margin: 0.6rem 0 0; padding: 0; list-style: none; font-size: 0.85rem; color: var(--muted); }
.key li { display: flex; align-items: center; gap: 0.4rem; }
.symbol { width: 18px; height: 18px; flex: none; }

.axis text { fill: var(--muted); }
.axis .name { fill: var(--ink); }
.grid, .base { stroke: var(--line); fill: none; }
.base { stroke: var(--trial); }
.mark { stroke: var(--ground); stroke-width: 1; }
.trial { fill: var(--trial); }
.front { fill: var(--accent); }
.final { fill: var(--ground); stroke: var(--final); stroke-width: 1.75; }
.winner { fill: var(--final); }
.failed { fill: none; stroke: var(--final); stroke-width: 1.75; }
.infeasible { fill: none; stroke: var(--trial); stroke-width: 1.5; }
.mark:hover { stroke: var(--ink); stroke-width: 1.75; }
.front-line { fill: none; stroke: var(--accent); stroke-width: 1.75; stroke-linejoin: round; }
.limit { fill: none; stroke: var(--ink); stroke-width: 1.25; stroke-dasharray: 4 3; }
.forbidden { fill: var(--ink); opacity: 0.05; }
.stem { fill: none; stroke: var(--final); stroke-width: 1; stroke-dasharray: 1.5 2.5; }
.band { fill: var(--ink); opacity: 0.04; }
.band-name { fill: var(--muted); font-size: 11.5px; }
svg .label { font-weight: 600; paint-order: stroke; stroke: var(--ground); stroke-width: 4px; stroke-linejoin: round; }
.sparkline { width: 96px; height: 22px; }
.sparkline path { fill: none; stroke: var(--muted); stroke-width: 1.5; stroke-linejoin: round; }
.sparkline circle { fill: var(--muted); }

.scroll { overflow-x: auto; }
.drawing svg:not(.symbol) { max-width: 100%; height: auto; }
.drawing { margin-top: -0.25rem; }
.edge { fill: none; stroke: var(--trial); stroke-width: 1.25; }
.entry { fill: var(--trial); }
.box { fill: var(--ground); stroke: var(--line); }
.block:hover .box { stroke: var(--ink); }
.block text { font-size: 12px; }
svg .shape { fill: var(--muted); font-size: 10.5px; }
svg .sign { fill: var(--ground); font-size: 15px; font-weight: 650; }
.group { fill: var(--wash); }
svg .group-name { fill: var(--muted); font-size: 10.5px; paint-order: stroke; stroke: var(--wash); stroke-width: 4px; }
svg .times { fill: var(--ink); font-weight: 650; }
.convolution { fill: var(--convolution); } .depthwise { fill: var(--depthwise); } .pooling { fill: var(--pooling); }
.dense { fill: var(--dense); } .merging { fill: var(--merging); } .other, .input { fill: var(--other); }

.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.45rem 1.75rem 0.45rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; font-weight: 400; }
thead th { color: var(--muted); font-size: 0.85rem; vertical-align: bottom; }
.device { white-space: nowrap; }
.n { text-align: right; white-space: nowrap; }
.best th, .best td { font-weight: 650; }
.best .architecture { font-weight: 400; }
.architecture { min-width: 18rem; color: var(--muted); line-height: 1.4; }
.deviation { color: var(--muted); }
.tag { padding: 0 0.4em; border: 1px solid var(--final); border-radius: 3px; color: var(--final); font-size: 0.75rem; white-space: nowrap; }

.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.4rem 1.5rem; margin: 0; font-size: 0.9rem; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; }
pre { margin: 0; padding: 0.75rem 1rem; overflow-x: auto; background: var(--wash); border-radius: 4px; line-height: 1.45; }
pre code { overflow-wrap: normal; font-size: 0.9em; }
.facts pre { padding: 0; background: none; white-space: pre-wrap; }
.facts pre code { overflow-wrap: anywhere; font-size: 0.86em; }
details { margin-top: 1rem; }
summary { cursor: pointer; width: max-content; color: var(--accent); }
details pre { margin-top: 0.75rem; font-size: 0.9rem; }

@media (max-width: 60rem) { .plots { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 40rem) {
  body { padding: 1.5rem 1.1rem 3rem; }
  .verdict { font-size: 1.2rem; }
  .figures { gap: 1rem 1.75rem; }
  .facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts dd { margin-bottom: 0.6rem; }
  .plot text { font-size: 15px; }
  .drawing svg:not(.symbol) { max-width: none; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  figure, tr, .figures { break-inside: avoid; }
  h2 { break-after: avoid; }
  .table, pre { overflow: visible; }
  pre { white-space: pre-wrap; }
}
`;
