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
from transformers import (
    BitImageProcessor,
    CLIPImageProcessor,
    CLIPTextConfig,
    CLIPTextModelWithProjection,
    CLIPTokenizerFast,
    CLIPVisionConfig,
    CLIPVisionModelWithProjection,
    Dinov2Config,
    Dinov2Model,
)

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


def case(name, model, options, tensors, config=None):
    folder = ROOT / name
    folder.mkdir(parents=True, exist_ok=True)
    description = {"model": model, "config": config or {}, "options": options}
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


class DenseBlock(torch.nn.Module):
    def __init__(self, width, grow):
        super().__init__()
        for i in range(1, 6):
            out = grow if i < 5 else width
            setattr(self, f"conv{i}", torch.nn.Conv2d(width + (i - 1) * grow, out, 3, 1, 1))

    def forward(self, x):
        seen = x
        for i in range(1, 5):
            seen = torch.cat([seen, F.leaky_relu(getattr(self, f"conv{i}")(seen), 0.2)], 1)
        return self.conv5(seen) * 0.2 + x


class Residual(torch.nn.Module):
    def __init__(self, width, grow):
        super().__init__()
        self.rdb1, self.rdb2, self.rdb3 = (DenseBlock(width, grow) for _ in range(3))

    def forward(self, x):
        return self.rdb3(self.rdb2(self.rdb1(x))) * 0.2 + x


class RealEsrgan(torch.nn.Module):
    """The published network in the published names, of any size; folds pixels first to enlarge by 2."""

    def __init__(self, scale, width, grow, blocks):
        super().__init__()
        self.fold = {4: 1, 2: 2, 1: 4}[scale]
        self.conv_first = torch.nn.Conv2d(3 * self.fold**2, width, 3, 1, 1)
        self.body = torch.nn.Sequential(*[Residual(width, grow) for _ in range(blocks)])
        for name in ("conv_body", "conv_up1", "conv_up2", "conv_hr"):
            setattr(self, name, torch.nn.Conv2d(width, width, 3, 1, 1))
        self.conv_last = torch.nn.Conv2d(width, 3, 3, 1, 1)

    def forward(self, x):
        first = self.conv_first(F.pixel_unshuffle(x, self.fold))
        y = first + self.conv_body(self.body(first))
        for up in (self.conv_up1, self.conv_up2):
            y = F.leaky_relu(up(F.interpolate(y, scale_factor=2, mode="nearest")), 0.2)
        return self.conv_last(F.leaky_relu(self.conv_hr(y), 0.2))


def checkpoints():
    for name, seed, scale, (width, grow, blocks), size, wrapped in (
        ("superresolution-checkpoint-x4", 63, 4, (6, 3, 2), (11, 14), "params_ema"),
        ("superresolution-checkpoint-x2", 64, 2, (5, 4, 1), (12, 18), None),
    ):
        torch.manual_seed(seed)
        model = RealEsrgan(scale, width, grow, blocks)
        for parameter in model.parameters():
            torch.nn.init.normal_(parameter, std=0.25)
        with torch.no_grad():
            model.conv_last.weight.mul_(0.02)  # so that outputs lie in 0..1
            model.conv_last.bias.fill_(0.5)
        (ROOT / name).mkdir(parents=True, exist_ok=True)
        if wrapped:
            torch.save({wrapped: model.state_dict()}, ROOT / name / "model.pth")
        else:
            save_file({k: v.numpy() for k, v in model.state_dict().items()}, ROOT / name / "model.safetensors")
        rgb = picture(seed + 100, *size)
        x = torch.from_numpy((rgb.astype(np.float32) / 255).transpose(2, 0, 1)[None])
        out = model(x).detach().numpy()[0].clip(0, 1).transpose(1, 2, 0)
        assert 0.2 < out.std() * 5 and 0.02 < (out > 0).mean(), out.std()
        case(name, "superresolution", {}, {"in.image": rgb, "out.image": out})


