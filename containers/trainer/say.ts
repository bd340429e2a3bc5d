/** Tells whoever reads the log, on stderr. */
export type Say = (line: string) => void;

export const say: Say = (line) => void process.stderr.write(`${line}\n`);

/** Tells whoever started the trainer, as a JSON line on stdout. */
export const tell = (message: object) => void process.stdout.write(`${JSON.stringify(message)}\n`);
