"""What makes reference values of layers with Keras, for test/engine/keras-layers.test.ts.

A case is a layer of lib/network/network.ts and the Keras function that it stands for. Values and gradients of
sum(output * dy) are worked out in double precision. Inputs, weights and dy are not stored: `numbers` gives the same ones
here and in reference.ts.
"""

import json
import pathlib

import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")

PRIME = 1021


def numbers(shape, seed):
    """Distinct up to 1021 of them, between -2 and 2, exact in float32, none of them a whole number."""
    i = np.arange(np.prod(shape, dtype=int))
    return ((2 * ((i * 7919 + seed * 104729) % PRIME) + 1) / 512 - 2).reshape(shape)


def weight(name, shape, index):
    """Small; around 1 where it is a factor or a variance."""
    return (1 if name in ("gamma", "variance") else 0) + numbers(shape, 10 + index) / 4


def text(tensor):
    return [float(f"{value:.7g}") for value in np.asarray(tf.convert_to_tensor(tensor)).ravel()]


def case(name, layer, shapes, function, weights=(), scale=1, training=True, batch=2, given=None):
    """`function(inputs, weights)` gives the output; `weights` are pairs of a name and a shape.

    `given` has the values, with the batch, of inputs that are not `numbers`, such as tokens and masks, by their place.
    """
    given = {i: np.asarray(values, float) for i, values in (given or {}).items()}
    inputs = [
        tf.constant(given.get(i, numbers((batch, *shape), 1 + i) * scale)) for i, shape in enumerate(shapes)
    ]
    values = {key: tf.constant(weight(key, shape, i)) for i, (key, shape) in enumerate(weights)}
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        tape.watch(values)
        output = function(inputs, values)
        loss = tf.reduce_sum(output * numbers(output.shape, 99))
    of_inputs, of_weights = tape.gradient(loss, (inputs, values))
    return {
        "name": name,
        "layer": layer,
        "batch": batch,
        "inputs": shapes,
        "weights": {key: list(shape) for key, shape in weights},
        "scale": scale,
        **({"given": {i: text(values) for i, values in given.items()}} if given else {}),
        "training": training,
        "output": text(output),
        "inputGradients": [None if gradient is None or i in given else text(gradient) for i, gradient in enumerate(of_inputs)],
        "weightGradients": {key: text(g) for key, g in of_weights.items() if g is not None},
    }


def write(file, cases):
    lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in cases)
    (pathlib.Path(__file__).parent / file).write_text(f"[\n{lines}\n]\n")
