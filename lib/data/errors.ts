/** What is wrong with a data set, for whoever has to mend it. */
export interface DataFault {
  /** Of the specification: `images` for `data.images`; empty for the data as a whole. */
  readonly field?: string;
  /** Where in the data: a file, a line, an entry of an archive. */
  readonly place?: string;
  readonly got: string;
  readonly allowed: string;
}

/** A data set that cannot be used; the message names the field, the place, what is there and what is allowed. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor({ field, place, got, allowed }: DataFault, options?: ErrorOptions) {
    const where = [field ? `data.${field}` : 'data', ...(place ? [place] : [])].join(': ');
    super(`${where}: got ${got}; allowed: ${allowed}`, options);
  }
}