def ncnn_networks():
    """Two networks as ncnn keeps them, one with half-precision weights; ncnn on the processor is the reference."""
    import ncnn

    for name, seed, half, size in (
        ("superresolution-ncnn-x4", 65, True, (13, 17)),
        ("superresolution-ncnn-x2", 66, False, (16, 10)),
    ):
        rng = np.random.default_rng(seed)
        lines, numbers = [], b""

        def conv(source, target, channels_in, channels, activation=""):
            nonlocal numbers
            count = channels * channels_in * 9
            lines.append(f"Convolution {target} 1 1 {source} {target} 0={channels} 1=3 4=1 5=1 6={count}{activation}")
            w = (rng.standard_normal(count) * 0.4 / np.sqrt(channels_in)).astype(np.float16 if half else np.float32)
            data = w.tobytes()
            numbers += (0x01306B47 if half else 0).to_bytes(4, "little") + data + b"\0" * (-len(data) % 4)
            numbers += (rng.standard_normal(channels) * 0.1).astype(np.float32).tobytes()

        lines.append("Input input 0 1 data")
        if half:  # as the published x4plus: dense blocks, factors, two enlargements
            leaky = " 9=2 -23310=1,2.000000e-01"
            conv("data", "first", 3, 5)
            lines.append("Split s0 1 3 first f0 f1 f2")
            conv("f0", "a", 5, 3, leaky)
            lines.append("Concat c0 2 1 f1 a joined")
            conv("joined", "b", 8, 5)
            lines.append("Eltwise e0 2 1 b f2 sum 0=1 -23301=2,2.000000e-01,1.000000e+00")
            lines.append("Interp i0 1 1 sum up1 0=1 1=2.000000e+00 2=2.000000e+00")
            conv("up1", "c", 5, 4, " 9=1")
            lines.append("Interp i1 1 1 c up2 0=1 1=2.000000e+00 2=2.000000e+00")
            conv("up2", "output", 4, 3)
        else:  # as the published small ones: folded channels, the picture added, reduced by cubics
            lines.append("Split s0 1 2 data d0 d1")
            conv("d0", "a", 3, 7)
            lines.append("PReLU p0 1 1 a pa 0=7")
            numbers += (rng.random(7) * 0.5).astype(np.float32).tobytes()
            conv("pa", "b", 7, 48)
            lines.append("PixelShuffle x0 1 1 b large 0=4")
            lines.append("Interp i0 1 1 d1 blocks 0=1 1=4.000000e+00 2=4.000000e+00")
            lines.append("BinaryOp o0 2 1 large blocks whole 0=0")
            lines.append("Interp i1 1 1 whole output 0=3 1=5.000000e-01 2=5.000000e-01")
        folder = ROOT / name
        folder.mkdir(parents=True, exist_ok=True)
        text = f"7767517\n{len(lines)} {len(lines) * 2}\n" + "\n".join(lines) + "\n"
        (folder / "model.param").write_text(text)
        (folder / "model.bin").write_bytes(numbers)
        net = ncnn.Net()
        net.opt.use_fp16_packed = net.opt.use_fp16_storage = net.opt.use_fp16_arithmetic = False
        net.opt.use_winograd_convolution = net.opt.use_bf16_storage = False
        assert net.load_param(str(folder / "model.param")) == 0 and net.load_model(str(folder / "model.bin")) == 0
        rgb = picture(seed + 100, *size)
        x = np.ascontiguousarray((rgb.astype(np.float32) / 255).transpose(2, 0, 1))
        with net.create_extractor() as run_:
            run_.input("data", ncnn.Mat(x).clone())
            out = np.array(run_.extract("output")[1]).clip(0, 1).transpose(1, 2, 0)
        case(name, "superresolution", {}, {"in.image": rgb, "out.image": out})


# ---------------------------------------------------------------- DINOv2 and CLIP


class Outputs(torch.nn.Module):
    """A model that gives one of its outputs, for export."""

    def __init__(self, model, output):
        super().__init__()
        self.model, self.output = model, output

    def forward(self, x):
        return getattr(self.model(x), self.output)


def export(model, output, file, source, example, free):
    """Random weights larger than the libraries' usual ones, so that the input matters."""
    for name, parameter in model.named_parameters():
        if parameter.dim() > 1 and "embed" not in name:
            torch.nn.init.normal_(parameter, std=0.3)
    file.parent.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        torch.onnx.export(
            Outputs(model.eval(), output),
            (example,),
            str(file),
            input_names=[source],
            output_names=[output],
            dynamic_axes={source: free},
            opset_version=17,
            dynamo=False,
        )


def config_of(processor):
    known = processor.to_dict()
    return {k: known[k] for k in known if not k.startswith("_") and k != "image_processor_type"}


