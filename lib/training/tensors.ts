import type { State } from '../engine/engine.ts';

/** Named tensors and some text beside them. */
export interface Tensors {
  readonly state: State;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Entry {
  readonly dtype: 'F32';
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

type Header = Readonly<Record<string, Entry>> & { readonly __metadata__?: Readonly<Record<string, string>> };

/** Length of the header, little-endian 64 bits; the header is padded so that the numbers behind it are aligned. */
const LENGTH_BYTES = 8;
const ALIGNMENT = 8;

/**
 * The safetensors format (https://huggingface.co/docs/safetensors), which Python and Rust read too. Every tensor is a
 * vector of little-endian float32. Equal input gives equal bytes.
 */
export function encodeTensors({ state, metadata }: Tensors): Uint8Array {
  const entries: Record<string, Entry | Tensors['metadata']> = { __metadata__: metadata };
  let size = 0;
  for (const [name, values] of state) {
    entries[name] = { dtype: 'F32', shape: [values.length], data_offsets: [size, size + values.byteLength] };
    size += values.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(entries));
  const length = Math.ceil(text.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(LENGTH_BYTES + length + size).fill(0x20, LENGTH_BYTES, LENGTH_BYTES + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, LENGTH_BYTES);
  let at = LENGTH_BYTES + length;
  for (const values of state.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

/** The inverse of `encodeTensors`. @throws Error when the bytes are cut off or are something else */
export function decodeTensors(bytes: Uint8Array): Tensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = bytes.length < LENGTH_BYTES ? Infinity : LENGTH_BYTES + Number(view.getBigUint64(0, true));
  if (data > bytes.length) throw new Error(`not safetensors: the header does not end within ${bytes.length} bytes`);
  const { __metadata__: metadata = {}, ...entries } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, data)),
  ) as Header;
  const state = Object.entries(entries as Readonly<Record<string, Entry>>).map(([name, { data_offsets }]) => {
    const [from, to] = data_offsets;
    if (data + to > bytes.length) throw new Error(`not safetensors: ${name} is cut off`);
    return [name, new Float32Array(bytes.slice(data + from, data + to).buffer)] as const;
  });
  return { state: new Map(state), metadata };
}
