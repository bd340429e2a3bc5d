import type { LossWriter } from './loss.ts';

/** Squared error. */
export const writeRegressionLoss: LossWriter = ({ graph, batch }, predictions, { labels }) => {
  const errors = graph.float('Sub', [graph.reshape(predictions, [batch]), labels]);
  return {
    losses: graph.float('Square', [errors]),
    gradients: graph.reshape(graph.float('Mul', [errors, graph.scalar(2)]), [batch, 1]),
  };
};