def features():
    """DINOv2 on whole pictures (each side to the nearest multiple of 14), and by its own configuration."""
    for name, seed, size, own in (
        ("features-dinov2", 71, (45, 87), False),
        ("features-dinov2-configured", 72, (60, 47), True),
    ):
        torch.manual_seed(seed)
        config = Dinov2Config(
            hidden_size=32, num_hidden_layers=2, num_attention_heads=2, mlp_ratio=2, image_size=56, patch_size=14
        )
        model = Dinov2Model(config)
        file = ROOT / name / "model.onnx"
        rgb = picture(seed + 100, *size)
        settings = {"size": {"shortest_edge": 64}, "crop_size": {"height": 56, "width": 56}}
        if own:
            processor = BitImageProcessor(
                **settings, resample=3, image_mean=[0.485, 0.456, 0.406], image_std=[0.229, 0.224, 0.225]
            )
            pixels = processor(Image.fromarray(rgb), return_tensors="np")["pixel_values"]
        else:
            h, w = (max(1, round(s / 14)) * 14 for s in size)
            resized = np.array(Image.fromarray(rgb).resize((w, h), Image.Resampling.BICUBIC)) / 255
            pixels = ((resized - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]).transpose(2, 0, 1)[None]
        pixels = np.ascontiguousarray(pixels, dtype=np.float32)
        # positions are resized for the exported size, as published exports for any size do in the graph
        export(model, "last_hidden_state", file, "pixel_values", torch.from_numpy(pixels), {0: "batch"})
        hidden = model(torch.from_numpy(pixels)).last_hidden_state.detach().numpy()[0]
        rows, columns = pixels.shape[2] // 14, pixels.shape[3] // 14
        out = {"out.cls": hidden[0], "out.features": hidden[1:].reshape(rows, columns, -1)}
        case(name, "features-dinov2", {}, {"in.image": rgb, **out}, config_of(processor) if own else None)


def clip():
    for name, seed, size, own in (("clip-image", 81, (50, 73), False), ("clip-image-configured", 82, (90, 31), True)):
        torch.manual_seed(seed)
        side = 40 if own else 224
        config = CLIPVisionConfig(
            hidden_size=16,
            intermediate_size=32,
            projection_dim=12,
            num_hidden_layers=2,
            num_attention_heads=2,
            image_size=side,
            patch_size=8 if own else 32,
        )
        model = CLIPVisionModelWithProjection(config)
        processor = CLIPImageProcessor(**(
            {"size": {"shortest_edge": 44}, "crop_size": {"height": 40, "width": 40}, "resample": 2,
             "image_mean": [0.5, 0.4, 0.3], "image_std": [0.2, 0.3, 0.4]} if own else {}
        ))
        rgb = picture(seed + 100, *size)
        pixels = processor(Image.fromarray(rgb), return_tensors="pt")["pixel_values"]
        file = ROOT / name / "model.onnx"
        export(model, "image_embeds", file, "pixel_values", pixels, {0: "batch"})
        embeds = model(pixels).image_embeds.detach().numpy()
        case(name, "clip-image", {}, {"in.image": rgb, "out.image_embeds": embeds},
             config_of(processor) if own else None)

    vocabulary = ROOT.parent / "clip-tokenizer"
    for name, seed, text in (("clip-text-embeds", 83, ""), ("clip-text-embeds-words", 84, "A photo depicts a cozy cabin")):
        tokenizer = CLIPTokenizerFast(str(vocabulary / "vocab.json"), str(vocabulary / "merges.txt"))
        torch.manual_seed(seed)
        config = CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=16,
            intermediate_size=32,
            projection_dim=12,
            num_hidden_layers=2,
            num_attention_heads=2,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
        )
        model = CLIPTextModelWithProjection(config)
        words = text or "two red chairs, and a lamp"
        ids = tokenizer(words, return_tensors="pt", **({"padding": "max_length", "max_length": 77} if text else {}))
        file = ROOT / name / "model.onnx"
        export(model, "text_embeds", file, "input_ids", ids.input_ids, {0: "batch", 1: "length"})
        embeds = model(ids.input_ids).text_embeds.detach().numpy()
        options = {"text": text} if text else {}
        case(name, "clip-text-embeds", options, {"in.input_ids": ids.input_ids.numpy(), "out.text_embeds": embeds})
        if text:
            for source in ("vocab.json", "merges.txt"):
                (ROOT / name / source).write_bytes((vocabulary / source).read_bytes())


