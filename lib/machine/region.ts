/** One zone of a region, or of a local zone that belongs to it: `us-east-1a`, `us-west-2-lax-1a`. */
const REGION = /^[a-z]+(-[a-z]+)+-\d+/;

/** The region of a zone; undefined for what is no zone. */
export const regionOf = (zone: string): string | undefined => REGION.exec(zone)?.[0];
