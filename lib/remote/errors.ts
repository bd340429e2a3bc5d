/** AWS does not let us do what was asked; the message says what is there and what is allowed. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
}

/** AWS does not answer; it may do so in a moment. */
export class UnreachableError extends AwsError {}

/** There is no deployed stack of that name, or it is not one that can be used. */
export class StackError extends Error {
  override readonly name = 'StackError';
}
