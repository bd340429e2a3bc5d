import { InvalidArgumentError, Option } from 'commander';

/** Where searches are kept, relative to the working directory. */
export const DEFAULT_HOME = '.spotnas';

const integer = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new InvalidArgumentError(`Allowed: a whole number from ${min} to ${max}.`);
  }
  return value;
};

/** Also a part of job names on AWS, which leave it this much room. */
const ID = /^[a-z0-9][a-z0-9-]{0,59}$/;

const searchId = (text: string) => {
  if (!ID.test(text)) throw new InvalidArgumentError('Allowed: up to 60 lower-case letters, digits and hyphens.');
  return text;
};

export const homeOption = () => new Option('--home <dir>', 'folder that keeps searches').default(DEFAULT_HOME);
export const jsonOption = () => new Option('--json', 'print one JSON document on stdout').default(false);
export const workersOption = () =>
  new Option('--workers <n>', 'trainers side by side (default: one per core)').argParser(integer(1, 1024));
export const seedOption = () =>
  new Option('--seed <n>', "replace the specification's seed").argParser(integer(0, 2 ** 32 - 1));
export const idOption = () =>
  new Option('--id <id>', 'name the search (default: its name and the next number)').argParser(searchId);
