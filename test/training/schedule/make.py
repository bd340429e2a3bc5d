"""Learning rates of PyTorch's schedulers, for ../schedule.test.ts: python make.py (torch 2.15)"""
import json
from pathlib import Path

import torch
from torch.optim.lr_scheduler import MultiStepLR, OneCycleLR

PEAK = 0.4


def rates(make, steps):
    optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=PEAK)
    scheduler = make(optimiser)
    found = []
    for _ in range(steps):
        found.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        if len(found) < steps:
            scheduler.step()
    return found


cases = [
    {
        "schedule": "oneCycle",
        "warmup": warmup,
        "rates": rates(
            lambda o: OneCycleLR(o, PEAK, total_steps=steps, pct_start=warmup, cycle_momentum=False), steps
        ),
    }
    for steps, warmup in [(20, 0.3), (10, 0.0), (7, 0.5), (8, 1.0)]
]
cases.append(
    {
        "schedule": "step",
        "warmup": 0,
        "rates": rates(lambda o: MultiStepLR(o, [10, 15], 0.1), 20),
    }
)
Path(__file__).with_name("pytorch.json").write_text(json.dumps(cases) + "\n")
