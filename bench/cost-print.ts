import type { Result } from './cost.ts';
import { ON_DEMAND, SPOT } from './cost-prices.ts';

/** Tables for people. */
export function print(result: Result): void {
  const { searches, alone, payment, containerHour, machine, watching, growth } = result;
  table(
    'One candidate in its generation',
    searches.map(({ size, loop }) => {
      const each = (count: number) => count / (size.generation * size.generations);
      return [
        title(size),
        {
          transitions: each(loop.parent + loop.children),
          invocations: each(loop.invocations),
          'Lambda s': each(loop.lambdaSeconds),
          jobs: each(loop.jobs),
          'DynamoDB reads': each(loop.reads),
          'read units': each(loop.readUnits),
          writes: each(loop.writes),
          'write units': each(loop.writeUnits),
          'S3 PUT': each(loop.puts),
          'S3 GET': each(loop.gets),
        },
      ];
    }),
  );
  table(
    'The start and the end of a search, two finalists included',
    searches.map(({ size, once }) => [
      title(size),
      {
        transitions: once.parent + once.children,
        invocations: once.invocations,
        jobs: once.jobs,
        'DynamoDB reads': once.reads,
        'read units': once.readUnits,
        writes: once.writes,
        'write units': once.writeUnits,
        'S3 PUT, LIST': once.puts,
        'S3 GET': once.gets,
      },
    ]),
  );
  table(
    'US dollars for 1,000 candidates',
    searches.map(({ size, bill }) => [title(size), times(bill.loop, 1000 / (size.generation * size.generations))]),
  );
  table(
    'US dollars for the start and the end of a search',
    searches.map(({ size, bill }) => [title(size), bill.once]),
  );
  table(
    'A generation in the history of its search (most: 25,000 entries), and what travels, in bytes (most: 262,144)',
    [...searches, alone].map(({ size, loop, payloads }) => [
      title(size),
      {
        'history of the search': loop.parentHistory / size.generations,
        'of an item of its map': loop.childHistory / loop.executions,
        'largest payload': payloads.largest.bytes,
        'after or before': payloads.largest.state,
        'map output': payloads.mapOutput.bytes,
      },
    ]),
  );
  table(
    'Seconds of the steps of the last generation, against this server',
    searches.map(({ size, steps }) => [title(size), Object.fromEntries(steps.map((s) => [s.state, s.seconds]))]),
  );
  table('One payment, and the US dollars of an hour of a running container besides its machine', [
    ['counted', { ...payment }],
    ['dollars', containerHour],
  ]);
  table(
    `US dollars of one candidate on ${SPOT.type}, ${SPOT.usdPerHour} an hour spot, ${ON_DEMAND.usdPerHour} on demand`,
    machine.map((row, i) => [String(i), row]),
  );
  table(
    'What is read again and again: read units counted, and by the formula',
    searches.map(({ size, listed, growth }) => [title(size), { ...listed, ...growth }]),
  );
  table(
    'The same by the formula for larger searches',
    growth.map((row, i) => [String(i), row]),
  );
  table(
    'US dollars of an hour of `spotnas watch`',
    watching.map((row, i) => [String(i), row]),
  );
}

type Row = Readonly<Record<string, number | string>>;

function table(heading: string, rows: readonly (readonly [string, Row])[]): void {
  console.log(`\n${heading}`);
  console.table(Object.fromEntries(rows.map(([name, row]) => [name, rounded(row)])));
}

/** To four digits, without the powers of ten that people do not read. */
const rounded = (row: Row) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (typeof value === 'string' || Number.isInteger(value)) return [name, value];
      return [name, Number(value.toPrecision(4))];
    }),
  );

const times = (bill: Readonly<Record<string, number>>, by: number) =>
  Object.fromEntries(Object.entries(bill).map(([name, usd]) => [name, usd * by]));

const title = ({ generation, generations, trialsPerJob }: Result['alone']['size']) =>
  `${generations} x ${generation}, ${trialsPerJob} a job`;
