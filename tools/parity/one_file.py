"""Checkpoints in the one-file layout of the original Stable Diffusion, and what diffusers' own conversion makes of them.

Usage: python tools/parity/one_file.py nets/src/test/resources/one-file
Tiny ones with random weights: the file, and per tensor of each part its name in the folder layout, shape, first number,
last number and sum (NAME-parts.tsv.gz). At the published size: the names and shapes of the file (NAME-names.tsv.gz). All
of them went through diffusers' conversion, whose result has exactly the names and shapes of diffusers' networks.
Versions and seeds: tools/parity/versions.txt.
"""

import gzip
import io
import pathlib
import sys
import tempfile

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from diffusers.pipelines.stable_diffusion.convert_from_ckpt import (
    convert_ldm_unet_checkpoint, convert_ldm_vae_checkpoint, convert_open_clip_checkpoint)
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel

UNET, VAE, CLIP, OPEN = (
    "model.diffusion_model.", "first_stage_model.", "cond_stage_model.transformer.", "cond_stage_model.model.")


def randomised(model, seed):
    generator = torch.Generator().manual_seed(seed)
    for name, value in sorted(model.state_dict().items()):
        if value.is_floating_point() and value.device.type != "meta":
            value.copy_(torch.randn(value.shape, generator=generator).half().float())
    return model


def resnet(name):
    for new, old in (("norm1", "in_layers.0"), ("conv1", "in_layers.2"), ("time_emb_proj", "emb_layers.1"),
                     ("norm2", "out_layers.0"), ("conv2", "out_layers.3"), ("conv_shortcut", "skip_connection")):
        name = name.replace(new + ".", old + ".")
    return name


def unet_names(model):
    """Folder name -> file name."""
    rounds = model.config.layers_per_block
    attends = [kind.startswith("CrossAttn") for kind in model.config.up_block_types]
    names = {}
    for name in model.state_dict():
        part = name.split(".")
        rest = ".".join(part[4:])
        if part[0] == "time_embedding":
            new = f"time_embed.{0 if part[1] == 'linear_1' else 2}.{part[2]}"
        elif part[0] in ("conv_in", "conv_norm_out", "conv_out"):
            new = {"conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2"}[part[0]] + "." + part[1]
        elif part[0] == "mid_block":
            place = 1 if part[1] == "attentions" else 2 * int(part[2])
            new = f"middle_block.{place}." + (resnet if place != 1 else str)(".".join(part[3:]))
        else:
            down, level = part[0] == "down_blocks", int(part[1])
            if part[2].endswith("samplers"):
                new = (f"input_blocks.{(rounds + 1) * (level + 1)}.0.op.{part[5]}" if down else
                       f"output_blocks.{(rounds + 1) * (level + 1) - 1}.{2 if attends[level] else 1}.conv.{part[5]}")
            else:
                block = (rounds + 1) * level + int(part[3]) + (1 if down else 0)
                kind = 0 if part[2] == "resnets" else 1
                new = f"{'in' if down else 'out'}put_blocks.{block}.{kind}." + (resnet(rest) if kind == 0 else rest)
        names[name] = UNET + new
    return names


def vae_names(model):
    levels = len(model.config.block_out_channels)
    names = {}
    for name in model.state_dict():
        new = name.replace("mid_block.resnets.0", "mid.block_1").replace("mid_block.resnets.1", "mid.block_2")
        for a, b in (("group_norm", "norm"), ("to_q", "q"), ("to_k", "k"), ("to_v", "v"), ("to_out.0", "proj_out")):
            new = new.replace("mid_block.attentions.0." + a, "mid.attn_1." + b)
        new = new.replace("conv_norm_out", "norm_out").replace("conv_shortcut", "nin_shortcut")
        part = new.split(".")
        if part[1].endswith("_blocks"):
            up = part[1].startswith("up")
            level = levels - 1 - int(part[2]) if up else int(part[2])
            part[1:3] = ["up" if up else "down", str(level)]
            part[3:5] = ["block", part[4]] if part[3] == "resnets" else [part[3].replace("samplers", "sample")]
        names[name] = VAE + ".".join(part)
    return names


