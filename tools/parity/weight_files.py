"""Writes the small weight files under nets/src/test/resources/weights with PyTorch itself.

Needs: torch (made with 1.13; any later one does), numpy
Run:   python tools/parity/weight_files.py nets/src/test/resources/weights
"""

import collections
import pathlib
import sys

import torch


class Foreign:
    """A class that the reader cannot know, as Lightning checkpoints hold them."""

    def __init__(self):
        self.weights = {"hidden": torch.tensor([7.0])}
        self.note = "never loaded"


def numbers(*shape):
    count = 1
    for size in shape:
        count *= size
    return (torch.arange(count, dtype=torch.float32) * 0.5 - 3).reshape(shape)


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    layer = torch.nn.Linear(3, 2)
    with torch.no_grad():
        layer.weight.copy_(numbers(2, 3))
        layer.bias.copy_(numbers(2))
    torch.save(layer.state_dict(), folder / "state_dict.pt")  # OrderedDict with _metadata
    base = numbers(4, 6)
    torch.save(
        {
            "state_dict": collections.OrderedDict(
                [
                    ("model.parameter", torch.nn.Parameter(numbers(2, 2))),
                    ("model.transposed", base.t()),
                    ("model.slice", base[1:3, ::2]),
                    ("model.half", numbers(5).half()),
                    ("model.bfloat", numbers(5).bfloat16()),
                    ("model.double", numbers(5).double()),
                    ("model.long", torch.tensor([1, -2, 1 << 40])),
                    ("model.bool", torch.tensor([True, False])),
                    ("model.scalar", torch.tensor(2.5)),
                    ("model.empty", torch.zeros(0, 3)),
                ]
            ),
            "epoch": 12,
            "lr": 1e-4,
            "names": ["a", ("b", None)],
            "callbacks": Foreign(),
            "optimizer_states": [{"state": {0: {"exp_avg": numbers(3)}}}],
        },
        folder / "lightning.ckpt",
    )
    torch.save({"weight": numbers(3)}, folder / "legacy.pth", _use_new_zipfile_serialization=False)


main(sys.argv[1])
