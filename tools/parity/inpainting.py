"""What diffusers' inpainting pipeline paints with the tiny model of tiny_models.py, and what its sampler of panoramas
makes with latents that are blended after every step; all noise is in the file.

Usage: python tools/parity/inpainting.py priors/src/test/resources/models nets/src/test/resources/clip-tokenizer \
  priors/src/test/resources/org/drag4d/priors/neural
"""

import pathlib
import sys

import diffusers.models.autoencoders.vae as vae_module
import diffusers.schedulers.scheduling_euler_ancestral_discrete as euler_module
import torch
from diffusers import (AutoencoderKL, DDIMScheduler, EulerAncestralDiscreteScheduler, StableDiffusionInpaintPipeline,
                       StableDiffusionPipeline, UNet2DConditionModel)
from safetensors.torch import save_file
from transformers import CLIPTextModel, CLIPTokenizer


def parts(folder, words, padding):
    load = dict(torch_dtype=torch.float32, local_files_only=True)
    tokenizer = CLIPTokenizer(words / "vocab.json", words / "merges.txt", pad_token=padding, model_max_length=77)
    return dict(
        vae=AutoencoderKL.from_pretrained(folder / "vae", **load),
        text_encoder=CLIPTextModel.from_pretrained(folder / "text_encoder", **load), tokenizer=tokenizer,
        unet=UNet2DConditionModel.from_pretrained(folder / "unet", **load),
        safety_checker=None, feature_extractor=None, requires_safety_checker=False)


@torch.no_grad()
def main(models, words, out):
    generator = torch.Generator().manual_seed(701)
    draw = lambda *shape: torch.randn(shape, generator=generator)  # noqa: E731
    folder = models / "stable-diffusion-2-inpainting"
    pipe = StableDiffusionInpaintPipeline(
        scheduler=DDIMScheduler.from_pretrained(folder / "scheduler", local_files_only=True), **parts(folder, words, "!"))
    picture = torch.randint(0, 256, (48, 64, 3), generator=generator, dtype=torch.uint8)
    mask = torch.zeros((48, 64), dtype=torch.uint8)
    mask[13:37, 20:51] = 1
    start, encoder = draw(1, 4, 6, 8), draw(1, 4, 6, 8)
    vae_module.randn_tensor = lambda *_, **__: encoder
    made = pipe(
        prompt="a cozy room with a sofa", negative_prompt="text, people", image=picture.permute(2, 0, 1)[None] / 255,
        mask_image=mask[None, None].float(), latents=start, height=48, width=64, num_inference_steps=5, guidance_scale=7.5,
        strength=1.0, output_type="pt").images[0]
    save_file({"picture": picture, "mask": mask, "start": start, "encoder": encoder,
               "painted": made.permute(1, 2, 0).contiguous()}, out / "inpainting.safetensors")

    folder = models / "diffusion360/sd-base"
    pipe = StableDiffusionPipeline(
        scheduler=EulerAncestralDiscreteScheduler.from_pretrained(folder / "scheduler", local_files_only=True),
        **parts(folder, words, "<|endoftext|>"))
    steps, width, overlap = 4, 32, 1
    start = draw(1, 4, 16, width)
    noises = draw(steps, 1, 4, 16, width)
    remaining = list(noises)
    euler_module.randn_tensor = lambda *_, **__: remaining.pop(0)

    def blended(latents):
        latents = latents.clone()
        for x in range(overlap):
            latents[..., x] = latents[..., width - overlap + x] * (1 - x / overlap) + latents[..., x] * (x / overlap)
        return latents

    made = pipe(
        prompt="a garden", negative_prompt="logo", latents=start, height=128, width=256, num_inference_steps=steps,
        guidance_scale=7.5, output_type="latent",
        callback_on_step_end=lambda _, __, ___, values: dict(values, latents=blended(values["latents"]))).images
    save_file({"start": start, "noise": noises.contiguous(), "latents": blended(made)}, out / "panorama.safetensors")


main(*map(pathlib.Path, sys.argv[1:4]))
