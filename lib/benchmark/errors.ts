/** A benchmark that cannot be run; the message names the option, its value and what is allowed. */
export class BenchmarkError extends Error {
  override readonly name = 'BenchmarkError';

  constructor(option: string, got: string, allowed: string) {
    super(`--${option}: got ${got}; allowed: ${allowed}`);
  }
}
