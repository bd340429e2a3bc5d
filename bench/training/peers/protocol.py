"""How the driver talks with a peer: one JSON line a turn, in and out (see ../trainer.ts)."""

import json
import os
import sys
import time

import numpy as np


def config():
    """The job, as the driver wrote it on the command line."""
    return json.loads(sys.argv[1])


def data(job):
    """Features (uint8 pixels or int32 tokens) and int32 labels."""
    return tuple(np.load(os.path.join(job["data"], f"{part}.npy")) for part in ("features", "labels"))


def serve(parameters, run):
    """Answers turns until the input ends. `run(seconds)` trains about so long: (examples, mean loss)."""
    print(json.dumps({"parameters": parameters}), flush=True)
    for line in sys.stdin:
        seconds = json.loads(line)["seconds"]
        cpu, begun = time.process_time(), time.perf_counter()
        examples, loss = run(seconds)
        took = {"seconds": time.perf_counter() - begun, "cpu": time.process_time() - cpu}
        print(json.dumps({"examples": examples, "loss": loss, **took}), flush=True)
