/** Ids are parts of paths, of S3 keys and of job names on AWS, which leave them this much room. */
const SEARCH_ID = /^[a-z0-9][a-z0-9-]{0,59}$/;

export const SEARCH_ID_RULE = 'up to 60 lower-case letters, digits and hyphens';

export const isSearchId = (text: string): boolean => SEARCH_ID.test(text);
