"""Trains a network with Keras on TensorFlow (model.fit), in turns."""

import math

import keras
import tensorflow as tf
from keras_networks import NETWORKS
from protocol import config, data, serve

job = config()
options = job["options"]
features, labels = data(job)
batch = job["batch"]
images = features.dtype == "uint8"


def augment(image):
    """Flip and pad-crop of one image."""
    if job["flip"]:
        image = tf.image.random_flip_left_right(image)
    if job["crop"]:
        height, width, channels = image.shape
        crop = job["crop"]
        image = tf.pad(image, [[crop, crop], [crop, crop], [0, 0]])
        image = tf.image.random_crop(image, [height, width, channels])
    return image


def scale(batch_images, batch_labels):
    return tf.cast(batch_images, tf.float32) / 255.0, batch_labels


def dataset():
    examples = tf.data.Dataset.from_tensor_slices((features, labels)).cache().shuffle(len(labels)).repeat()
    if job["flip"] or job["crop"]:
        examples = examples.map(lambda image, label: (augment(image), label), num_parallel_calls=tf.data.AUTOTUNE)
    batches = examples.batch(batch, drop_remainder=True)
    if images:
        batches = batches.map(scale, num_parallel_calls=tf.data.AUTOTUNE)
    return batches.prefetch(tf.data.AUTOTUNE)


keras.utils.set_random_seed(1)
model = NETWORKS[job["network"]](job)
model.compile(
    optimizer=keras.optimizers.SGD(job["learningRate"], momentum=job["momentum"], nesterov=True),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
    jit_compile={"true": True, "false": False, "auto": "auto"}[options.get("jit", "auto")],
    steps_per_execution=options.get("stepsPerExecution", 1),
)


class Clock(keras.callbacks.Callback):
    """Ends a turn with the epoch in which its time is up."""

    def __init__(self, seconds):
        super().__init__()
        self.seconds = seconds

    def on_train_begin(self, logs=None):
        self.begun = tf.timestamp()
        self.epochs = 0
        self.losses = []

    def on_epoch_end(self, epoch, logs=None):
        self.epochs += 1
        self.losses.append(logs["loss"])
        if tf.timestamp() - self.begun >= self.seconds:
            self.model.stop_training = True


batches = dataset() if options.get("input", "dataset") == "dataset" else None
epoch = slice(job["stepsPerEpoch"] * batch)
arrays = None if batches is not None else (features[epoch].astype("float32") / (255 if images else 1), labels[epoch])


def run(seconds):
    clock = Clock(seconds)
    common = {"epochs": 10**6, "verbose": 0, "callbacks": [clock]}
    if batches is not None:
        model.fit(batches, steps_per_epoch=job["stepsPerEpoch"], **common)
        steps = job["stepsPerEpoch"]
    else:
        model.fit(*arrays, batch_size=batch, **common)
        steps = len(arrays[1]) // batch
    return clock.epochs * steps * batch, sum(clock.losses) / clock.epochs


serve(sum(math.prod(weight.shape) for weight in model.trainable_weights), run)
