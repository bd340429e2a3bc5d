/** Labelled images as a source gives them, in its order. */
export interface LabelledImages {
  /** [height, width, channels] of every image. */
  readonly input: readonly [number, number, number];
  /** `count x input`, row-major. */
  readonly features: Uint8Array;
  /** Positions in `classes`. */
  readonly labels: Int32Array;
  /** Names of the classes. */
  readonly classes: readonly string[];
}
