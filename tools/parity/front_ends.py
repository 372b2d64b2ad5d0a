"""Makes the cases of networks on ONNX Runtime: tiny networks with the inputs and outputs of the published exports, and
what the reference front ends (written down here with OpenCV, Pillow, PyTorch and numpy) make of pictures with them.

    python tools/parity/front_ends.py nets/src/test/resources/parity

Versions are in versions.txt; every network and picture has its seed.
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from safetensors.numpy import save_file

ROOT = Path(sys.argv[1])


def picture(seed, height, width):
    """Waves and noise, so that neither smoothing nor edges go unnoticed."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    waves = [np.sin(x / (4 + 2 * c) + c) * np.cos(y / (6 - c)) for c in range(3)]
    noisy = np.stack(waves, -1) * 80 + 125 + rng.integers(-30, 30, (height, width, 3))
    return np.clip(noisy, 0, 255).astype(np.uint8)


class Graph:
    """A network under construction."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        self.nodes, self.weights = [], {}

    def add(self, op, inputs, output, **attributes):
        self.nodes.append(helper.make_node(op, inputs, [output], **attributes))
        return output

    def constant(self, name, value, kind=np.float32):
        self.weights[name] = np.array(value, kind)
        return name

    def conv(self, source, name, channels_in, channels, side=3, spread=0.3, bias=0.0, **attributes):
        w = self.rng.standard_normal((channels, channels_in, side, side)) * spread / np.sqrt(channels_in)
        self.constant(f"{name}.weight", w)
        self.constant(f"{name}.bias", np.full(channels, bias))
        return self.add(
            "Conv", [source, f"{name}.weight", f"{name}.bias"], name, pads=[side // 2] * 4, **attributes
        )

    def save(self, file, inputs, outputs):
        def value(item):
            name, shape, *kind = item
            return helper.make_tensor_value_info(name, kind[0] if kind else TensorProto.FLOAT, shape)

        graph = helper.make_graph(
            self.nodes,
            "tiny",
            [value(i) for i in inputs],
            [value(o) for o in outputs],
            [numpy_helper.from_array(v, k) for k, v in self.weights.items()],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model)
        file.parent.mkdir(parents=True, exist_ok=True)
        onnx.save(model, file)


def run(file, **inputs):
    session = onnxruntime.InferenceSession(str(file))
    return dict(zip([o.name for o in session.get_outputs()], session.run(None, inputs)))


def case(name, model, options, tensors):
    folder = ROOT / name
    folder.mkdir(parents=True, exist_ok=True)
    description = {"model": model, "config": {}, "options": options}
    (folder / "case.json").write_text(json.dumps(description, indent=2) + "\n")
    save_file({k: np.ascontiguousarray(v) for k, v in tensors.items()}, folder / "io.safetensors")


# ---------------------------------------------------------------- any file


def plain():
    """Two files as they are: several inputs of several types, and outputs of several types."""
    g = Graph(31)
    g.conv("x", "c", 2, 3)
    g.add("Relu", ["c"], "y")
    g.save(ROOT / "onnx-conv" / "model.onnx", [("x", ["n", 2, "h", "w"])], [("y", ["n", 3, "h", "w"])])
    x = np.random.default_rng(32).standard_normal((2, 2, 5, 7)).astype(np.float32)
    case("onnx-conv", "onnx", {}, {"in.x": x, "out.y": run(ROOT / "onnx-conv" / "model.onnx", x=x)["y"]})

    g = Graph(33)
    g.constant("table", g.rng.standard_normal((11, 6)))
    g.add("Gather", ["table", "ids"], "rows")
    g.add("Cast", ["picture"], "numbers", to=TensorProto.FLOAT)
    g.add("MatMul", ["rows", "numbers"], "product")
    g.add("ArgMax", ["product"], "best", axis=-1, keepdims=0)
    g.add("Greater", ["product", g.constant("zero", 0)], "positive")
    file = ROOT / "onnx-types" / "model.onnx"
    g.save(
        file,
        [("ids", ["n"], TensorProto.INT64), ("picture", [6, 4], TensorProto.UINT8)],
        [("product", ["n", 4]), ("best", ["n"], TensorProto.INT64), ("positive", ["n", 4], TensorProto.BOOL)],
    )
    ids = np.array([3, 10, 0], np.int64)
    shades = g.rng.integers(0, 256, (6, 4)).astype(np.uint8)
    out = run(file, ids=ids, picture=shades)
    case(
        "onnx-types",
        "onnx",
        {},
        {
            "in.ids": ids,
            "in.picture": shades,
            "out.product": out["product"],
            "out.best": out["best"],
            "out.positive": out["positive"].astype(np.uint8),
        },
    )


# ---------------------------------------------------------------- masks


def masks():
    """rembg's front end: Lanczos, division by the largest value, min and max, Lanczos back."""
    imagenet = (np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225]))
    for name, seed, network, side, (mean, deviation), logits, size in (
        ("mask-u2net", 21, "u2net", 320, imagenet, False, (47, 90)),
        ("mask-isnet", 22, "isnet-general-use", 1024, (np.full(3, 0.5), np.ones(3)), False, (61, 40)),
        ("mask-birefnet", 23, "birefnet-general", 1024, imagenet, True, (50, 50)),
    ):
        file = ROOT / name / "model.onnx"
        g = Graph(seed)
        g.conv("input", "c", 3, 1, side=5)
        g.add("Identity" if logits else "Sigmoid", ["c"], "first")
        g.add("Neg", ["first"], "second")
        shape = [1, 1, side, side]
        g.save(file, [("input", [1, 3, side, side])], [("first", shape), ("second", shape)])
        rgb = picture(seed + 100, *size)
        square = np.array(Image.fromarray(rgb).resize((side, side), Image.Resampling.LANCZOS))
        x = (square / max(np.max(square), 1e-6) - mean) / deviation
        y = run(file, input=x.transpose(2, 0, 1)[None].astype(np.float32))["first"][0, 0]
        y = 1 / (1 + np.exp(-y)) if logits else y
        small = Image.fromarray(((y - y.min()) / (y.max() - y.min()) * 255).astype("uint8"), mode="L")
        mask = np.array(small.resize((size[1], size[0]), Image.Resampling.LANCZOS))
        case(name, "mask-u2net", {"network": network}, {"in.image": rgb, "out.mask": mask})


