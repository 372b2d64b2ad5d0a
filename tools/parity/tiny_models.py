"""Models with the files and structure of the published ones and a few thousand random numbers each, for whole jobs in
tests: what they make means nothing.

Usage: python tools/parity/tiny_models.py TRIPOSR_CHECKOUT priors/src/test/resources/models
The tokenizer's two files are those of nets/src/test/resources/clip-tokenizer, put there by the test. Versions and
seeds: tools/parity/versions.txt.
"""

import json
import pathlib
import sys

import torch
from diffusers import AutoencoderKL, ControlNetModel, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel

import stable_diffusion as shared
import triposr

WORDS = 1214
SCHEDULER = dict(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012, num_train_timesteps=1000, steps_offset=1,
                 set_alpha_to_one=False, clip_sample=False, prediction_type="epsilon", timestep_spacing="leading")


def write(folder, names, model, config, seed):
    folder.mkdir(parents=True, exist_ok=True)
    weights = {k: v.half().contiguous() for k, v in shared.randomise(model, seed).state_dict().items() if v.is_floating_point()}
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    if names.endswith(".bin"):
        torch.save(weights, folder / names)
    else:
        save_file(weights, folder / names, metadata={"format": "pt"})


def stable_diffusion(folder, seed, channels, suffix, quick):
    unet = dict(in_channels=channels, out_channels=4, block_out_channels=[8, 12], layers_per_block=1, norm_num_groups=4,
                down_block_types=["DownBlock2D", "CrossAttnDownBlock2D"], up_block_types=["CrossAttnUpBlock2D", "UpBlock2D"],
                attention_head_dim=2, cross_attention_dim=8, sample_size=8, use_linear_projection=not quick)
    vae = dict(in_channels=3, out_channels=3, block_out_channels=[4, 4, 4, 8], layers_per_block=1, latent_channels=4,
               norm_num_groups=2, down_block_types=["DownEncoderBlock2D"] * 4, up_block_types=["UpDecoderBlock2D"] * 4)
    text = dict(vocab_size=WORDS, hidden_size=8, intermediate_size=12, num_hidden_layers=1, num_attention_heads=2,
                hidden_act="quick_gelu" if quick else "gelu", max_position_embeddings=77)
    write(folder / "unet", "diffusion_pytorch_model" + suffix, UNet2DConditionModel(**unet), unet, seed)
    write(folder / "vae", "diffusion_pytorch_model" + suffix, AutoencoderKL(**vae), vae, seed + 1)
    write(folder / "text_encoder", "pytorch_model.bin" if suffix == ".bin" else "model.safetensors",
          CLIPTextModel(CLIPTextConfig(**text)), text, seed + 2)
    (folder / "scheduler").mkdir(exist_ok=True)
    (folder / "scheduler/scheduler_config.json").write_text(json.dumps(SCHEDULER, indent=1) + "\n")


def enhancement(folder, base, seed):
    """Diffusion360's second model: another UNet beside the first one's autoencoder and text encoder, and a ControlNet."""
    unet = json.loads((base / "unet/config.json").read_text())
    write(folder / "sr-base/unet", "diffusion_pytorch_model.bin", UNet2DConditionModel(**unet), unet, seed)
    keys = ("in_channels", "block_out_channels", "layers_per_block", "norm_num_groups", "down_block_types",
            "attention_head_dim", "cross_attention_dim", "use_linear_projection")
    control = {key: unet[key] for key in keys} | dict(conditioning_embedding_out_channels=[4, 4, 6, 6])
    write(folder / "sr-control", "diffusion_pytorch_model.bin", ControlNetModel(**control), control, seed + 1)


def tripo(folder, seed):
    """Its density is shifted so that a tenth of its space is inside."""
    vit = dict(image_size=32, patch_size=8, hidden_size=16, intermediate_size=24, num_hidden_layers=1, num_attention_heads=2)
    described = triposr.config(32, vit, 4, 16, 2, 6, 1, 4, 5, 8, 2, 0.87, -1.0)
    model = shared.randomise(triposr.build(described), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    planes = model([torch.rand((32, 32, 3), generator=generator)], "cpu")
    points = (torch.rand((20000, 3), generator=generator) * 2 - 1) * 0.87
    last = model.decoder.layers[-1]
    last.weight[0] *= 3 / model.renderer.query_triplane(model.decoder, points, planes[0])["density"].std()
    density = model.renderer.query_triplane(model.decoder, points, planes[0])["density"]
    last.bias[0] += torch.log(torch.tensor(25.0)) + 1 - density.reshape(-1).sort().values[int(0.9 * len(density))]
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), folder / "model.ckpt")
    lines = ["# TripoSR in small"]

    def nested(tree, indent):
        for key, value in tree.items():
            lines.append(" " * indent + key + ":" + ("" if isinstance(value, dict) else f" {value}"))
            if isinstance(value, dict):
                nested(value, indent + 2)

    nested(described, 0)
    (folder / "config.yaml").write_text("\n".join(lines) + "\n")


@torch.no_grad()
def main(folder):
    stable_diffusion(folder / "diffusion360/sd-base", 601, 4, ".bin", True)
    enhancement(folder / "diffusion360-enhancement", folder / "diffusion360/sd-base", 604)
    stable_diffusion(folder / "stable-diffusion-2-inpainting", 611, 9, ".safetensors", False)
    # The rest of this one is that of the one before.
    unet = json.loads((folder / "stable-diffusion-2-inpainting/unet/config.json").read_text()) | dict(in_channels=4)
    write(folder / "stable-diffusion-2-base/unet", "diffusion_pytorch_model.safetensors", UNet2DConditionModel(**unet), unet, 614)
    tripo(folder / "triposr", 621)


main(pathlib.Path(sys.argv[2]))
