import { Construct } from 'constructs';
import { Handler } from './handler.ts';
import type { Storage } from './storage.ts';
import type { Trainers } from './trainers.ts';

export interface FunctionsProps {
  readonly storage: Storage;
  readonly projectRoot: string;
  readonly trainers: Trainers;
}

/** The Lambdas of a search: the strategy's steps and the latency predictor. */
export class Functions extends Construct {
  readonly strategy: Handler;
  readonly latencyPredictor: Handler;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    this.strategy = new Handler(this, 'Strategy', { folder: 'strategy', ...props });
    this.latencyPredictor = new Handler(this, 'LatencyPredictor', { folder: 'latency-predictor', ...props });
  }
}
