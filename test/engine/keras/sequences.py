"""As layers.py, for the layers of sequences.

    python test/engine/keras/sequences.py     (keras 3.15.1, tensorflow-cpu 2.21.0)
"""

import keras
import tensorflow as tf
from keras import ops
from reference import case, write

LENGTH = 5
TOKENS = [[3, 1, 3, 0, 0], [0, 6, 5, 0, 2]]
MASK = [[1, 1, 1, 0, 0], [0, 1, 1, 0, 1]]
"""Padding behind, before and between tokens."""
ONE = [[1, 1, 1, 1, 1], [0, 0, 1, 0, 0]]


def embedding():
    layer = dict(op="embedding", vocabulary=7, size=3)
    return case(
        "embedding",
        layer,
        [(LENGTH,)],
        lambda inputs, values: ops.take(values["embeddings"], ops.cast(inputs[0], "int32"), 0),
        [("embeddings", (7, 3))],
        given={0: TOKENS},
    )


def positions():
    weights = [("positions", (LENGTH, 3))]
    return case(
        "positions", dict(op="positions"), [(LENGTH, 3)], lambda inputs, values: inputs[0] + values["positions"], weights
    )


def conv(length, filters, kernel, stride=1, bias=True, dilation=1):
    layer = dict(op="conv1d", filters=filters, kernel=kernel, stride=stride, bias=bias)
    if dilation > 1:
        layer["dilation"] = dilation

    def function(inputs, values):
        y = ops.conv(inputs[0], values["kernel"], stride, "same", dilation_rate=dilation)
        return y + values["bias"] if bias else y

    name = f"conv1d {kernel} /{stride} dilation {dilation} on {length}"
    weights = [("kernel", (kernel, 3, filters))] + [("bias", (filters,))] * bias
    return case(name, layer, [(length, 3)], function, weights)


def recurrent(op, units, sequence, reverse, mask):
    layer = dict(op=op, units=units, sequence=sequence)
    if reverse:
        layer["reverse"] = True
    gates = {"lstm": 4, "gru": 3}[op]
    cell = {"lstm": keras.layers.LSTM, "gru": keras.layers.GRU}[op](
        units, return_sequences=sequence, go_backwards=reverse
    )
    cell.build((2, LENGTH, 3))
    weights = [
        ("kernel", (3, gates * units)),
        ("recurrentKernel", (units, gates * units)),
        ("bias", (4 * units,) if op == "lstm" else (2, 3 * units)),
    ]

    def function(inputs, values):
        own = [values[name] for name, _ in weights]
        state = cell.non_trainable_variables
        output, _ = cell.stateless_call(own, state, inputs[0], mask=ops.cast(inputs[1], bool))
        return ops.flip(output, 1) if reverse and sequence else output

    name = f"{op} of {units}{' reversed' if reverse else ''}, {'all' if sequence else 'last'}, {mask}"
    return case(name, layer, [(LENGTH, 3), (LENGTH,)], function, weights, given={1: MASKS[mask]})


MASKS = {"some masked": MASK, "nearly none or all masked": ONE}


def attention(heads, size, causal=False, channels=4):
    layer = dict(op="attention", heads=heads, size=size)
    if causal:
        layer["causal"] = True
    width = heads * size
    weights = [
        ("kernel", (channels, 3 * width)),
        ("bias", (3 * width,)),
        ("outputKernel", (width, channels)),
        ("outputBias", (channels,)),
    ]
    whole = keras.layers.MultiHeadAttention(heads, size)
    whole.build((2, LENGTH, channels), (2, LENGTH, channels))

    def function(inputs, values):
        kernels = [tf.reshape(each, (channels, heads, size)) for each in tf.split(values["kernel"], 3, 1)]
        biases = [tf.reshape(each, (heads, size)) for each in tf.split(values["bias"], 3)]
        own = {
            **{f"{name}/kernel": kernel for name, kernel in zip(("query", "key", "value"), kernels)},
            **{f"{name}/bias": bias for name, bias in zip(("query", "key", "value"), biases)},
            "attention_output/kernel": tf.reshape(values["outputKernel"], (heads, size, channels)),
            "attention_output/bias": values["outputBias"],
        }
        ordered = [own["/".join(each.path.split("/")[-2:])] for each in whole.trainable_variables]
        mask = ops.cast(inputs[1], bool)[:, None, :]
        output, _ = whole.stateless_call(
            ordered, whole.non_trainable_variables, inputs[0], inputs[0], attention_mask=mask, use_causal_mask=causal
        )
        return output

    name = f"{'causal ' if causal else ''}attention {heads} x {size}"
    # A query without any key has scores that only double precision tells apart.
    mask = [[1, 1, 1, 0, 0], [1, 0, 1, 0, 1]] if causal else MASK
    return case(name, layer, [(LENGTH, channels), (LENGTH,)], function, weights, given={1: mask})


def pool(mode, scale=1):
    def function(inputs, _):
        mask = ops.cast(inputs[1], bool)
        if mode == "mean":
            return keras.layers.GlobalAveragePooling1D()(inputs[0], mask=mask)
        return ops.max(ops.where(mask[:, :, None], inputs[0], -1e9), 1)

    name = f"sequencePool {mode}{'' if scale else ' of equal numbers'}"
    layer = dict(op="sequencePool", mode=mode)
    return case(name, layer, [(LENGTH, 3), (LENGTH,)], function, scale=scale, given={1: MASK})


write(
    "sequences.json",
    [
        embedding(),
        positions(),
        pool("mean"),
        pool("max"),
        pool("max", scale=0),
        conv(5, 4, 3),
        conv(5, 4, 1),
        conv(6, 2, 2),
        conv(6, 2, 5, bias=False),
        conv(5, 4, 3, stride=2),
        conv(6, 4, 3, stride=2),
        conv(6, 4, 4, stride=3),
        conv(6, 4, 3, dilation=2),
        conv(5, 4, 2, dilation=3),
        attention(2, 3),
        attention(1, 4),
        attention(2, 2, causal=True),
    ],
)
write(
    "recurrent.json",
    [
        recurrent(op, units, sequence, reverse, mask)
        for op in ("lstm", "gru")
        for units, mask in [(3, "some masked"), (1, "nearly none or all masked")]
        for sequence in (True, False)
        for reverse in (False, True)
    ],
)
