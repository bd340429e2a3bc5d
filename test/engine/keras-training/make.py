"""Losses of trainings by Keras, for ../keras-training.test.ts; the problem is that of problem.ts, number by number.

TF_ENABLE_ONEDNN_OPTS=0 TF_NUM_INTRAOP_THREADS=1 TF_NUM_INTEROP_THREADS=1 python make.py  (keras 3.15, tensorflow 2.21)
npx biome format --write keras.json
"""

import json
import math
import pathlib

import keras
import numpy as np
import tensorflow as tf

STEPS, BATCH, COUNT, CLASSES, SIDE = 200, 16, 96, 3, 8
PEAK = 0.3
PRIME = 1021


def numbers(count, seed):
    """Between -1 and 1."""
    i = np.arange(count, dtype=np.int64)
    return (2 * ((i * 7919 + seed * 104729) % PRIME) + 1) / PRIME - 1


def examples():
    labels = (np.arange(COUNT) * 7 + np.arange(COUNT) // 3) % CLASSES
    pixels = np.arange(SIDE * SIDE)
    noise = (np.arange(COUNT)[:, None] * 611 + pixels[None, :] * 37 + np.arange(COUNT)[:, None] * pixels * 5) % 160
    bright = pixels[None, :] * CLASSES // len(pixels) == labels[:, None]
    return ((noise + 30 * bright) / 255).astype(np.float32).reshape(COUNT, SIDE, SIDE, 1), labels


FEATURES, LABELS = examples()
TARGETS = (LABELS - 1 + numbers(COUNT, 50) / 4).astype(np.float32)


def batch(step):
    return (step * BATCH * 5 + np.arange(BATCH) * 11) % COUNT


def model(units=CLASSES, seed=0, momentum=0.9):
    x = inputs = keras.Input((SIDE, SIDE, 1))
    x = keras.layers.Conv2D(6, 3, padding="same", use_bias=False, name="first")(x)
    # Keras' moving variance takes the batch's biased variance, ours the unbiased one, as TensorFlow's own batch norm:
    # they differ by 1 in 16 x 8 x 8.
    x = keras.layers.BatchNormalization(momentum=momentum, epsilon=1e-3, name="norm")(x)
    x = aside = keras.activations.silu(x)
    x = keras.activations.silu(keras.layers.Conv2D(8, 3, 2, padding="same", name="second")(x))
    output = keras.layers.Dense(units, name="last")(keras.layers.GlobalAveragePooling2D()(x))
    auxiliary = keras.layers.Dense(units, name="auxiliary")(keras.layers.GlobalAveragePooling2D()(aside))
    built = keras.Model(inputs, [output, auxiliary])
    order = ["first", "norm", "second", "last", "auxiliary"]
    variables = [variable for name in order for variable in built.get_layer(name).weights]
    for k, variable in enumerate(variables):
        values = numbers(math.prod(variable.shape), seed + k).reshape(variable.shape)
        if variable.name == "kernel":
            values *= math.sqrt(3 / math.prod(variable.shape[:-1]))
        elif variable.name in ("gamma", "moving_variance"):
            values = 1 + values / 4
        else:
            values = values / 4
        variable.assign(values.astype(np.float32))
    return built


def cross_entropy(logits, labels, smoothing=0.0):
    loss = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=smoothing)
    return loss(keras.ops.one_hot(labels, CLASSES), logits)


def squared_error(outputs, targets):
    return keras.losses.MeanSquaredError()(targets, outputs[:, 0])


