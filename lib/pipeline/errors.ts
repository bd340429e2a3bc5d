/** A search that cannot go on; `name` is what Step Functions shows as the error. */
export class SearchError extends Error {
  constructor(
    name: 'NoArchitectureFits' | 'NoTrialCompleted' | 'NoFinalistCompleted' | 'NotPrepared',
    message: string,
  ) {
    super(message);
    this.name = name;
  }
}
