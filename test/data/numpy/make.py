"""Writes arrays.json beside it: files of NumPy, in base64. Run with NumPy: python test/data/numpy/make.py"""

import base64
import io
import json
import pathlib

import numpy as np
from numpy.lib import format as npy


def file(array, version=None):
    out = io.BytesIO()
    npy.write_array(out, array, version=version, allow_pickle=array.dtype == object)
    return out.getvalue()


def archive(save, **arrays):
    out = io.BytesIO()
    save(out, **arrays)
    return out.getvalue()


grid = np.arange(6, dtype=np.float64).reshape(2, 3)
values = np.array([0, 1, -2, 100])
small = np.array([0, 1, 2, 100])
images = np.arange(12 * 2 * 3, dtype=np.uint8).reshape(12, 2, 3)
labels = np.array(["cat", "dog"] * 6)

files = {
    **{f"signed {name}": file(values.astype(name)) for name in ["i1", "i2", "i4", "i8", "f2", "f4", "f8"]},
    **{f"unsigned {name}": file(small.astype(name)) for name in ["u1", "u2", "u4", "u8"]},
    "truth": file(np.array([True, False])),
    "bytes": file(np.array([b"cat", b"horse"])),
    "text": file(np.array(["cat", "Pferd \U0001f40e", "\u00e9"])),
    **{f"version {version}": file(grid, (version, 0)) for version in [1, 2, 3]},
    "scalar": file(np.float32(1.5)),
    "fortran": file(np.asfortranarray(grid)),
    "big": file(grid.astype(">f8")),
    "objects": file(np.array(["a", 1], dtype=object)),
    "record": file(np.zeros(2, dtype=[("a", "f4"), ("b", "i4")])),
    "complex": file(np.zeros(2, dtype=np.complex64)),
    "plain npz": archive(np.savez, x=images, y=labels, more=grid),
    "packed npz": archive(np.savez_compressed, x=images, y=labels, more=grid),
}

path = pathlib.Path(__file__).with_name("arrays.json")
path.write_text(json.dumps({name: base64.b64encode(data).decode() for name, data in files.items()}, indent=1) + "\n")
