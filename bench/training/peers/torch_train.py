"""Trains a network with PyTorch, eager or compiled, in turns."""

import os
import time

import torch
import torch.nn.functional as F
from protocol import config, data, serve
from torch_networks import NETWORKS

job = config()
options = job["options"]
torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
torch.manual_seed(1)
# As TensorFlow does.
torch.set_flush_denormal(True)
features, labels = data(job)
batch = job["batch"]
images = features.dtype == "uint8"
layout = torch.channels_last if options.get("layout") == "channelsLast" else torch.contiguous_format
features, labels = torch.from_numpy(features), torch.from_numpy(labels).long()
if images:
    features = features.permute(0, 3, 1, 2).contiguous(memory_format=layout)

model = NETWORKS[job["network"]]()
if images:
    model = model.to(memory_format=layout)
optimiser = torch.optim.SGD(
    model.parameters(), job["learningRate"], momentum=job["momentum"], nesterov=True, fused=True
)
parameters = sum(p.numel() for p in model.parameters())
if options.get("compile"):
    model = torch.compile(model)


def augment(x):
    """Flip and pad-crop of a batch, each image for itself."""
    if job["flip"]:
        flipped = torch.rand(batch) < 0.5
        x = torch.where(flipped[:, None, None, None], x.flip(3), x)
    if job["crop"]:
        crop = job["crop"]
        height, width = x.shape[2:]
        padded = F.pad(x, (crop, crop, crop, crop)).permute(0, 2, 3, 1)
        rows = torch.randint(0, 2 * crop + 1, (batch, 1)) + torch.arange(height)
        columns = torch.randint(0, 2 * crop + 1, (batch, 1)) + torch.arange(width)
        cropped = padded[torch.arange(batch)[:, None, None], rows[:, :, None], columns[:, None, :]]
        x = cropped.permute(0, 3, 1, 2)
    return x


def batches():
    while True:
        order = torch.randperm(len(labels))
        for i in range(0, len(labels) - batch + 1, batch):
            picked = order[i : i + batch]
            yield features[picked], labels[picked]


stream = batches()


def step():
    x, y = next(stream)
    if images:
        x = augment(x).contiguous(memory_format=layout).float() / 255
    loss = F.cross_entropy(model(x), y)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    optimiser.step()
    return loss.detach()


def run(seconds):
    model.train()
    begun = time.perf_counter()
    losses = []
    while time.perf_counter() - begun < seconds:
        losses.append(step())
    return len(losses) * batch, float(torch.stack(losses).mean())


serve(parameters, run)
