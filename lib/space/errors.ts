/** An architecture whose layers do not fit each other, as can happen in a space that a person wrote; the message says which. */
export class ArchitectureError extends Error {
  override readonly name = 'ArchitectureError';
}
