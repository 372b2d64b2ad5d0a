"""Parity cases and key table of TripoSR, from the authors' code (github.com/VAST-AI-Research/TripoSR, MIT, d26e331).

Usage: python tools/parity/triposr.py CHECKOUT PARITY_FOLDER KEYS_FOLDER
Needs torch, transformers, einops, omegaconf; what only meshes and pictures need is left out by stand-ins.
"""

import gzip
import json
import pathlib
import sys
import tempfile
from unittest.mock import MagicMock

import torch
from accelerate import init_empty_weights
from omegaconf import OmegaConf

import stable_diffusion as shared

for module in ("rembg", "trimesh", "imageio", "torchmcubes"):
    sys.modules[module] = MagicMock()
sys.path.insert(0, sys.argv[1])
import tsr.models.tokenizers.image as image_tokenizer  # noqa: E402
from tsr.system import TSR  # noqa: E402

CLASSES = dict(
    image_tokenizer_cls="tsr.models.tokenizers.image.DINOSingleImageTokenizer",
    tokenizer_cls="tsr.models.tokenizers.triplane.Triplane1DTokenizer",
    backbone_cls="tsr.models.transformer.transformer_1d.Transformer1D",
    post_processor_cls="tsr.models.network_utils.TriplaneUpsampleNetwork",
    decoder_cls="tsr.models.network_utils.NeRFMLP",
    renderer_cls="tsr.models.nerf_renderer.TriplaneNeRFRenderer")


def config(size, vit, plane, channels, heads, head_width, layers, groups, scene, neurons, hidden, radius, bias):
    return dict(
        CLASSES, cond_image_size=size, image_tokenizer=dict(model=vit),
        tokenizer=dict(plane_size=plane, num_channels=channels),
        backbone=dict(
            in_channels=channels, num_attention_heads=heads, attention_head_dim=head_width, num_layers=layers,
            norm_num_groups=groups, cross_attention_dim=vit["hidden_size"]),
        post_processor=dict(in_channels=channels, out_channels=scene),
        decoder=dict(in_channels=3 * scene, n_neurons=neurons, n_hidden_layers=hidden, activation="silu"),
        renderer=dict(
            radius=radius, feature_reduction="concat", density_activation="exp", density_bias=bias,
            num_samples_per_ray=128))


def build(described):
    described = json.loads(json.dumps(described))
    vit = described["image_tokenizer"].pop("model")
    file = tempfile.NamedTemporaryFile("w", suffix=".json", delete=False)
    json.dump(dict(vit, model_type="vit"), file)
    file.close()
    image_tokenizer.hf_hub_download = lambda **_: file.name
    return TSR(OmegaConf.create(described))


def case(folder, name, seed, described, pictures):
    model = shared.randomise(build(described), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    size = described["cond_image_size"]
    images = torch.rand((pictures, size, size, 3), generator=generator)
    planes = model(list(images), "cpu")
    radius = described["renderer"]["radius"]
    # A few points lie outside, where the planes are nought.
    points = (torch.rand((50, 3), generator=generator) * 2 - 1) * radius * 1.1
    field = model.renderer.query_triplane(model.decoder, points, planes[0])
    shared.save(folder, name, "triposr", described, model, {
        "in.image": images, "out.scene_codes": planes, "in.positions": points,
        "out.density": field["density_act"], "out.color": field["color"]})


@torch.no_grad()
def main(folder, keys):
    vit = dict(image_size=32, patch_size=8, hidden_size=24, intermediate_size=40, num_hidden_layers=2, num_attention_heads=3)
    case(folder, "triposr-one", 401, config(32, vit, 4, 16, 2, 6, 1, 4, 5, 8, 2, 0.87, -1.0), 1)
    vit = dict(vit, image_size=24, hidden_size=16, num_attention_heads=2, layer_norm_eps=1e-6)
    case(folder, "triposr-two", 402, config(40, vit, 3, 24, 4, 8, 2, 3, 4, 12, 3, 1.2, 0.5), 2)
    published = dict(hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12)
    with init_empty_weights():
        state = build(config(512, published, 32, 1024, 16, 64, 16, 32, 40, 64, 9, 0.87, -1.0)).state_dict()
    lines = [f"{k}\t{','.join(map(str, v.shape))}\tF32\n" for k, v in sorted(state.items())]
    (keys / "triposr.tsv.gz").write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))
    print("triposr", len(lines), "tensors", sum(v.numel() for v in state.values()), "numbers")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
