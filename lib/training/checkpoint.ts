import type { State } from '../engine/engine.ts';
import type { ArtefactStore } from '../store/ports.ts';
import { decodeTensors, encodeTensors } from './tensors.ts';

/**
 * All that a training needs to go on as if it had never stopped. Order, learning rate and random seeds follow from the
 * step, so the step stands for them.
 */
export interface Checkpoint extends Progress {
  /** Weights, moving statistics, optimiser slots. */
  readonly state: State;
}

export interface Progress {
  /** Optimiser steps taken. */
  readonly step: number;
  /** Sum of the losses of the current epoch's steps. */
  readonly lossSum: number;
  /** Validation score after each finished epoch. */
  readonly curve: readonly number[];
  /** Time trained so far; informs, decides nothing. */
  readonly seconds: number;
}

/** Where one trial's checkpoint is kept. */
export interface CheckpointStore {
  load(): Promise<Checkpoint | undefined>;
  save(checkpoint: Checkpoint): Promise<void>;
}

/** Checkpoints in an artefact store. JSON gives every float64 back exactly. */
export function checkpointStore(artefacts: ArtefactStore, key: string): CheckpointStore {
  return {
    async load() {
      const bytes = await artefacts.get(key);
      if (!bytes) return undefined;
      const { state, metadata } = decodeTensors(bytes);
      return { state, ...(JSON.parse(metadata.progress!) as Progress) };
    },
    save: ({ state, ...progress }) =>
      artefacts.put(key, encodeTensors({ state, metadata: { progress: JSON.stringify(progress) } })),
  };
}
