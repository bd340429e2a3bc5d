"""Writes reports.json: answers of a random classifier and a random regression, and what scikit-learn says of them.

python3 -m pip install scikit-learn==1.9.1 && python3 test/training/metrics/reports.py && npx biome format --write test/training/metrics
"""

import json
import pathlib

import numpy as np
from sklearn import metrics


def expected_calibration_error(confidences, right, bins=15):
    """As the authors' temperature_scaling.py (github.com/gpleiss/temperature_scaling) works it out."""
    edges = np.linspace(0, 1, bins + 1)
    error = 0.0
    for lower, upper in zip(edges[:-1], edges[1:]):
        inside = (confidences > lower) & (confidences <= upper)
        if inside.any():
            error += abs(right[inside].mean() - confidences[inside].mean()) * inside.mean()
    return error


def classification(name, seed, count, classes, sharpness, used):
    """`used`: how many of the classes have examples."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, used, count)
    logits = rng.normal(size=(count, classes))
    logits[np.arange(count), labels] += 1
    logits = np.round(logits * sharpness, 2).astype(np.float32)
    exponentials = np.exp(logits.astype(np.float64) - logits.max(1, keepdims=True))
    probabilities = exponentials / exponentials.sum(1, keepdims=True)
    answers = logits.argmax(1)
    every = np.arange(classes)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        labels, answers, labels=every, zero_division=0
    )
    one_hot = np.eye(classes)[labels]
    return {
        "name": name,
        "classes": classes,
        "logits": [round(float(each), 2) for each in logits.ravel()],
        "labels": labels.tolist(),
        "accuracy": metrics.accuracy_score(labels, answers),
        "top5": metrics.top_k_accuracy_score(labels, logits, k=5, labels=every) if classes >= 10 else None,
        "macroF1": metrics.f1_score(labels, answers, average="macro", zero_division=0),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "support": support.tolist(),
        "confusion": metrics.confusion_matrix(labels, answers, labels=every).tolist(),
        "nll": metrics.log_loss(labels, probabilities, labels=every),
        "brier": float(((probabilities - one_hot) ** 2).sum(1).mean()),
        "expectedError": expected_calibration_error(probabilities.max(1), (answers == labels).astype(float)),
    }


def regression():
    rng = np.random.default_rng(4)
    labels = np.round(rng.normal(20, 8, 60), 3)
    answers = np.round(labels + rng.normal(1, 4, 60), 3)
    return {
        "labels": labels.tolist(),
        "answers": answers.tolist(),
        "mse": metrics.mean_squared_error(labels, answers),
        "rmse": metrics.root_mean_squared_error(labels, answers),
        "mae": metrics.mean_absolute_error(labels, answers),
        "r2": metrics.r2_score(labels, answers),
    }


written = {
    "classification": [
        classification("three classes", 1, 90, 3, 1, 3),
        classification("twelve classes", 2, 80, 12, 2, 12),
        classification("classes without examples, sure of itself", 3, 60, 5, 8, 3),
    ],
    "regression": regression(),
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(written))
