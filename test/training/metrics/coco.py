"""Writes coco.json: detections of random scenes and what pycocotools says of them.

python3 -m pip install pycocotools==2.0.11 && python3 test/training/metrics/coco.py && npx biome format --write test/training/metrics
"""

import contextlib
import io
import json
import pathlib
import random

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

CLASSES = 4  # the last one has no objects


def quarter(value):
    """Quarters of a pixel are exact in binary: both sides then see the very same overlaps and areas."""
    return round(value * 4) / 4


def box(rng, size, label):
    width, height = (quarter(rng.uniform(0.5, 1.5) * size) for _ in range(2))
    left, top = quarter(rng.uniform(0, 300)), quarter(rng.uniform(0, 200))
    return [left, top, left + width, top + height, label]


def near(rng, truth, spread):
    left, top, right, bottom, label = truth
    move = lambda edge, size: quarter(edge + rng.gauss(0, spread) * size)
    moved = [move(left, right - left), move(top, bottom - top), move(right, right - left), move(bottom, bottom - top)]
    moved[2], moved[3] = max(moved[2], moved[0] + 1), max(moved[3], moved[1] + 1)
    return moved + [label]


def scene(rng, sizes, objects, noise, digits):
    """`digits` of a score: with few, many are tied."""
    truths = [box(rng, rng.choice(sizes), rng.randrange(CLASSES - 1)) for _ in range(objects)]
    found = [near(rng, truth, rng.choice([0, 0.05, 0.15])) for truth in truths for _ in range(rng.randrange(3))]
    found += [box(rng, rng.choice(sizes), rng.randrange(CLASSES)) for _ in range(noise)]
    rng.shuffle(found)
    return {"truths": truths, "detections": [each + [round(rng.random(), digits)] for each in found]}


def cases():
    rng = random.Random(1)
    sizes = [12, 40, 120]
    yield "no detections", [scene(rng, sizes, 3, 0, 2) | {"detections": []} for _ in range(2)]
    yield "no objects", [scene(rng, sizes, 0, 5, 2)]
    yield "all sizes, distinct scores", [scene(rng, sizes, 6, 3, 6) for _ in range(8)]
    yield "tied scores and empty images", [scene(rng, sizes, rng.choice([0, 4]), 2, 1) for _ in range(10)]
    yield "small objects only", [scene(rng, [10, 20], 8, 4, 3) for _ in range(4)]
    yield "large objects that overlap", [scene(rng, [120, 200], 6, 2, 2) for _ in range(5)]
    # Overlaps of exactly 1/2, 0.6, 0.75, and two equal choices.
    yield "overlaps on the threshold", [
        {
            "truths": [[0, 0, 40, 40, 0], [100, 0, 140, 40, 0], [200, 0, 240, 40, 1], [240, 0, 280, 40, 1]],
            "detections": [
                [0, 0, 40, 20, 0, 0.5],
                [100, 0, 140, 24, 0, 0.5],
                [0, 10, 40, 40, 0, 0.25],
                [220, 0, 260, 40, 1, 0.75],
                [200, 0, 240, 30, 1, 0.75],
            ],
        }
    ]
    # More than 100 detections of one class in an image: only the best 100 count.
    many = scene(rng, [30], 20, 0, 2)
    truths = [truth[:4] + [0] for truth in many["truths"]]
    copies = [near(rng, truth, 0.3) for truth in truths for _ in range(7)]
    yield "more than 100 detections", [{"truths": truths, "detections": [c + [round(rng.random(), 2)] for c in copies]}]


def annotations(scenes):
    for image, each in enumerate(scenes):
        for left, top, right, bottom, label in each["truths"]:
            width, height = right - left, bottom - top
            yield dict(image_id=image, category_id=label, bbox=[left, top, width, height], area=width * height, iscrowd=0)


def evaluate(scenes):
    coco = COCO()
    coco.dataset = {
        "info": {},
        "images": [{"id": image} for image in range(len(scenes))],
        "categories": [{"id": label} for label in range(CLASSES)],
        "annotations": [{"id": i + 1, **each} for i, each in enumerate(annotations(scenes))],
    }
    coco.createIndex()
    detections = [
        dict(image_id=image, category_id=label, bbox=[left, top, right - left, bottom - top], score=score)
        for image, each in enumerate(scenes)
        for left, top, right, bottom, label, score in each["detections"]
    ]
    found = coco.loadRes(detections) if detections else COCO()
    if not detections:
        found.dataset = coco.dataset | {"annotations": []}
        found.createIndex()
    evaluation = COCOeval(coco, found, "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    precision = evaluation.eval["precision"][:, :, :, 0, -1]
    mean = lambda values: float(values[values > -1].mean()) if (values > -1).any() else -1
    per_class = [[mean(precision[:, :, k]), mean(precision[0, :, k])] for k in range(CLASSES)]
    return {"stats": [round(float(each), 9) for each in evaluation.stats], "perClass": per_class}


with contextlib.redirect_stdout(io.StringIO()):
    written = [{"name": name, "scenes": scenes, **evaluate(scenes)} for name, scenes in cases()]
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({"classes": CLASSES, "cases": written}))
