/** What one container does for a search: reads the data set and measures the device, trains trials, or measures what was retrained. */
export type SearchWork =
  | { readonly kind: 'prepare'; readonly searchId: string }
  | { readonly kind: 'measure'; readonly searchId: string }
  | { readonly kind: 'train'; readonly searchId: string; readonly trials: readonly number[] };

/** Measures the networks of a request, for no search (hardware/profile-request.ts). */
export interface ProfileWork {
  readonly kind: 'profile';
  /** Id of the request: a part of its key. */
  readonly request: string;
}

/** What one container does. */
export type WorkItem = SearchWork | ProfileWork;

/**
 * The text of a work item: `prepare`, `measure`, `profile:` with the id of a request, or the numbers of its trials, `17,18,19`.
 * Short, because a generation's items travel together through the state machine.
 */
export function workText(item: WorkItem): string {
  if (item.kind === 'profile') return `profile:${item.request}`;
  return item.kind === 'train' ? item.trials.join(',') : item.kind;
}

/** The work for a search that a text stands for. @throws RangeError for any other text */
export function readWork(searchId: string, text: string): SearchWork {
  if (text === 'prepare' || text === 'measure') return { kind: text, searchId };
  if (/^[1-9]\d*(,[1-9]\d*)*$/.test(text)) return { kind: 'train', searchId, trials: text.split(',').map(Number) };
  throw new RangeError(
    `work: got ${JSON.stringify(text)}; allowed: prepare, measure, or numbers of trials such as 17,18`,
  );
}

/** The work for no search that a text stands for; undefined for any other text. */
export function readProfileWork(text: string): ProfileWork | undefined {
  const [, request] = /^profile:([a-z0-9][a-z0-9-]{0,59})$/.exec(text) ?? [];
  return request === undefined ? undefined : { kind: 'profile', request };
}
