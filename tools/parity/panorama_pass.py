"""One painting of Diffusion360's enhancement with the tiny models of tiny_models.py: latents that go through UNet and
ControlNet tile by tile, each tile a step of diffusers' UniPC that remembers nothing, tiles fading into each other all the
way round. Its public program cuts and fades in the same way but for the seam, where it carries the columns beyond the
edge along; here they are always those of the other edge.

Usage: python tools/parity/panorama_pass.py priors/src/test/resources/models priors/src/test/resources/org/drag4d/priors/neural
"""

import copy
import json
import pathlib
import sys

import numpy as np
import torch
from diffusers import ControlNetModel, UniPCMultistepScheduler, UNet2DConditionModel
from safetensors.torch import save_file

STRIDE, CELL, STEPS, STRENGTH, GUIDANCE = 4, 8, 7, 0.8, 15
ROWS, COLUMNS = 12, 24


def load(kind, folder):
    model = kind(**json.loads((folder / "config.json").read_text()))
    model.load_state_dict({k: v.float() for k, v in torch.load(folder / "diffusion_pytorch_model.bin").items()})
    return model.eval()


def shares(first, last):
    """A tile rises over its first half and falls over its second, where it has a neighbour."""
    rise = np.arange(STRIDE) / STRIDE
    return np.concatenate([np.ones(STRIDE) if first else rise, np.ones(STRIDE) if last else 1 - rise])


@torch.no_grad()
def main(models, out):
    folder = models / "diffusion360-enhancement"
    unet = load(UNet2DConditionModel, folder / "sr-base/unet")
    control = load(ControlNetModel, folder / "sr-control")
    scheduler = UniPCMultistepScheduler(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012, steps_offset=1)
    scheduler.set_timesteps(STEPS)
    fresh = copy.deepcopy(scheduler.__dict__)
    generator = torch.Generator().manual_seed(711)
    start = torch.randn((1, 4, ROWS, COLUMNS), generator=generator)
    picture = torch.randint(0, 256, (1, 3, ROWS * CELL, COLUMNS * CELL), generator=generator, dtype=torch.uint8)
    texts = torch.randn((2, 77, unet.config.cross_attention_dim), generator=generator)
    latents, seen = start.clone(), picture / 255
    for t in scheduler.timesteps[STEPS - int(STEPS * STRENGTH):]:
        joined = torch.zeros_like(latents)
        for top in range(0, ROWS - STRIDE, STRIDE):
            for left in range(0, COLUMNS, STRIDE):
                rows = torch.arange(top, top + 2 * STRIDE)
                columns = torch.arange(left, left + 2 * STRIDE) % COLUMNS
                tile = latents[:, :, rows][..., columns]
                part = seen[:, :, top * CELL:(top + 2 * STRIDE) * CELL]
                part = part.roll(-left * CELL, -1)[..., :2 * STRIDE * CELL]
                skips, middle = control(
                    torch.cat([tile] * 2), t, encoder_hidden_states=texts, controlnet_cond=torch.cat([part] * 2), return_dict=False)
                without, with_text = unet(
                    torch.cat([tile] * 2), t, encoder_hidden_states=texts, down_block_additional_residuals=skips,
                    mid_block_additional_residual=middle).sample.chunk(2)
                scheduler.__dict__.update(copy.deepcopy(fresh))
                tile = scheduler.step(without + GUIDANCE * (with_text - without), t, tile).prev_sample
                down = shares(top == 0, top + 2 * STRIDE == ROWS)
                share = torch.from_numpy(np.outer(down, shares(False, False))).float()
                for i, column in enumerate(columns):
                    joined[:, :, rows, column] += (tile * share)[..., i]
        latents = joined
    save_file({"start": start, "picture": picture[0].permute(1, 2, 0).contiguous(), "texts": texts, "latents": latents},
              out / "painting.safetensors")


main(*map(pathlib.Path, sys.argv[1:3]))
