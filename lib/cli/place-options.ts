import { type Command, Option } from 'commander';
import { BROWSER_BACKENDS } from '../profiling/posts.ts';
import { integer, regionOption, stackOption } from './options.ts';
import { PLACES } from './profile-places.ts';

/** Adds the options that say where and how networks are timed. */
export const placeOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--on <place>', 'where: here, in a Chromium, on a device that opens an address, or on AWS')
        .choices(Object.keys(PLACES))
        .default('url'),
    )
    .addOption(new Option('--backend <name>', 'of a browser').choices(BROWSER_BACKENDS).default('wasm'))
    .addOption(new Option('--threads <n>', 'of this machine or an instance, or all').argParser(threads).default(1))
    .addOption(new Option('--rounds <n>', 'times that each is measured').argParser(integer(3, 1000)).default(10))
    .option('--host <address>', 'address of this computer that the device can reach')
    .addOption(new Option('--port <n>', 'to listen on (0: any)').argParser(integer(0, 65_535)).default(0))
    .addOption(new Option('--instance <type>', 'of AWS, such as c7i.large').implies({ on: 'stack' }))
    .addOption(stackOption())
    .addOption(regionOption());

const threads = (text: string) => (text === 'all' ? text : integer(1, 1024)(text));
