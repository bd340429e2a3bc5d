"""The benchmark's networks as a PyTorch user writes them. Each gives logits."""

import torch
import torch.nn.functional as F
from torch import nn


def norm(channels):
    return nn.BatchNorm2d(channels, eps=1e-3, momentum=0.01)


def conv(ins, outs, kernel, stride=1, groups=1):
    return nn.Conv2d(ins, outs, kernel, stride, kernel // 2, groups=groups, bias=False)


class Classifier(nn.Module):
    """Features, pooling, dense."""

    def __init__(self, features, head):
        super().__init__()
        self.features, self.head = features, head

    def forward(self, x):
        return self.head(self.features(x).mean((2, 3)))


def small_cnn():
    def unit(layer, channels):
        return nn.Sequential(layer, norm(channels), nn.ReLU(inplace=True))

    return Classifier(
        nn.Sequential(
            unit(conv(1, 16, 3), 16),
            unit(conv(16, 32, 3, 2), 32),
            unit(conv(32, 32, 3), 32),
            unit(conv(32, 32, 3, groups=32), 32),
            unit(conv(32, 64, 1), 64),
        ),
        nn.Linear(64, 10),
    )


class Operation(nn.Sequential):
    """ReLU, convolution, batch norm. The ReLU is not in place: others read its input."""

    def __init__(self, ins, outs, kernel, stride=1):
        super().__init__(nn.ReLU(), conv(ins, outs, kernel, stride), norm(outs))


class Cell(nn.Module):
    """The cell of ../networks/nasbench201.ts."""

    def __init__(self, channels):
        super().__init__()
        self.edge10, self.edge20, self.edge21, self.edge31 = (Operation(channels, channels, 3) for _ in range(4))
        self.edge32 = Operation(channels, channels, 1)

    def forward(self, x):
        first = self.edge10(x)
        second = self.edge20(x) + self.edge21(first)
        return x + self.edge31(first) + self.edge32(second)


class Reduction(nn.Module):
    def __init__(self, ins, outs):
        super().__init__()
        self.main = nn.Sequential(Operation(ins, outs, 3, 2), Operation(outs, outs, 3))
        self.shortcut = nn.Sequential(nn.AvgPool2d(2), conv(ins, outs, 1))

    def forward(self, x):
        return self.main(x) + self.shortcut(x)


def nasbench201():
    blocks = [conv(3, 16, 3), norm(16)]
    for stage in range(3):
        width = 16 * 2**stage
        blocks += [Reduction(width // 2, width)] if stage > 0 else []
        blocks += [Cell(width) for _ in range(5)]
    return Classifier(nn.Sequential(*blocks, norm(64), nn.ReLU(inplace=True)), nn.Linear(64, 10))


class SqueezeExcite(nn.Module):
    def __init__(self, channels):
        super().__init__()
        rounded = max(8, int(channels / 4 + 4) // 8 * 8)
        inner = rounded + 8 if rounded < 0.9 * channels / 4 else rounded
        self.reduce, self.restore = nn.Conv2d(channels, inner, 1), nn.Conv2d(inner, channels, 1)

    def forward(self, x):
        squeezed = F.relu(self.reduce(F.adaptive_avg_pool2d(x, 1)))
        return x * F.hardsigmoid(self.restore(squeezed))


class Bottleneck(nn.Module):
    def __init__(self, kernel, ins, expanded, outs, squeeze, fn, stride):
        super().__init__()
        expand = [conv(ins, expanded, 1), norm(expanded), fn()] if expanded != ins else []
        depthwise = [conv(expanded, expanded, kernel, stride, expanded), norm(expanded), fn()]
        gate = [SqueezeExcite(expanded)] if squeeze else []
        self.layers = nn.Sequential(*expand, *depthwise, *gate, conv(expanded, outs, 1), norm(outs))
        self.residual = stride == 1 and ins == outs

    def forward(self, x):
        return x + self.layers(x) if self.residual else self.layers(x)


def mobilenet_v3_small():
    """Table 2 of arXiv:1905.02244."""
    relu, swish = nn.ReLU, nn.Hardswish
    rows = [
        (3, 16, 16, True, relu, 2),
        (3, 72, 24, False, relu, 2),
        (3, 88, 24, False, relu, 1),
        (5, 96, 40, True, swish, 2),
        (5, 240, 40, True, swish, 1),
        (5, 240, 40, True, swish, 1),
        (5, 120, 48, True, swish, 1),
        (5, 144, 48, True, swish, 1),
        (5, 288, 96, True, swish, 2),
        (5, 576, 96, True, swish, 1),
        (5, 576, 96, True, swish, 1),
    ]
    layers, ins = [conv(3, 16, 3, 2), norm(16), swish()], 16
    for kernel, expanded, outs, squeeze, fn, stride in rows:
        layers.append(Bottleneck(kernel, ins, expanded, outs, squeeze, fn, stride))
        ins = outs
    layers += [conv(96, 576, 1), norm(576), swish()]
    return Classifier(nn.Sequential(*layers), nn.Sequential(nn.Linear(576, 1024), swish(), nn.Linear(1024, 10)))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(10000, 64)
        nn.init.uniform_(self.embedding.weight, -0.05, 0.05)
        self.positions = nn.Parameter(torch.randn(48, 64) * 0.05)
        self.attention = nn.MultiheadAttention(64, 4, batch_first=True)
        self.norm1, self.norm2 = nn.LayerNorm(64, eps=1e-6), nn.LayerNorm(64, eps=1e-6)
        self.forward_layers = nn.Sequential(nn.Linear(64, 128), nn.ReLU(inplace=True), nn.Linear(128, 64))
        self.head = nn.Linear(64, 10)

    def forward(self, tokens):
        x = self.embedding(tokens) + self.positions
        x = self.norm1(x + self.attention(x, x, x, need_weights=False)[0])
        x = self.norm2(x + self.forward_layers(x))
        return self.head(x.mean(1))


NETWORKS = {
    "smallCnn": small_cnn,
    "nasbench201": nasbench201,
    "mobileNetV3Small": mobilenet_v3_small,
    "transformer": Transformer,
}
