import type { Context } from './context.ts';

/** Says how far a command is: on a terminal each text replaces the one before; elsewhere each is a line. */
export function statusLine({ stderr }: Pick<Context, 'stderr'>) {
  const replace = (text: string) => void stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns ?? 80) - 1)}`);
  return {
    say: (text: string) => (stderr.isTTY ? replace(text) : void stderr.write(`${text}\n`)),
    /** Leaves no text behind on a terminal. */
    clear: () => {
      if (stderr.isTTY) replace('');
    },
  };
}