# ---------------------------------------------------------------- Metric3D

MEAN = np.array([123.675, 116.28, 103.53], np.float32)
DEVIATION = np.array([58.395, 57.12, 57.375], np.float32)


def metric3d_network(file, seed, source, canvas, inside, names):
    g = Graph(seed)
    x = source
    if inside:  # the authors' export normalises in the graph
        g.constant("rgb_mean", MEAN.reshape(1, 3, 1, 1))
        g.constant("rgb_std", DEVIATION.reshape(1, 3, 1, 1))
        g.add("Sub", [x, "rgb_mean"], "centred")
        x = g.add("Div", ["centred", "rgb_std"], "normalised")
    g.conv(x, "stem", 3, 6, side=7)
    g.add("Tanh", ["stem"], "features")
    g.conv("features", "depth", 6, 1, spread=1.0, bias=2.0)
    g.add("Softplus", ["depth"], "soft")
    g.add("Mul", ["soft", g.constant("scale", 9.0)], names[0])
    h, w = canvas
    outputs = [(names[0], ["b", 1, h, w])]
    if len(names) > 1:
        g.conv("features", "direction", 6, 3, bias=-0.4)
        g.add("LpNormalization", ["direction"], names[1], axis=1, p=2)
        g.conv("features", "kappa", 6, 1)
        g.add("Elu", ["kappa"], "elu")
        g.add("Add", ["elu", g.constant("one", 1.01)], "raised")
        g.add("Squeeze", ["raised", g.constant("axis", [1], np.int64)], names[2])
        outputs += [(names[1], ["b", 3, h, w]), (names[2], ["b", h, w])]
    g.save(file, [(source, ["b", 3, h, w])], outputs)