# ---------------------------------------------------------------- SAM 2.1


def sam2_network(folder, seed):
    """Shades of the picture at 1/64 as embeddings; masks are where the shade is like the point's, at three widths."""
    g = Graph(seed)
    g.add("AveragePool", ["pixel_values"], "grey16", kernel_shape=[16, 16], strides=[16, 16])
    g.constant("w0", g.rng.standard_normal((2, 3, 1, 1)) * 0.7)
    g.constant("w1", g.rng.standard_normal((2, 3, 1, 1)) * 0.7)
    g.add("Conv", ["grey16", "w0"], "image_embeddings.0")
    g.add("Conv", ["grey16", "w1"], "image_embeddings.1")
    g.add("AveragePool", ["image_embeddings.0"], "image_embeddings.2", kernel_shape=[2, 2], strides=[2, 2])
    shapes = [(f"image_embeddings.{i}", ["b", 2, s, s]) for i, s in ((0, 64), (1, 64), (2, 32))]
    g.save(folder / "vision_encoder.onnx", [("pixel_values", ["b", 3, 1024, 1024])], shapes)

    g = Graph(seed + 1)
    # where on the 64 x 64 grid a point lies: row * 64 + column
    g.add("Div", ["input_points", g.constant("cell", 16.0)], "cells")
    g.add("Floor", ["cells"], "whole")
    g.add("Mul", ["whole", g.constant("strides", [1.0, 64.0])], "steps")
    g.add("ReduceSum", ["steps", g.constant("last", [-1], np.int64)], "index", keepdims=0)
    g.add("Cast", ["index"], "place", to=TensorProto.INT64)
    g.add("Reshape", ["place", g.constant("flat", [-1], np.int64)], "places")
    g.add("Concat", ["image_embeddings.0", "image_embeddings.1"], "levels", axis=1)
    g.add("Reshape", ["levels", g.constant("lines", [4, 4096], np.int64)], "shades")
    g.add("Gather", ["shades", "places"], "own", axis=1)
    g.add("Unsqueeze", ["own", g.constant("two", [2], np.int64)], "own3")
    g.add("Unsqueeze", ["shades", g.constant("onedim", [1], np.int64)], "all3")
    g.add("Sub", ["all3", "own3"], "difference")
    g.add("Mul", ["difference", "difference"], "squares")
    g.add("ReduceSum", ["squares", g.constant("zero", [0], np.int64)], "distance", keepdims=0)  # points x 4096
    g.add("Unsqueeze", ["distance", g.constant("onemore", [1], np.int64)], "distances")
    g.add("Sub", [g.constant("widths", [[[0.05], [0.2], [0.6]]]), "distances"], "margin")
    g.add("Mul", ["margin", g.constant("steep", 60.0)], "logits")
    g.add("Reshape", ["logits", g.constant("masks", [1, -1, 3, 64, 64], np.int64)], "pred_masks")
    g.add("Sigmoid", ["own"], "sure")
    g.add("ReduceMean", ["sure"], "surer", axes=[0], keepdims=0)
    g.add("Unsqueeze", ["surer", g.constant("end", [1], np.int64)], "each")
    g.add("Mul", ["each", g.constant("scores", [[1.3, 1.6, 1.9]])], "three")
    g.add("Reshape", ["three", g.constant("triples", [1, -1, 3], np.int64)], "iou_scores")
    # what the tiny decoder does not need, but the published one is given
    g.add("Cast", ["input_labels"], "labels", to=TensorProto.FLOAT)
    g.add("Identity", ["labels"], "object_score_logits")
    g.add("Shape", ["input_boxes"], "box_shape")
    g.add("Identity", ["image_embeddings.2"], "unused")
    g.save(
        folder / "prompt_encoder_mask_decoder.onnx",
        [
            ("input_points", ["b", "n", "p", 2]),
            ("input_labels", ["b", "n", "p"], TensorProto.INT64),
            ("input_boxes", ["b", "boxes", 4]),
        ]
        + shapes,
        [("iou_scores", ["b", "n", 3]), ("pred_masks", ["b", "n", 3, 64, 64]), ("object_score_logits", ["b", "n", "p"])],
    )


