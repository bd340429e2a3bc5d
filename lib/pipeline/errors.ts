/** A search that cannot go on; `name` is what Step Functions shows as the error. */
export class SearchError extends Error {
  constructor(name: 'NoArchitectureFits' | 'NoTrialCompleted' | 'NotPrepared', message: string) {
    super(message);
    this.name = name;
  }
}
