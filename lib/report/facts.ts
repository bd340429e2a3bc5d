import { stringify } from 'yaml';
import { taskOf } from '../data/task-of.ts';
import { footprintText } from '../pipeline/footprint.ts';
import type { Task } from '../trial/task.ts';
import type { Findings } from './findings.ts';
import { count, enumerate, plural } from './format.ts';
import { type Content, type Html, html } from './html.ts';
import type { ReportInput } from './input.ts';

/** All it takes to repeat the search and to check that the result is the same. */
export function reproducibility({ winner }: Findings, { search, data, trainer, footprint, model }: ReportInput): Html {
  const { train, validation, test } = data.counts;
  const shipped = winner?.final?.trial;
  const architecture = (shipped ?? winner?.search)?.architecture;
  return facts([
    ['search', html`<code>${search.id}</code>, seed ${search.spec.seed}`],
    [
      'data',
      html`<code>${data.digest}</code><br>${data.classes.length > 0 && `${plural(data.classes.length, 'class', 'classes')}, `}input ${data.input.join(' × ')}; ${count(train)} training, ${count(validation)} validation, ${count(test)} test examples`,
    ],
    ['trainer', html`<code>${trainer}</code>`],
    ['machines took', footprintText(footprint)],
    shipped && ['trial key', html`<code>${shipped.key}</code>`],
    shipped && [
      'weights',
      html`<code>${shipped.result!.weightsHash}</code> <span class="note">sha256, seed ${shipped.seed}</span>`,
    ],
    architecture && ['architecture', html`<code>${JSON.stringify(architecture)}</code>`],
    model !== undefined && ['model', html`<code>${model}</code>`],
    model !== undefined && ['load it', html`<pre><code>${loadCommand(model)}</code></pre>`],
  ]);
}

/** tfjs reads a model from an address only. */
const loadCommand = (model: string) =>
  `const model = await tf.loadLayersModel(${JSON.stringify(model.startsWith('/') ? `file://${model}` : model)});`;

export const specificationText = ({ search }: ReportInput): string => stringify(search.spec, { lineWidth: 100 });

type Fact = readonly [name: string, value: Content];

const facts = (entries: readonly (Fact | undefined | false)[]): Html =>
  html`<dl class="facts">${entries.filter((entry) => !!entry).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

const AIMS: Readonly<Record<Task, (classes: string) => string>> = {
  classification: (classes) => `${classes} to tell apart`,
  regression: () => 'a number to predict',
  detection: (classes) => `${classes} to find`,
};

/** What was searched, in a line under the title. */
export function subject({ search: { spec }, data }: ReportInput): string {
  const limits = Object.keys(spec.constraints);
  const names: Readonly<Record<string, string>> = {
    latencyMs: 'latency',
    energyMj: 'energy',
    parameters: 'parameters',
    macs: 'MACs',
    memoryBytes: 'memory',
  };
  const bound = limits.length > 0 ? `, ${enumerate(limits.map((limit) => names[limit] ?? limit))} limited` : '';
  return `${spec.space.name} by ${spec.strategy.name}: ${plural(spec.budget.trials, 'trial')}${bound}, ${AIMS[taskOf(spec.data)](plural(data.classes.length, 'class', 'classes'))}`;
}