def file_of(unet, vae, clip):
    file = {new: unet.state_dict()[old] for old, new in unet_names(unet).items()}
    for old, new in vae_names(vae).items():
        value = vae.state_dict()[old]
        file[new] = value[:, :, None, None] if ".attn_1." in new and value.dim() == 2 else value
    if isinstance(clip, dict):
        file.update(clip)
    else:
        file.update({CLIP + k: v for k, v in clip.state_dict().items()})
    return file


def open_clip(width, inner, vocabulary, positions, layers, seed=None):
    """The whole text tower of OpenCLIP, last layer included."""
    shapes = {"token_embedding.weight": (vocabulary, width), "positional_embedding": (positions, width),
              "ln_final.weight": (width,), "ln_final.bias": (width,), "text_projection": (width, width), "logit_scale": (),
              "attn_mask": (positions, positions)}
    for i in range(layers):
        for name, shape in (("ln_1.weight", (width,)), ("ln_1.bias", (width,)), ("ln_2.weight", (width,)),
                            ("ln_2.bias", (width,)), ("attn.in_proj_weight", (3 * width, width)),
                            ("attn.in_proj_bias", (3 * width,)), ("attn.out_proj.weight", (width, width)),
                            ("attn.out_proj.bias", (width,)), ("mlp.c_fc.weight", (inner, width)), ("mlp.c_fc.bias", (inner,)),
                            ("mlp.c_proj.weight", (width, inner)), ("mlp.c_proj.bias", (width,))):
            shapes[f"transformer.resblocks.{i}.{name}"] = shape
    if seed is None:
        return {OPEN + k: torch.empty(v, device="meta") for k, v in shapes.items()}
    generator = torch.Generator().manual_seed(seed)
    return {OPEN + k: torch.randn(v, generator=generator).half().float() for k, v in shapes.items()}


def converted(file, unet, vae, clip_config):
    """What diffusers makes of the file; the text encoder of Stable Diffusion 1 keeps its names."""
    parts = {"unet": convert_ldm_unet_checkpoint(dict(file), dict(unet.config))}
    parts["vae"] = convert_ldm_vae_checkpoint(dict(file), dict(vae.config))
    for part, model in (("unet", unet), ("vae", vae)):
        wanted = {k: tuple(v.shape) for k, v in model.state_dict().items()}
        made = {k: tuple(v.shape) for k, v in parts[part].items()}
        assert made == wanted, (set(made) ^ set(wanted), [k for k in made if made[k] != wanted.get(k)])
        if next(iter(parts[part].values())).device.type != "meta":
            assert all(torch.equal(v, model.state_dict()[k]) for k, v in parts[part].items())
    if clip_config is None:
        parts["text_encoder"] = {k[len(CLIP):]: v for k, v in file.items() if k.startswith(CLIP)}
    else:
        layers = clip_config.num_hidden_layers
        kept = {k: v for k, v in file.items() if k.startswith(OPEN) and f"resblocks.{layers}." not in k}
        if next(iter(kept.values())).device.type == "meta":
            return parts
        with tempfile.TemporaryDirectory() as folder:
            clip_config.save_pretrained(folder)
            made = convert_open_clip_checkpoint(kept, folder, has_projection=True, local_files_only=True).state_dict()
            parts["text_encoder"] = {k: v for k, v in made.items() if k != "text_projection.weight"}
    return parts


def write(file, lines):
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as out:
        out.write("".join(lines).encode())
    file.write_bytes(buffer.getvalue())


