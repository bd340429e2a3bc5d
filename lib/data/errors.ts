/** A data set that cannot be used; the message names the field, what is there and what is allowed. */
export class DataError extends Error {
  override readonly name = 'DataError';
}
