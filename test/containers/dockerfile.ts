/** One instruction of a Dockerfile, in the stage it belongs to (its name, or its number as text). */
export interface Instruction {
  readonly stage: string;
  readonly keyword: string;
  readonly text: string;
}

export interface Copy {
  /** The stage copied from; undefined is the build context. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
}

/** The instructions in order; comments are left out and continued lines joined. */
export function parseDockerfile(source: string): readonly Instruction[] {
  const lines = source
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  let stages = 0;
  let stage = '';
  return lines.map((line) => {
    const [, keyword, text] = /^(\w+)\s+(.*)$/.exec(line)!;
    if (keyword === 'FROM') stage = / AS (\S+)$/.exec(text!)?.[1] ?? String(stages);
    if (keyword === 'FROM') stages += 1;
    return { stage, keyword: keyword!, text: text! };
  });
}

export function copies(instructions: readonly Instruction[]): readonly Copy[] {
  return instructions
    .filter(({ keyword }) => keyword === 'COPY')
    .map(({ text }) => {
      const words = text.split(/\s+/);
      const flags = words.filter((word) => word.startsWith('--'));
      const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
      return { from, sources: words.slice(flags.length, -1) };
    });
}