def small_regions(mask, smallest):
    """Holes, then islands, of fewer pixels: OpenCV's components of eight neighbours."""
    for holes in (True, False):
        count, regions, stats, _ = cv2.connectedComponentsWithStats((holes ^ mask).astype(np.uint8), connectivity=8)
        sizes = stats[1:, -1]
        small = [i + 1 for i, s in enumerate(sizes) if s < smallest]
        if holes:
            mask = np.isin(regions, [0] + small) if small else mask
        elif small:
            kept = [i for i in range(1, count) if i not in small] or [int(np.argmax(sizes)) + 1]
            mask = np.isin(regions, kept)
    return mask


def suppressed(boxes, scores, threshold):
    kept = []
    for i in np.argsort(-np.array(scores), kind="stable"):
        for k in kept:
            a, b = boxes[i], boxes[k]
            common = max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))
            area = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - common
            if area > 0 and common / area > threshold:
                break
        else:
            kept.append(i)
    return kept


def box(mask):
    rows, columns = np.nonzero(mask.any(1))[0], np.nonzero(mask.any(0))[0]
    return columns[0], rows[0], columns[-1], rows[-1]


def sam2():
    """SAM 2's automatic mask generator, written out."""
    for name, seed, size, options in (
        ("masks-sam2", 91, (48, 60), {"points_per_side": 6, "pred_iou_thresh": 0.75, "stability_score_thresh": 0.8}),
        ("masks-sam2-cleaned", 93, (64, 40), {"points_per_side": 9, "pred_iou_thresh": 0.6,
         "stability_score_thresh": 0.7, "box_nms_thresh": 0.6, "min_mask_region_area": 20}),
    ):
        folder = ROOT / name
        sam2_network(folder, seed)
        rng = np.random.default_rng(seed + 100)
        blobs = np.stack([cv2.GaussianBlur(rng.random(size), (0, 0), 4) for _ in range(3)], -1)
        blobs = (blobs - blobs.min()) / (blobs.max() - blobs.min())
        rgb = (np.round(blobs * 3) / 3 * 230).astype(np.uint8)
        square = np.array(Image.fromarray(rgb).resize((1024, 1024), Image.Resampling.BILINEAR)) / 255
        x = ((square - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]).transpose(2, 0, 1)[None].astype(np.float32)
        levels = run(folder / "vision_encoder.onnx", pixel_values=x)
        side = options["points_per_side"]
        line = (np.arange(side) + 0.5) / side * 1024
        points = np.stack(np.meshgrid(line, line), -1).reshape(1, -1, 1, 2).astype(np.float32)
        out = run(
            folder / "prompt_encoder_mask_decoder.onnx",
            input_points=points,
            input_labels=np.ones(points.shape[:3], np.int64),
            input_boxes=np.zeros((1, 0, 4), np.float32),
            **levels,
        )
        logits = torch.from_numpy(out["pred_masks"].reshape(1, -1, 64, 64))
        logits = F.interpolate(logits, size, mode="bilinear")[0].numpy()
        ious = out["iou_scores"].reshape(-1)
        stability = (logits > 1).sum((1, 2)) / np.maximum((logits > -1).sum((1, 2)), 1e-9)
        good = np.nonzero(
            (ious > options["pred_iou_thresh"]) & (stability >= options["stability_score_thresh"])
            & (logits > 0).any((1, 2))
        )[0]
        masks = [logits[i] > 0 for i in good]
        kept = suppressed([box(m) for m in masks], ious[good], options.get("box_nms_thresh", 0.7))
        masks, good = [masks[i] for i in kept], good[kept]
        smallest = options.get("min_mask_region_area", 0)
        if smallest:
            clean = [small_regions(m, smallest) for m in masks]
            same = [float((a == b).all()) for a, b in zip(masks, clean)]
            kept = suppressed([box(m) for m in clean], same, options["box_nms_thresh"])
            kept = sorted(kept, key=lambda i: -ious[good[i]])
            masks, good = [clean[i] for i in kept], good[kept]
        print(name, len(ious), "masks,", len(good), "kept, areas", [int(m.sum()) for m in masks])
        case(
            name,
            "masks-sam2",
            options,
            {
                "in.image": rgb,
                "out.masks": np.stack(masks).astype(np.uint8) * 255,
                "out.iou_scores": ious[good],
                "out.stability_scores": stability[good].astype(np.float32),
            },
        )


if __name__ == "__main__":
    plain()
    masks()
    depth()
    fill()
    enlarge()
    checkpoints()
    ncnn_networks()
    features()
    clip()
    sam2()
