"""Writes operations.json: what PIL makes of small images with the operations of RandAugment.

    pip install pillow==13.0.0 numpy && python test/engine/augment/pil/make.py

Images are bytes, row by row, channels last, as base64.
"""
import base64
import json
import pathlib

import numpy
from PIL import Image, ImageEnhance, ImageOps

HEIGHT, WIDTH = 17, 16


def images():
    random = numpy.random.default_rng(1)
    y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH]
    slope = 40 + 4 * x + 5 * y
    grey = slope + random.integers(-30, 30, slope.shape)
    colour = numpy.stack([grey, 90 + 6 * x - 2 * y, random.integers(20, 200, slope.shape)], axis=-1)
    flat = numpy.full((HEIGHT, WIDTH, 3), [12, 0, 255])
    return {
        "grey": numpy.clip(grey, 0, 255).astype(numpy.uint8)[..., None],
        "colour": numpy.clip(colour, 0, 255).astype(numpy.uint8),
        "flat": flat.astype(numpy.uint8),
    }


def moved(affine):
    return lambda image: image.transform(image.size, Image.Transform.AFFINE, affine)


def cases():
    yield "autocontrast", 0, ImageOps.autocontrast
    yield "equalize", 0, ImageOps.equalize
    for threshold in (26, 140, 256):
        yield "solarize", threshold, lambda image: ImageOps.solarize(image, threshold)
    for bits in (8, 5, 1):
        yield "posterize", 2 ** (8 - bits), lambda image: ImageOps.posterize(image, bits)
    for name in ("Color", "Contrast", "Brightness", "Sharpness"):
        for factor in (0.19, 1.81):
            yield name.lower(), factor, lambda image: getattr(ImageEnhance, name)(image).enhance(factor)
    for degrees in (-27, 8):
        yield "rotate", degrees, lambda image: image.rotate(degrees)
    for shear in (-0.27, 0.13):
        yield "shearX", shear, moved((1, shear, 0, 0, 1, 0))
        yield "shearY", shear, moved((1, 0, 0, shear, 1, 0))
    for pixels in (-5, 3):
        yield "translateX", pixels, moved((1, 0, pixels, 0, 1, 0))
        yield "translateY", pixels, moved((1, 0, 0, 0, 1, pixels))


def text(array):
    return base64.b64encode(array.tobytes()).decode()


def main():
    inputs = images()
    results = []
    for operation, amount, apply in cases():
        for name, array in inputs.items():
            if name == "flat" and operation not in ("autocontrast", "equalize", "contrast"):
                continue
            image = Image.fromarray(array.squeeze())
            result = numpy.asarray(apply(image)).reshape(array.shape)
            results.append({"operation": operation, "amount": amount, "image": name, "result": text(result)})
    document = {
        "height": HEIGHT,
        "width": WIDTH,
        "images": {name: {"channels": array.shape[2], "bytes": text(array)} for name, array in inputs.items()},
        "cases": results,
    }
    pathlib.Path(__file__).with_name("operations.json").write_text(json.dumps(document, indent=1) + "\n")


main()
