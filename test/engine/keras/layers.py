"""Writes the reference values beside it: values and gradients of layers by Keras 3 on TensorFlow, in double precision.

    python test/engine/keras/layers.py     (keras 3.15.1, tensorflow-cpu 2.21.0)
"""

import keras
import numpy as np
import tensorflow as tf
from keras import ops
from reference import case, write

IMAGE = (5, 4, 2)
WIDE = (6, 5, 4)


def conv(shape, filters, kernel, stride=1, bias=True, dilation=1, groups=1):
    sides = (kernel, kernel) if isinstance(kernel, int) else tuple(kernel)
    layer = dict(op="conv2d", filters=filters, kernel=kernel, stride=stride, bias=bias)
    if dilation > 1:
        layer["dilation"] = dilation
    if groups > 1:
        layer["groups"] = groups
    weights = [("kernel", (*sides, shape[-1] // groups, filters))] + [("bias", (filters,))] * bias

    def function(inputs, values):
        kernel = values["kernel"]
        # Keras has no stride with dilation: there, a kernel with zeros between its taps.
        apart = dilation if stride > 1 else 1
        y = ops.conv(inputs[0], spread(kernel, apart), stride, "same", dilation_rate=dilation // apart)
        return y + values["bias"] if bias else y

    name = f"conv2d {'x'.join(map(str, sides))} /{stride} dilation {dilation} groups {groups} on {shape}"
    return case(name, layer, [shape], function, weights)


def spread(kernel, dilation):
    height, width, *channels = kernel.shape
    grid = tf.reshape(kernel, (height, 1, width, 1, *channels))
    grid = tf.pad(grid, [[0, 0], [0, dilation - 1], [0, 0], [0, dilation - 1], [0, 0], [0, 0]])
    grid = tf.reshape(grid, (height * dilation, width * dilation, *channels))
    return grid[: (height - 1) * dilation + 1, : (width - 1) * dilation + 1]


def depthwise(shape, kernel, stride=1, bias=True, dilation=1):
    layer = dict(op="depthwiseConv2d", kernel=kernel, stride=stride, bias=bias)
    if dilation > 1:
        layer["dilation"] = dilation
    weights = [("kernel", (kernel, kernel, shape[-1], 1))] + [("bias", shape[-1:])] * bias

    def function(inputs, values):
        kernel = spread(values["kernel"], dilation) if stride > 1 else values["kernel"]
        rate = 1 if stride > 1 else dilation
        y = ops.depthwise_conv(inputs[0], kernel, stride, "same", dilation_rate=rate)
        return y + values["bias"] if bias else y

    name = f"depthwiseConv2d {kernel}x{kernel} /{stride} dilation {dilation} on {shape}"
    return case(name, layer, [shape], function, weights)


def transposed(shape, filters, kernel, stride, bias=True):
    layer = dict(op="transposedConv2d", filters=filters, kernel=kernel, stride=stride, bias=bias)
    weights = [("kernel", (kernel, kernel, filters, shape[-1]))] + [("bias", (filters,))] * bias

    def function(inputs, values):
        y = ops.conv_transpose(inputs[0], values["kernel"], stride, "same")
        return y + values["bias"] if bias else y

    return case(f"transposedConv2d {kernel}x{kernel} x{stride} on {shape}", layer, [shape], function, weights)


def batch_norm(shape, training):
    axes = list(range(len(shape)))
    weights = [(name, shape[-1:]) for name in ("gamma", "beta", "mean", "variance")]

    def function(inputs, values):
        mean, variance = ops.moments(inputs[0], axes) if training else (values["mean"], values["variance"])
        return ops.batch_normalization(
            inputs[0], mean, variance, -1, values["beta"], values["gamma"], epsilon=1e-3
        )

    name = f"batchNorm in {'training' if training else 'inference'} on {shape}"
    # Two numbers normalised are 1 and -1 whatever they were: their gradient is nothing but rounding.
    found = case(name, dict(op="batchNorm"), [shape], function, weights, training=training, batch=6)
    for moving in ("mean", "variance"):
        found["weightGradients"].pop(moving, None)
    return found


def layer_norm(shape):
    def function(inputs, values):
        return ops.layer_normalization(inputs[0], values["gamma"], values["beta"], epsilon=1e-6)

    weights = [("gamma", shape[-1:]), ("beta", shape[-1:])]
    return case(f"layerNorm on {shape}", dict(op="layerNorm"), [shape], function, weights)


def group_norm(shape, groups):
    norm = keras.layers.GroupNormalization(groups)
    norm.build((None, *shape))

    def function(inputs, values):
        norm.gamma, norm.beta = values["gamma"], values["beta"]
        return norm.call(inputs[0])

    norm._tracker.unlock()
    weights = [("gamma", shape[-1:]), ("beta", shape[-1:])]
    return case(f"groupNorm {groups} on {shape}", dict(op="groupNorm", groups=groups), [shape], function, weights)


ACTIVATIONS = dict(
    relu="relu",
    relu6="relu6",
    leakyRelu="leaky_relu",
    elu="elu",
    selu="selu",
    swish="silu",
    hardSwish="hard_silu",
    gelu="gelu",
    mish="mish",
    softplus="softplus",
    sigmoid="sigmoid",
    hardSigmoid="hard_sigmoid",
    tanh="tanh",
    softmax="softmax",
)


def activation(fn):
    function = getattr(keras.activations, ACTIVATIONS[fn])
    return case(fn, dict(op="activation", fn=fn), [(4, 3, 2)], lambda inputs, _: function(inputs[0]), scale=4)


def pool(op, shape, kernel, stride):
    function = ops.max_pool if op == "maxPool" else ops.average_pool
    layer = dict(op=op, kernel=kernel, stride=stride)
    name = f"{op} {kernel}x{kernel} /{stride} on {shape}"
    return case(name, layer, [shape], lambda inputs, _: function(inputs[0], kernel, stride, "same"))


def dense(shape, units, bias=True):
    weights = [("kernel", (shape[-1], units))] + [("bias", (units,))] * bias

    def function(inputs, values):
        y = ops.matmul(inputs[0], values["kernel"])
        return y + values["bias"] if bias else y

    return case(f"dense on {shape}", dict(op="dense", units=units, bias=bias), [shape], function, weights)


def plain(name, layer, shapes, function, scale=1):
    return case(name, layer, shapes, lambda inputs, _: function(*inputs), scale=scale)


def resize(shape, factor, method):
    layer = dict(op="resize", factor=factor, method=method)
    up = keras.layers.UpSampling2D(factor, interpolation=method)
    return plain(f"resize x{factor} {method} on {shape}", layer, [shape], up)


def shuffle(x, groups):
    parts = ops.reshape(x, (*x.shape[:-1], groups, -1))
    return ops.reshape(ops.swapaxes(parts, -1, -2), x.shape)


write(
    "convolution.json",
    [
        conv(IMAGE, 3, 3),
        conv(IMAGE, 3, 3, stride=2, bias=False),
        conv(IMAGE, 3, 2, stride=2),
        conv(IMAGE, 3, 1, stride=2),
        conv(IMAGE, 3, (1, 3)),
        conv(IMAGE, 3, (3, 1), stride=2),
        conv(IMAGE, 3, 3, dilation=2),
        conv(IMAGE, 3, (1, 3), dilation=2),
        conv(WIDE, 3, 3, stride=2, dilation=2),
        conv(WIDE, 4, 3, groups=2),
        conv(WIDE, 8, 1, groups=4),
        conv(WIDE, 6, 3, stride=2, groups=2),
        conv(WIDE, 4, 3, groups=4, dilation=2, bias=False),
    ],
)
write(
    "depthwise.json",
    [
        depthwise(IMAGE, 3),
        depthwise(IMAGE, 3, stride=2, bias=False),
        depthwise(IMAGE, 5, stride=2),
        depthwise(IMAGE, 3, dilation=2),
        depthwise(WIDE, 3, dilation=2, bias=False),
        depthwise(WIDE, 5, dilation=2),
        depthwise(IMAGE, 3, dilation=3),
        depthwise(IMAGE, 2, dilation=2),
        depthwise(IMAGE, 3, stride=2, dilation=2),
        depthwise(WIDE, 3, stride=2, dilation=2, bias=False),
        depthwise(WIDE, 5, stride=2, dilation=2),
        depthwise(WIDE, 3, stride=3, dilation=3),
    ],
)
write(
    "transposed.json",
    [
        transposed((3, 2, 2), 3, 3, 1),
        transposed((3, 2, 2), 3, 2, 2),
        transposed((3, 2, 2), 3, 3, 2, bias=False),
        transposed((3, 2, 2), 2, 4, 2),
        transposed((3, 2, 2), 2, 5, 2),
        transposed((3, 2, 2), 2, 2, 3),
        transposed((3, 2, 2), 2, 5, 3),
    ],
)
write(
    "normalisation.json",
    [
        *[batch_norm(shape, training) for shape in [(6,), (5, 4), (3, 4, 4)] for training in [True, False]],
        *[layer_norm(shape) for shape in [(6,), (5, 4), (3, 4, 4)]],
        group_norm((3, 4, 6), 3),
        group_norm((3, 4, 6), 1),
        group_norm((3, 4, 6), 6),
        group_norm((5, 6), 2),
    ],
)
write("activation.json", [activation(fn) for fn in ACTIVATIONS])
write(
    "pooling.json",
    [
        *[
            pool(op, IMAGE, kernel, stride)
            for op in ("maxPool", "avgPool")
            for kernel, stride in [(2, 1), (2, 2), (3, 1), (3, 2), (1, 2)]
        ],
        plain("globalAvgPool", dict(op="globalAvgPool"), [IMAGE], lambda x: ops.mean(x, (1, 2))),
        plain("globalMaxPool", dict(op="globalMaxPool"), [IMAGE], lambda x: ops.max(x, (1, 2))),
        plain("globalMaxPool of equal numbers", dict(op="globalMaxPool"), [IMAGE], lambda x: ops.max(x, (1, 2)), scale=0),
    ],
)
write(
    "shaping.json",
    [
        dense((6,), 3),
        dense((5, 4), 3, bias=False),
        dense((3, 2, 4), 3),
        plain("flatten", dict(op="flatten"), [(2, 3, 2)], lambda x: ops.reshape(x, (2, -1))),
        plain("reshape", dict(op="reshape", shape=[3, 4]), [(2, 3, 2)], lambda x: ops.reshape(x, (2, 3, 4))),
        plain("add", dict(op="add"), [(3, 2)] * 3, lambda a, b, c: a + b + c),
        plain("multiply", dict(op="multiply"), [(3, 2)] * 2, ops.multiply),
        plain("scale", dict(op="scale"), [(3, 2, 4), (4,)], lambda x, gate: x * gate[:, None, None, :]),
        plain("concat", dict(op="concat"), [(3, 2), (3, 4)], lambda a, b: ops.concatenate([a, b], -1)),
        plain("concat rows", dict(op="concat", axis=0), [(3, 2), (1, 2)], lambda a, b: ops.concatenate([a, b], 1)),
        *[resize((3, 2, 2), factor, method) for factor in (1, 2, 3) for method in ("nearest", "bilinear")],
        resize((1, 4, 2), 2, "bilinear"),
        plain(
            "pad",
            dict(op="pad", top=1, bottom=2, left=0, right=3),
            [(3, 2, 2)],
            keras.layers.ZeroPadding2D(((1, 2), (0, 3))),
        ),
        plain("slice of an image", {"op": "slice", "from": 1, "size": 3}, [(3, 2, 6)], lambda x: x[..., 1:4]),
        plain("slice of features", {"op": "slice", "from": 2, "size": 4}, [(6,)], lambda x: x[..., 2:6]),
        *[
            plain(f"channelShuffle {n}", dict(op="channelShuffle", groups=n), [(3, 2, 6)], lambda x, n=n: shuffle(x, n))
            for n in (2, 3)
        ],
    ],
)
