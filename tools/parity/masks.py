"""Makes the cases of learned masks: tiny networks with the inputs and outputs of the published ones, pictures, and
what the reference front end (Pillow's Lanczos, numpy) makes of them.

    python tools/parity/masks.py priors/src/test/resources/org/drag4d/priors/neural

Made with python 3.11.7, onnx 1.23.2, onnxruntime 1.32.0, numpy 2.4.6, pillow 13.0.0; seed 7.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

FOLDER = Path(sys.argv[1])


def network(side, name, logits):
    """One 5x5 convolution (stride 1), then a sigmoid unless logits; a second output that nobody may take."""
    rng = np.random.default_rng(7)
    weights = {
        "w": (rng.standard_normal((1, 3, 5, 5)) * 0.2).astype(np.float32),
        "b": np.array([-0.1], np.float32),
    }
    nodes = [helper.make_node("Conv", ["input", "w", "b"], ["conv"], pads=[2, 2, 2, 2])]
    nodes += [helper.make_node("Identity" if logits else "Sigmoid", ["conv"], ["first"])]
    nodes += [helper.make_node("Neg", ["first"], ["second"])]
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, side, side])],
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, [1, 1, side, side]) for n in ("first", "second")],
        [numpy_helper.from_array(v, k) for k, v in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, FOLDER / f"{name}.onnx")


def mask(picture, name, side, mean, deviation, logits):
    """What the published front end does: Lanczos, division by the largest value, min and max, Lanczos back."""
    square = np.array(picture.convert("RGB").resize((side, side), Image.Resampling.LANCZOS))
    square = square / max(np.max(square), 1e-6)
    x = ((square - mean) / deviation).transpose(2, 0, 1)[None].astype(np.float32)
    session = onnxruntime.InferenceSession(str(FOLDER / f"{name}.onnx"))
    y = session.run(None, {"input": x})[0][:, 0]
    if logits:
        y = 1 / (1 + np.exp(-y))
    y = np.squeeze((y - y.min()) / (y.max() - y.min()))
    small = Image.fromarray((y * 255).astype("uint8"), mode="L")
    small.resize(picture.size, Image.Resampling.LANCZOS).save(FOLDER / f"{name}-mask.png")


def main():
    rng = np.random.default_rng(7)
    y, x = np.mgrid[0:75, 0:118]
    waves = [np.sin(x / (5 + 2 * c) + c) * np.cos(y / (7 - c)) for c in range(3)]
    picture = np.stack(waves, -1) * 80 + 120 + rng.integers(-20, 20, (75, 118, 3))
    picture = Image.fromarray(np.clip(picture, 0, 230).astype("uint8"))
    picture.save(FOLDER / "picture.png")
    imagenet = (np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225]))
    half = (np.full(3, 0.5), np.ones(3))
    for name, side, (mean, deviation), logits in (
        ("u2netp", 320, imagenet, False),
        ("isnet-general-use", 1024, half, False),
        ("birefnet-general-lite", 1024, imagenet, True),
    ):
        network(side, name, logits)
        mask(picture, name, side, mean, deviation, logits)


main()
