import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the part of the heap where objects are young as small as it is when the process begins. V8 doubles it, up to 128 MB,
 * for programs that make many objects; a trainer's numbers lie elsewhere, and its memory would look as if it leaked.
 * (https://nodejs.org/api/v8.html#v8setflagsfromstringflags)
 */
export function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
