/** Prints the losses of every agreement case as JSON: `node losses.ts graph|layers`, the backend as the environment says. */
import type { EngineName } from '../../lib/engine/load.ts';
import { loadEngine } from '../../lib/engine/load.ts';
import { lossesOn } from '../suites/engine/agreement.ts';

process.stdout.write(JSON.stringify(lossesOn(await loadEngine({ engine: process.argv[2] as EngineName }))));
