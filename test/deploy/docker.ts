import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stands in for docker, which CDK calls to build and push images: notes each call, builds nothing, and has no image until
 * CDK has asked for one to be built.
 */
export class Docker {
  /** What CDK_DOCKER has to be. */
  readonly command: string;
  readonly #notes: string;

  constructor(folder: string) {
    this.command = join(folder, 'docker');
    this.#notes = join(folder, 'docker-calls');
    const script = [
      '#!/bin/sh',
      `for word in "$@"; do printf '%s\\t' "$word"; done >> '${this.#notes}'`,
      `printf '%s\\n' "$PWD" >> '${this.#notes}'`,
      'test "$1" != inspect',
    ];
    writeFileSync(this.command, `${script.join('\n')}\n`, { mode: 0o755 });
  }

  /** The calls of one kind so far, without what they begin with. */
  calls(kind: string): readonly DockerCall[] {
    if (!existsSync(this.#notes)) return [];
    const lines = readFileSync(this.#notes, 'utf8').trimEnd().split('\n');
    return lines
      .map((line) => line.split('\t'))
      .filter(([word]) => word === kind)
      .map((words) => ({ words: words.slice(1, -1), folder: words.at(-1)! }));
  }
}

export interface DockerCall {
  readonly words: readonly string[];
  /** Where it was called. */
  readonly folder: string;
}
