import type { LogLines } from '../../remote/search-log.ts';

/** The text of a part of a log. */
export type LogWriter = (part: LogLines) => string;

/** Trainers tell their progress to programs as JSON, five times a second; people want to read the rest. */
const isForPrograms = (message: string) => /^\{"type":/.test(message);

/** For people: a heading wherever the lines of another attempt begin, as `tail` has. */
export function textWriter(): LogWriter {
  let last = '';
  return ({ job, attempt, events }) => {
    const lines = events
      .filter(({ message }) => !isForPrograms(message))
      .map(({ timestamp, message }) => `${time(timestamp)} ${message.trimEnd()}\n`);
    if (lines.length === 0) return '';
    const heading = `==> ${job.name} (${workText(job.work)}), attempt ${attempt} <==\n`;
    const isNew = heading !== last;
    const gap = last === '' ? '' : '\n';
    last = heading;
    return (isNew ? gap + heading : '') + lines.join('');
  };
}

/** For programs: one JSON object a line. */
export const jsonWriter: LogWriter = ({ job, attempt, events }) =>
  events
    .map(({ timestamp, message }) => ({
      job: job.id,
      name: job.name,
      work: job.work,
      attempt,
      time: new Date(timestamp).toISOString(),
      message,
    }))
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

/** `2026-11-25T10:20:30Z` */
const time = (milliseconds: number) => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

const workText = (work: string) => (/^\d/.test(work) ? `trial${work.includes(',') ? 's' : ''} ${work}` : work);
