"""Names and shapes of the published networks' tensors, from the reference implementations on empty weights.

Usage: python tools/parity/published_keys.py FOLDER
Writes NAME.tsv.gz: name, shape, type; sorted by name. The configurations are the published ones.
"""

import gzip
import pathlib
import sys

from accelerate import init_empty_weights
from diffusers import AutoencoderKL, ControlNetModel, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel

UNET = dict(
    in_channels=4, out_channels=4, sample_size=64, block_out_channels=[320, 640, 1280, 1280], layers_per_block=2,
    down_block_types=["CrossAttnDownBlock2D"] * 3 + ["DownBlock2D"],
    up_block_types=["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 3)
SD1 = dict(UNET, attention_head_dim=8, cross_attention_dim=768)
SD2 = dict(UNET, attention_head_dim=[5, 10, 20, 20], cross_attention_dim=1024, use_linear_projection=True)
VAE = dict(
    in_channels=3, out_channels=3, latent_channels=4, layers_per_block=2, block_out_channels=[128, 256, 512, 512],
    down_block_types=["DownEncoderBlock2D"] * 4, up_block_types=["UpDecoderBlock2D"] * 4)
CLIP1 = dict(hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12)
CLIP2 = dict(hidden_size=1024, intermediate_size=4096, num_hidden_layers=23, num_attention_heads=16, hidden_act="gelu")

NETWORKS = {
    "clip-text": lambda: CLIPTextModel(CLIPTextConfig(**CLIP1)),
    "clip-text-sd2": lambda: CLIPTextModel(CLIPTextConfig(**CLIP2)),
    "autoencoder-kl": lambda: AutoencoderKL(**VAE),
    "unet-2d-condition": lambda: UNet2DConditionModel(**SD1),
    "unet-2d-condition-inpainting": lambda: UNet2DConditionModel(**dict(SD1, in_channels=9)),
    "unet-2d-condition-sd2": lambda: UNet2DConditionModel(**SD2),
    "unet-2d-condition-sd2-inpainting": lambda: UNet2DConditionModel(**dict(SD2, in_channels=9)),
    "controlnet": lambda: ControlNetModel.from_unet(UNet2DConditionModel(**SD1)),
}
TYPES = {"torch.float32": "F32", "torch.int64": "I64"}


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in NETWORKS.items():
        with init_empty_weights():
            state = make().state_dict()
        lines = [f"{k}\t{','.join(map(str, v.shape))}\t{TYPES[str(v.dtype)]}\n" for k, v in sorted(state.items())]
        (folder / f"{name}.tsv.gz").write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))
        print(name, len(lines), "tensors", sum(v.numel() for v in state.values()), "numbers")


main(sys.argv[1])
