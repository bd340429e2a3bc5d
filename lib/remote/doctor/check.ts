import { explainAwsError } from '../explain.ts';

/** One thing that a search on AWS needs. */
export interface Check {
  readonly name: string;
  /** A search runs in spite of a warning, not in spite of a failure. */
  readonly result: 'ok' | 'warning' | 'failed';
  readonly found: string;
  /** What mends it; there unless it is ok. */
  readonly todo?: string;
}

export const ok = (name: string, found: string): Check => ({ name, result: 'ok', found });
export const warning = (name: string, found: string, todo: string): Check => ({ name, result: 'warning', found, todo });
export const failed = (name: string, found: string, todo: string): Check => ({ name, result: 'failed', found, todo });

/** What could not be looked at is not known to work, nor to be broken; AWS says why. */
export async function looked(name: string, look: () => Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (error) {
    const { message } = explainAwsError(error) as Error;
    return warning(name, `could not be checked: ${message}`, 'mend that and run spotnas doctor again');
  }
}
