/** Tensors of a batch inside the graph. */
export interface Batch {
  /** Float, `[batch, ...input]`; pixels in 0..1. */
  readonly features: string;
  /** int32 class numbers `[batch]`; floats `[batch]` in regression, `[batch, boxes, 5]` for any boxes in detection. */
  readonly labels: string;
  /** Classification: probabilities `[batch, classes]` that stand in for the class numbers when labels are mixed. */
  readonly targets?: string;
}
