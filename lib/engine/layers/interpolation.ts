/**
 * Bilinear resizing along one axis as a matrix `[resized, size]`: each new pixel's shares of the two nearest old ones, with
 * centres at half numbers and the border's pixels continued (tf.image.resize, without antialiasing).
 */
export function interpolation(size: number, resized: number): Float32Array {
  const matrix = new Float32Array(resized * size);
  for (let to = 0; to < resized; to++) {
    const at = Math.min(Math.max(((to + 0.5) * size) / resized - 0.5, 0), size - 1);
    const below = Math.floor(at);
    const above = Math.min(below + 1, size - 1);
    matrix[to * size + below]! += 1 - (at - below);
    matrix[to * size + above]! += at - below;
  }
  return matrix;
}
