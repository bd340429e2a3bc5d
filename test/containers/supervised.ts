import { readEnvironment } from '../../containers/trainer/environment.ts';
import { supervise } from '../../containers/trainer/supervise.ts';
import { fakeClock } from './fake-clock.ts';

/** What main.ts does in a container, under a clock that whoever started this process moves on: messages are milliseconds. */
const clock = fakeClock(Date.now());
process.on('message', (milliseconds: number) => void clock.advance(milliseconds));
process.exit(await supervise(readEnvironment(process.env), process.env, clock));
