"""Trains some of the candidates with KerasTuner, each a trial: build, three epochs, evaluation, weights saved."""

import json
import os
import sys

import keras
import keras_tuner
import numpy as np
from keras import layers

folder, candidates = sys.argv[1], json.loads(sys.argv[2])


def load(split):
    features = np.load(os.path.join(folder, f"{split}-features.npy")).astype("float32") / 255
    return features, np.load(os.path.join(folder, f"{split}-labels.npy"))


train, validation = load("train"), load("validation")


def build(hp):
    candidate = candidates[hp.Int("candidate", 0, len(candidates) - 1)]
    filters, kernel = candidate["filters"], candidate["kernel"]

    def conv(width, size, strides=1):
        return layers.Conv2D(width, size, strides, "same", use_bias=False, kernel_initializer="he_normal")

    def activated(x):
        return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))

    inputs = layers.Input((28, 28, 1))
    x = activated(conv(filters, 3, 2)(inputs))
    for block in range(candidate["blocks"]):
        width, strides = filters * 2**block, 1 if block == 0 else 2
        if candidate["separable"]:
            he = keras.initializers.RandomNormal(stddev=(2 / kernel**2) ** 0.5)
            x = layers.DepthwiseConv2D(kernel, strides, "same", use_bias=False, depthwise_initializer=he)(x)
            x = activated(conv(width, 1)(x))
        else:
            x = activated(conv(width, kernel, strides)(x))
    model = keras.Model(inputs, layers.Dense(10)(layers.GlobalAveragePooling2D()(x)))
    steps = 3 * (len(train[1]) // 32)
    schedule = keras.optimizers.schedules.CosineDecay(0.0, steps, warmup_target=0.05, warmup_steps=steps // 10)
    model.compile(
        keras.optimizers.SGD(schedule, momentum=0.9, nesterov=True),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


tuner = keras_tuner.GridSearch(build, "val_accuracy", max_trials=len(candidates), directory=folder, project_name=sys.argv[3])
tuner.search(*train, epochs=3, batch_size=32, validation_data=validation, verbose=0)
trials = tuner.oracle.trials.values()
print(json.dumps({"accuracies": [trial.score for trial in trials]}))
