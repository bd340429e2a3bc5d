import { breaksAny } from '../pipeline/finalists.ts';
import { SCORE_WORDS } from '../trial/task.ts';
import type { Trial } from '../trial/trial.ts';
import { course } from './course.ts';
import { drawing } from './drawing/drawing.ts';
import { reproducibility, specificationText, subject } from './facts.ts';
import { type Findings, findingsOf } from './findings.ts';
import { capitalised } from './format.ts';
import { Html, html } from './html.ts';
import type { ReportInput } from './input.ts';
import { measuredTables } from './measured-tables.ts';
import { rewardFormula } from './reward.ts';
import { scatter } from './scatter.ts';
import { STYLE } from './style.ts';
import { failuresTable, finalistsTable, leaderboardTable } from './tables.ts';
import { verdict } from './verdict.ts';

export type { ReportData, ReportInput } from './input.ts';

/** Nothing runs, nothing is fetched, nothing is sent: the page is the file. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * The report of a search: one HTML file that needs nothing else, no script and no network. Equal inputs give equal
 * bytes. Everything that comes from outside, an architecture's name or an error's message, is escaped.
 */
export function renderReport(input: ReportInput): string {
  const findings = findingsOf(input.trials, input.measurements);
  const name = input.search.spec.name;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${name}: architecture search report</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<h1>${name}</h1>
<p class="subject">${subject(input)}</p>
</header>
<main>
${verdict(findings, input)}
${sections(findings, input)}
</main>
</body>
</html>
`;
  return page.text;
}

function sections(findings: Findings, input: ReportInput): readonly (Html | false)[] {
  const describe = (trial: Trial) => input.describe(trial.architecture);
  const plots = { findings, spec: input.search.spec, describe };
  const { complete, finalists, failed, leaderboard } = findings;
  const latencies = measuredTables(findings, input);
  return [
    complete.length > 0 &&
      html`<div class="plots">
${
  complete.some(({ predicted }) => predicted?.latencyMs !== undefined) &&
  html`<section aria-labelledby="trade-off"><h2 id="trade-off">${capitalised(SCORE_WORDS[input.search.spec.objective])} against latency</h2>
${scatter(plots)}</section>`
}
<section aria-labelledby="progress"><h2 id="progress">Course of the search</h2>
${course(plots)}</section>
</div>`,
    input.network !== undefined && section('The best architecture', drawing(input.network)),
    finalists.length > 0 &&
      section(
        'Finalists',
        html`<p class="lead">The best architectures, retrained from scratch with seeds the search never used. ${rewardFormula(plots.spec) === undefined ? 'Validation alone' : 'Validation, and latency as the reward weighs it,'} chose the winner${finalists.some(breaksAny) && ' among those that were not measured to break a latency limit'}; the test split was read once for each network.</p>${finalistsTable(findings, plots.spec)}`,
      ),
    finalists.length > 0 && latencies !== undefined && section('Predicted and measured', latencies),
    leaderboard.length > 0 && section('Leaderboard', leaderboardTable(findings, plots)),
    failed.length > 0 && section('Failed trials', failuresTable(findings, describe)),
    section(
      'To repeat it',
      html`${reproducibility(findings, input)}
<details><summary>The specification</summary>
<pre><code>${specificationText(input)}</code></pre></details>`,
    ),
  ];
}

const section = (title: string, content: Html): Html => html`<section><h2>${title}</h2>
${content}</section>`;
