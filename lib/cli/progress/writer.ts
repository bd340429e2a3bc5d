import { styleText } from 'node:util';
import type { Specification } from '../../spec/specification.ts';
import type { Context } from '../context.ts';
import type { ProgressEvent } from './event.ts';
import { logLine } from './lines.ts';
import { renderProgress } from './render.ts';
import { advance, initialProgress } from './state.ts';

export interface ProgressWriter {
  tell(event: ProgressEvent): void;
  /** Writes a line that stays. */
  note(line: string): void;
  /** Takes the moving lines away. */
  stop(): void;
}

/** Milliseconds between two pictures. */
const INTERVAL = 200;

/** Shows a search on stderr: a moving picture on a terminal, else a line per event worth one. */
export function progressWriter({ stderr, environment }: Context, id: string, spec: Specification): ProgressWriter {
  const live = Boolean(stderr.isTTY) && !environment.CI && environment.TERM !== 'dumb';
  const coloured = live && !environment.NO_COLOR;
  let state = initialProgress(id, spec);
  let height = 0;

  const erase = () => (height === 0 ? '' : `\x1b[${height}A\x1b[0J`);
  const picture = () => {
    const lines = renderProgress(state, performance.now(), stderr.columns);
    height = lines.length;
    const [heading = '', ...rest] = lines;
    return `${[coloured ? styleText('bold', heading, { validateStream: false }) : heading, ...rest].join('\n')}\n`;
  };
  const draw = () => stderr.write(erase() + picture());
  const note = (line: string) => {
    const above = erase();
    stderr.write(`${above}${line}\n${live ? picture() : ''}`);
  };
  const timer = live ? setInterval(draw, INTERVAL).unref() : undefined;

  return {
    note,
    tell(event) {
      const before = state;
      state = advance(state, event, performance.now());
      const line = logLine(event, state, before);
      const stays = event.type === 'backend' || (event.type === 'trial' && event.state === 'failed');
      if (line !== undefined && (!live || stays)) note(line);
    },
    stop() {
      clearInterval(timer);
      if (live) stderr.write(erase());
      height = 0;
    },
  };
}
