import { Construct } from 'constructs';
import { SPACE_MODULES_VARIABLE } from '../trial/environment.ts';
import { Handler } from './handler.ts';
import type { Storage } from './storage.ts';
import type { Trainers } from './trainers.ts';

export interface FunctionsProps {
  readonly storage: Storage;
  readonly projectRoot: string;
  readonly trainers: Trainers;
  /** Whether searches may bring a space of their own as code, which runs with what Lambdas and trainers may do. */
  readonly spaceModules: boolean;
}

/** The Lambdas of a search: the strategy's steps and the latency predictor. */
export class Functions extends Construct {
  readonly strategy: Handler;
  readonly latencyPredictor: Handler;

  constructor(scope: Construct, id: string, { spaceModules, ...props }: FunctionsProps) {
    super(scope, id);
    this.strategy = new Handler(this, 'Strategy', { folder: 'strategy', ...props });
    if (spaceModules) this.strategy.addEnvironment(SPACE_MODULES_VARIABLE, 'true');
    this.latencyPredictor = new Handler(this, 'LatencyPredictor', { folder: 'latency-predictor', ...props });
  }
}
