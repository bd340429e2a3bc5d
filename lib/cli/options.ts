import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_STACK } from '../remote/target.ts';
import { isSearchId, SEARCH_ID_RULE } from '../trial/search-id.ts';

/** Where searches are kept, relative to the working directory. */
export const DEFAULT_HOME = '.spotnas';

/** Parses a whole number. @throws InvalidArgumentError saying what is allowed */
export const integer = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new InvalidArgumentError(`Allowed: a whole number from ${min} to ${max}.`);
  }
  return value;
};

/** Parses names with commas between them. @throws InvalidArgumentError */
export function nameList(text: string): readonly string[] {
  const all = text.split(',').map((name) => name.trim());
  if (all.includes('')) throw new InvalidArgumentError(`Got ${text}. Allowed: names with commas between.`);
  return all;
}

const searchId = (text: string) => {
  if (!isSearchId(text)) throw new InvalidArgumentError(`Allowed: ${SEARCH_ID_RULE}.`);
  return text;
};

/** Parses a number above 0. @throws InvalidArgumentError */
export const positive = (text: string) => {
  const value = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || value <= 0) throw new InvalidArgumentError('Allowed: a number above 0.');
  return value;
};

export const homeOption = () => new Option('--home <dir>', 'folder that keeps searches').default(DEFAULT_HOME);
export const jsonOption = () => new Option('--json', 'print one JSON document on stdout').default(false);
export const jsonLinesOption = () => new Option('--json', 'print one JSON object a line').default(false);
export const workersOption = () =>
  new Option('--workers <n>', 'trainers side by side (default: one per core)').argParser(integer(1, 1024));
export const seedOption = () =>
  new Option('--seed <n>', "replace the specification's seed").argParser(integer(0, 2 ** 32 - 1));
export const idOption = () =>
  new Option('--id <id>', 'name the search (default: its name and the next number)').argParser(searchId);

/** For commands that know searches on this computer, too: they mean AWS when it is given. */
export const eitherStackOption = () =>
  new Option('--stack [name]', 'search on AWS, in this deployed stack')
    .preset(DEFAULT_STACK)
    .conflicts(['home', 'workers']);
export const stackOption = () => new Option('--stack <name>', 'the deployed stack').default(DEFAULT_STACK);
export const regionOption = () => new Option('--region <name>', "region of the stack (default: your profile's)");
export const usdOption = () =>
  new Option('--usd <n>', 'what the search may cost for machines, in US dollars').argParser(positive);
export const concurrencyOption = () =>
  new Option('--max-concurrency <n>', 'containers side by side (default: 100)').argParser(integer(1, 10_000));
export const watchOption = () => new Option('--watch', 'watch the search afterwards, as spotnas watch').default(false);
export const trialOption = () =>
  new Option('--trial <n>', 'only what concerns this trial').argParser(integer(1, 10_000_000));
export const followOption = () => new Option('--follow', 'go on until the search ends').default(false);