def train(
    optimiser, rate=None, smoothing=0.0, ema=0.0, momentum=0.9, auxiliary=0.0, teacher=None, regression=False
):
    """`rate(step)` sets the learning rate; without it the optimiser's own is used."""
    net = model(1 if regression else CLASSES, momentum=momentum)
    trained = [v for v in net.trainable_variables if auxiliary or not v.path.startswith("auxiliary")]
    optimiser.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    optimiser.build(trained)
    count = tf.Variable(0.0)
    average = tf.train.ExponentialMovingAverage(ema, num_updates=count)
    shadowed = [v.value for v in trained]
    if ema:
        average.apply(shadowed)
    labels = TARGETS if regression else LABELS

    def loss_of(logits, targets, of_labels=smoothing):
        return squared_error(logits, targets) if regression else cross_entropy(logits, targets, of_labels)

    teaching = model(seed=100)

    @tf.function
    def step_on(features, wanted):
        with tf.GradientTape() as tape:
            output, aside = net(features, training=True)
            loss = loss_of(output, wanted)
            if teacher:
                weight, temperature = teacher
                answers = teaching(features, training=False)[0]
                taught = keras.losses.CategoricalCrossentropy(from_logits=True)(
                    keras.ops.softmax(answers / temperature), output / temperature
                )
                loss = (1 - weight) * loss + weight * temperature**2 * taught
            if auxiliary:
                loss = loss + auxiliary * loss_of(aside, wanted)
        optimiser.apply(tape.gradient(loss, [v.value for v in trained]))
        if ema:
            count.assign_add(1)
            average.apply(shadowed)
        return loss

    losses = []
    for step in range(STEPS):
        if rate:
            optimiser.learning_rate = rate(step)
        losses.append(float(step_on(FEATURES[batch(step)], labels[batch(step)])))
    if ema:
        for variable, value in zip(trained, shadowed):
            variable.assign(average.average(value))
    output = net(FEATURES, training=False)[0]
    return {
        "losses": [float(f"{loss:.6g}") for loss in losses],
        "evaluation": float(f"{float(loss_of(output, labels, 0.0)):.6g}"),
    }


def one_cycle(step, rise=0.3):
    """As ../../training/schedule.test.ts compares with PyTorch's."""
    top, last = rise * STEPS - 1, STEPS - 1
    begin, end, share = (
        (PEAK / 25, PEAK, step / top) if step <= top else (PEAK, PEAK / 25e4, (step - top) / (last - top))
    )
    return end + (begin - end) * (1 + math.cos(math.pi * share)) / 2


sgd, adamw, schedules = keras.optimizers.SGD, keras.optimizers.AdamW, keras.optimizers.schedules
# Keras' velocity has the learning rate inside, v = momentum v - rate g, where ours, as TensorFlow's and PyTorch's, has
# not. They agree while the rate stays the same, so schedules are compared without momentum, and with AdamW.
cases = {
    "sgd": train(sgd(0.1)),
    "momentum": train(sgd(0.02, momentum=0.9)),
    "nesterov": train(sgd(0.02, momentum=0.9, nesterov=True)),
    "nesterov with weight decay": train(sgd(0.02, momentum=0.9, nesterov=True, weight_decay=0.02)),
    # Keras decays before Adam's update, we after it, from the same weights: the sum is the same.
    "adamw": train(adamw(0.005, weight_decay=0.02)),
    "constant": train(sgd(), rate=lambda step: PEAK * min(1, (step + 1) / 40)),
    "cosine": train(sgd(schedules.CosineDecay(PEAK, STEPS))),
    "cosine, adamw": train(adamw(schedules.CosineDecay(0.01, STEPS), weight_decay=0.02)),
    "step": train(sgd(schedules.PiecewiseConstantDecay([99, 149], [PEAK, PEAK / 10, PEAK / 100]))),
    "oneCycle": train(sgd(), rate=one_cycle),
    "clipping": train(sgd(0.02, momentum=0.9, nesterov=True, global_clipnorm=0.2)),
    "label smoothing": train(sgd(0.02, momentum=0.9, nesterov=True), smoothing=0.1),
    "averaged weights": train(sgd(0.02, momentum=0.9, nesterov=True), ema=0.95),
    "batch norm of long memory": train(sgd(0.02, momentum=0.9, nesterov=True), momentum=0.995),
    "auxiliary classifier": train(sgd(0.02, momentum=0.9, nesterov=True), auxiliary=0.4),
    "teacher": train(sgd(0.02, momentum=0.9, nesterov=True), teacher=(0.7, 3.0)),
    "regression": train(sgd(0.02, momentum=0.9, nesterov=True), regression=True),
}
lines = ",\n".join(f'  "{name}": {json.dumps(case)}' for name, case in cases.items())
pathlib.Path(__file__).with_name("keras.json").write_text("{\n" + lines + "\n}\n")
