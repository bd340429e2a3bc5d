import type * as tf from '@tensorflow/tfjs';

/** An input of a saved model: `name` as in the graph, `x:0`. */
export interface InputInfo {
  readonly name: string;
}

/** What the node backend can do beyond a tfjs backend: run TensorFlow graphs in a session. */
export interface NativeBackend {
  /**
   * Runs a loaded model once: feeds `inputs[i]` to `inputInfos[i].name` and fetches `outputNames` (`node:0`).
   * The caller disposes the tensors that come back. The binding keeps a reference to each fed tensor's buffer:
   * feed small things (indices, seed, learning rate).
   */
  runSavedModel(
    id: number,
    inputs: readonly tf.Tensor[],
    inputInfos: readonly InputInfo[],
    outputNames: readonly string[],
  ): tf.Tensor[];
  readonly binding: {
    /** Loads `dir/saved_model.pb` into a new session. @returns the id that runs and deletes it. */
    loadSavedModel(dir: string, tags: string): number;
    /** Closes the session and frees its graph and variables. */
    deleteSavedModel(id: number): void;
    getNumOfSavedModels(): number;
    /** TensorFlow tensors alive in the binding. */
    getNumOfTensors(): number;
    readonly TF_Version: string;
  };
}