def tiny(folder, name, unet, vae, clip, clip_config):
    file = file_of(unet, vae, clip)
    parts = converted(file, unet, vae, clip_config)
    lines = []
    for part, tensors in parts.items():
        for key, value in sorted(tensors.items()):
            if value.is_floating_point():
                flat = value.double().reshape(-1)
                lines.append(f"{part}\t{key}\t{list(value.shape)}\t{flat[0]:.9g}\t{flat[-1]:.9g}\t{flat.sum():.9g}\n")
    write(folder / f"{name}-parts.tsv.gz", lines)
    return {k: v.half() if v.is_floating_point() else v for k, v in file.items()}


def published(folder, name, unet, vae, clip):
    file = file_of(unet, vae, clip)
    converted(file, unet, vae, None if not isinstance(clip, dict) else CLIPTextConfig(num_hidden_layers=23))
    write(folder / f"{name}-names.tsv.gz", [f"{k}\t{list(v.shape)}\n" for k, v in sorted(file.items())])


@torch.no_grad()
def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    down, up = ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"], ["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 2
    small = dict(norm_num_groups=2, attention_head_dim=2, sample_size=8)
    unet1 = randomised(UNet2DConditionModel(
        block_out_channels=[4, 8, 8], layers_per_block=2, down_block_types=down, up_block_types=up, cross_attention_dim=6,
        **small), 501)
    vae1 = randomised(AutoencoderKL(
        block_out_channels=[4, 8], layers_per_block=2, norm_num_groups=2, down_block_types=["DownEncoderBlock2D"] * 2,
        up_block_types=["UpDecoderBlock2D"] * 2), 502)
    clip1 = randomised(CLIPTextModel(CLIPTextConfig(
        vocab_size=30, hidden_size=6, intermediate_size=12, num_hidden_layers=2, num_attention_heads=2)), 503)
    file = tiny(folder, "sd1", unet1, vae1, clip1, None)
    other = {"model_ema.decay": torch.tensor(0.9999), "betas": torch.linspace(0, 1, 5),
             "model_ema.diffusion_modeltime_embed0weight": torch.zeros(2)}
    torch.save({"epoch": 3, "state_dict": dict(file, **other)}, folder / "sd1.ckpt")
    unet2 = randomised(UNet2DConditionModel(
        in_channels=9, block_out_channels=[4, 8], layers_per_block=1, down_block_types=down[1:], up_block_types=up[:2],
        cross_attention_dim=8, use_linear_projection=True, **small), 504)
    vae2 = randomised(AutoencoderKL(
        block_out_channels=[4, 4, 8], layers_per_block=1, norm_num_groups=2, down_block_types=["DownEncoderBlock2D"] * 3,
        up_block_types=["UpDecoderBlock2D"] * 3), 505)
    file = tiny(folder, "sd2", unet2, vae2, open_clip(8, 12, 30, 9, 4, 506), CLIPTextConfig(
        vocab_size=30, hidden_size=8, intermediate_size=12, num_hidden_layers=3, num_attention_heads=2, hidden_act="gelu",
        max_position_embeddings=9, projection_dim=8))
    save_file({k: v.contiguous() for k, v in file.items()}, folder / "sd2.safetensors")
    with torch.device("meta"):
        big = dict(block_out_channels=[320, 640, 1280, 1280], sample_size=64)
        vae = AutoencoderKL(block_out_channels=[128, 256, 512, 512], layers_per_block=2, down_block_types=["DownEncoderBlock2D"] * 4,
                            up_block_types=["UpDecoderBlock2D"] * 4)
        clip = CLIPTextModel(CLIPTextConfig(vocab_size=49408, hidden_size=768, intermediate_size=3072, num_hidden_layers=12,
                                            num_attention_heads=12))
        one = UNet2DConditionModel(attention_head_dim=8, cross_attention_dim=768, **big)
        two = UNet2DConditionModel(in_channels=9, attention_head_dim=[5, 10, 20, 20], cross_attention_dim=1024,
                                   use_linear_projection=True, **big)
    published(folder, "v1-5-pruned", one, vae, clip)
    published(folder, "512-inpainting", two, vae, open_clip(1024, 4096, 49408, 77, 24))


if __name__ == "__main__":
    main(sys.argv[1])
