/** How a trial is trained. Part of the trial's key: two trials that differ here are two trials. */
export interface Recipe {
  readonly epochs: number;
  readonly batchSize: number;
  readonly optimiser: 'sgd' | 'adamw';
  /** Peak learning rate. */
  readonly learningRate: number;
  readonly schedule: 'cosine' | 'constant';
  /** Share of all steps spent rising linearly from 0 to the peak, 0 to 1. */
  readonly warmup: number;
  /** SGD with Nesterov momentum; ignored by AdamW. */
  readonly momentum: number;
  /** Decoupled from the loss; applied to kernels only, never to biases and batch norm. */
  readonly weightDecay: number;
  readonly labelSmoothing: number;
  /** Use only the first N training examples of the seeded order (low fidelity); 0 uses all. */
  readonly trainExamples: number;
}