def metric3d(file, rgb, focal, canvas, inside, source, names):
    """The authors' test script: OpenCV's resizing, a border of the mean colour, canonical camera to real camera."""
    h, w = rgb.shape[:2]
    scale = min(canvas[0] / h, canvas[1] / w)
    small = cv2.resize(rgb, (int(w * scale), int(h * scale)), interpolation=cv2.INTER_LINEAR)
    down, across = canvas[0] - small.shape[0], canvas[1] - small.shape[1]
    pad = [down // 2, down - down // 2, across // 2, across - across // 2]
    whole = cv2.copyMakeBorder(small, *pad, cv2.BORDER_CONSTANT, value=[float(m) for m in MEAN])
    x = whole.astype(np.float32)
    if not inside:
        x = (x - MEAN) / DEVIATION
    made = run(file, **{source: np.ascontiguousarray(x.transpose(2, 0, 1)[None])})

    def back(output):
        planes = torch.from_numpy(output).reshape(1, -1, *canvas)
        cut = planes[:, :, pad[0] : canvas[0] - pad[1], pad[2] : canvas[1] - pad[3]]
        return F.interpolate(cut, (h, w), mode="bilinear")[0]

    out = {"out.depth": torch.clamp(back(made[names[0]])[0] * (focal * scale / 1000), 0, 300).numpy()}
    if len(names) > 1:
        normals = back(made[names[1]])
        normals = normals / (normals.norm(dim=0, keepdim=True) + 1e-10)
        out["out.normals"] = normals.permute(1, 2, 0).numpy()
        out["out.normal_confidence"] = back(made[names[2]])[0].numpy()
    return out


def depth():
    community = ("predicted_depth", "predicted_normal", "normal_confidence")
    for name, seed, source, names, inside, canvas, fixed, size, focal in (
        # wider and taller than the canvas; enlarged and reduced
        ("depth-metric3d-normals", 41, "pixel_values", community, True, (84, 112), False, (37, 61), 55.5),
        ("depth-metric3d-outside", 42, "pixel_values", community, False, (112, 112), False, (150, 90), 700.0),
        ("depth-metric3d-fixed", 43, "image", ("pred_depth",), True, (56, 84), True, (56, 84), 1234.0),
    ):
        file = ROOT / name / "model.onnx"
        metric3d_network(file, seed, source, canvas if fixed else ("h", "w"), inside, names)
        rgb = picture(seed + 100, *size)
        options = {"focal": focal} | ({} if fixed else {"canvas": list(canvas)})
        out = metric3d(file, rgb, focal, canvas, inside, source, names)
        case(name, "depth-metric3d", options, {"in.image": rgb, **out})


# ---------------------------------------------------------------- LaMa


def fill():
    """The generator sees picture and mask; one export blends and multiplies by 255, the other does neither."""
    for name, seed, together, side, size in (
        ("fill-lama-512", 51, False, 32, (32, 32)),
        ("fill-lama-free", 52, True, None, (21, 30)),
    ):
        file = ROOT / name / "model.onnx"
        g = Graph(seed)
        if together:
            x = "input"
            inputs = [("input", ["b", 4, "h", "w"])]
        else:
            inputs = [("image", ["b", 3, side, side]), ("mask", ["b", 1, side, side])]
            g.add("Sub", [g.constant("one", 1.0), "mask"], "known")
            g.add("Mul", ["image", "known"], "seen")
            x = g.add("Concat", ["seen", "mask"], "both", axis=1)
        g.conv(x, "stem", 4, 8, side=5, spread=1.0)
        g.add("Relu", ["stem"], "features")
        g.conv("features", "colours", 8, 3, spread=1.0)
        # near what it sees, as a trained one is
        if together:
            g.add("Slice", ["input", g.constant("a", [0], np.int64), g.constant("z", [3], np.int64),
                            g.constant("axis", [1], np.int64)], "seen")
        g.add("Mul", ["colours", g.constant("little", 0.05)], "change")
        g.add("Add", ["change", "seen"], "near")
        g.add("Clip", ["near", g.constant("least", 0.0), g.constant("most", 1.0)], "pred")
        if together:
            g.add("Identity", ["pred"], "output")
        else:
            g.add("Mul", ["pred", "mask"], "inner")
            g.add("Mul", ["image", "known"], "outer")
            g.add("Add", ["inner", "outer"], "blended")
            g.add("Mul", ["blended", g.constant("full", 255.0)], "output")
        g.save(file, inputs, [("output", ["b", 3, side or "h", side or "w"])])

        rgb = picture(seed + 100, *size)
        rng = np.random.default_rng(seed + 200)
        mask = (cv2.GaussianBlur(rng.random(size), (0, 0), 2) > 0.5).astype(np.uint8) * 255
        image = rgb.astype(np.float32) / 255
        hole = (mask >= 128).astype(np.float32)
        pad = [(0, -s % 8) for s in size]  # the reference mirrors, edges included, to multiples of 8
        x = np.pad(image, pad + [(0, 0)], mode="symmetric").transpose(2, 0, 1)[None]
        m = np.pad(hole, pad, mode="symmetric")[None, None]
        if together:
            made = run(file, input=np.concatenate([x * (1 - m), m], 1).astype(np.float32))["output"]
        else:
            made = run(file, image=np.ascontiguousarray(x), mask=m)["output"] / 255
        made = made[0].transpose(1, 2, 0)[: size[0], : size[1]]
        out = hole[..., None] * made + (1 - hole[..., None]) * image
        case(name, "fill-lama", {}, {"in.image": rgb, "in.mask": mask, "out.image": out})


# ---------------------------------------------------------------- Real-ESRGAN


def enlarge():
    """Four layers that see 4 pixels around them; the whole picture at once is the truth for its tiles."""
    for name, seed, scale, panorama, size, tile, whole_bytes in (
        ("superresolution-x4", 61, 4, False, (19, 33), 0, False),
        ("superresolution-x4-tiles", 61, 4, False, (30, 45), 16, True),
        ("superresolution-x2-panorama", 62, 2, True, (24, 48), 20, False),
    ):
        file = ROOT / name / "model.onnx"
        g = Graph(seed)
        g.conv("input", "c1", 3, 8, spread=1.0)
        g.add("LeakyRelu", ["c1"], "r1", alpha=0.2)
        x, channels = "r1", 8
        if scale == 2:  # x2 networks fold 2 x 2 pixels into channels first
            g.add("SpaceToDepth", ["r1"], "folded", blocksize=2)
            x, channels = "folded", 32
        g.conv(x, "c2", channels, 48, spread=1.0, bias=0.4)
        g.add("DepthToSpace", ["c2"], "output", blocksize=4, mode="CRD")
        g.save(file, [("input", ["b", 3, "h", "w"])], [("output", ["b", 3, "H", "W"])])

        rgb = picture(seed + 100, *size)
        if panorama:  # waves that close, so that the edges are neighbours
            around = np.arange(size[1]) / size[1] * 2 * np.pi
            rgb = (120 + 60 * np.sin(around * 3)[None, :, None] + rgb * 0.2).astype(np.uint8)
        x = (rgb.astype(np.float32) / 255).transpose(2, 0, 1)[None]
        beyond = 16 if panorama else 0
        x = np.pad(x, [(0, 0), (0, 0), (0, 0), (beyond, beyond)], mode="wrap")
        made = run(file, input=np.ascontiguousarray(x))["output"][0].clip(0, 1).transpose(1, 2, 0)
        made = made[:, beyond * scale : made.shape[1] - beyond * scale]
        options = {"panorama": panorama} | ({"tile": tile, "surroundings": 16} if tile else {})
        out = (made * 255).round().astype(np.uint8) if whole_bytes else made
        case(name, "superresolution", options, {"in.image": rgb, "out.image": out})


if __name__ == "__main__":
    plain()
    masks()
    depth()
    fill()
    enlarge()
