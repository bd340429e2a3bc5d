"""The benchmark's networks as a Keras user writes them. Each gives logits."""

import keras
from keras import layers


def small_cnn(job):
    def conv(filters, kernel, strides=1):
        return layers.Conv2D(filters, kernel, strides=strides, padding="same", use_bias=False)

    def activated():
        return [layers.BatchNormalization(), layers.ReLU()]

    return keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            conv(16, 3),
            *activated(),
            conv(32, 3, 2),
            *activated(),
            conv(32, 3),
            *activated(),
            layers.DepthwiseConv2D(3, padding="same", use_bias=False),
            *activated(),
            conv(64, 1),
            *activated(),
            layers.GlobalAveragePooling2D(),
            layers.Dense(10),
        ]
    )


def nasbench201(job):
    """ReLU, convolution, batch norm on each edge; edges of node 1, 2 and 3 as in ../networks/nasbench201.ts."""

    def operation(x, filters, kernel, strides=1):
        x = layers.Conv2D(filters, kernel, strides=strides, padding="same", use_bias=False)(layers.ReLU()(x))
        return layers.BatchNormalization()(x)

    def cell(x, filters):
        first = operation(x, filters, 3)
        second = layers.Add()([operation(x, filters, 3), operation(first, filters, 3)])
        return layers.Add()([x, operation(first, filters, 3), operation(second, filters, 1)])

    def reduction(x, filters):
        a = operation(operation(x, filters, 3, 2), filters, 3)
        shortcut = layers.Conv2D(filters, 1, use_bias=False)(layers.AveragePooling2D(2)(x))
        return layers.Add()([a, shortcut])

    inputs = layers.Input((32, 32, 3))
    x = layers.BatchNormalization()(layers.Conv2D(16, 3, padding="same", use_bias=False)(inputs))
    for stage in range(3):
        if stage > 0:
            x = reduction(x, 16 * 2**stage)
        for _ in range(5):
            x = cell(x, 16 * 2**stage)
    x = layers.ReLU()(layers.BatchNormalization()(x))
    return keras.Model(inputs, layers.Dense(10)(layers.GlobalAveragePooling2D()(x)))


def mobilenet_v3_small(job):
    return keras.applications.MobileNetV3Small(
        input_shape=(96, 96, 3),
        weights=None,
        classes=10,
        dropout_rate=0,
        include_preprocessing=False,
        classifier_activation=None,
    )


class Positions(layers.Layer):
    """Adds what is learnt of each place."""

    def build(self, shape):
        self.table = self.add_weight(shape=shape[1:], initializer="uniform", name="table")

    def call(self, x):
        return x + self.table


def transformer(job):
    inputs = layers.Input((48,), dtype="int32")
    x = Positions()(layers.Embedding(10000, 64)(inputs))
    x = layers.LayerNormalization(epsilon=1e-6)(x + layers.MultiHeadAttention(4, 16)(x, x))
    forward = layers.Dense(64)(layers.Dense(128, activation="relu")(x))
    x = layers.LayerNormalization(epsilon=1e-6)(x + forward)
    return keras.Model(inputs, layers.Dense(10)(layers.GlobalAveragePooling1D()(x)))


NETWORKS = {
    "smallCnn": small_cnn,
    "nasbench201": nasbench201,
    "mobileNetV3Small": mobilenet_v3_small,
    "transformer": transformer,
}
