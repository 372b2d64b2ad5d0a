"""Times one call of Stable Diffusion 1.5's UNet in PyTorch, for drag4d bench nets --against OUTPUT.json.

Usage: python tools/parity/time_unet.py OUTPUT.json [--threads N] [--calls N] [--latent N]
Published size, random weights, one sample, one text of 77 tokens, 32-bit floats, the processor.
"""

import argparse
import json
import statistics
import time

import torch
from diffusers import UNet2DConditionModel


@torch.no_grad()
def main():
    options = argparse.ArgumentParser()
    options.add_argument("output")
    options.add_argument("--threads", type=int, default=torch.get_num_threads())
    options.add_argument("--calls", type=int, default=5)
    options.add_argument("--latent", type=int, default=64)
    options = options.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    unet = UNet2DConditionModel(
        in_channels=4, out_channels=4, sample_size=64, layers_per_block=2, block_out_channels=[320, 640, 1280, 1280],
        down_block_types=["CrossAttnDownBlock2D"] * 3 + ["DownBlock2D"],
        up_block_types=["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 3, attention_head_dim=8, cross_attention_dim=768).eval()
    sample = torch.randn(1, 4, options.latent, options.latent)
    text = torch.randn(1, 77, 768)
    milliseconds = []
    for _ in range(options.calls + 1):
        start = time.perf_counter()
        unet(sample, 500, text)
        milliseconds.append((time.perf_counter() - start) * 1e3)
    result = dict(
        torch=torch.__version__, threads=options.threads, latent=options.latent, milliseconds=milliseconds[1:],
        medianMilliseconds=statistics.median(milliseconds[1:]), blas=torch.__config__.show())
    with open(options.output, "w") as out:
        json.dump(result, out, indent=1)
    print("PyTorch", torch.__version__, "median", round(result["medianMilliseconds"]), "ms")


main()
