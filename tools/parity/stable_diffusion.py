"""Parity cases of Stable Diffusion's networks: tiny structures, random weights, what diffusers and transformers compute.

Usage: python tools/parity/stable_diffusion.py FOLDER
Each case is a folder with case.json, weights.safetensors (16-bit floats, which both sides read exactly) and
io.safetensors. Versions and seeds: tools/parity/versions.txt.
"""

import json
import pathlib
import sys

import torch
from diffusers import AutoencoderKL, ControlNetModel, EulerDiscreteScheduler, UNet2DConditionModel
from diffusers.loaders import LoraLoaderMixin
from diffusers.loaders.lora_conversion_utils import _convert_kohya_lora_to_diffusers
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel


def randomise(model, seed):
    """Every number drawn: defaults of one and nought would hide a forgotten scale or shift."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, value in sorted(model.state_dict().items()):
            if not value.is_floating_point():
                continue
            drawn = torch.randn(value.shape, generator=generator)
            if value.dim() > 1:
                drawn *= 0.9 / (value[0].numel() ** 0.5)
            else:
                drawn = drawn * 0.2 + (1 if "norm" in name and name.endswith("weight") else 0)
            value.copy_(drawn.half().float())
    return model.eval()


def save(folder, name, kind, config, model, tensors, options=None, weights=None):
    folder = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.json").write_text(json.dumps(dict(model=kind, config=config, options=options or {}), indent=1) + "\n")
    weights = weights or {k: v.half().contiguous() for k, v in model.state_dict().items() if v.is_floating_point()}
    save_file(weights, folder / "weights.safetensors")
    save_file({k: v.contiguous() for k, v in tensors.items()}, folder / "io.safetensors")
    print(name, sum(v.numel() for v in weights.values()), "numbers", {k: tuple(v.shape) for k, v in tensors.items()})


def unet(folder, name, seed, config, shape, times, tokens):
    model = randomise(UNet2DConditionModel(**config), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    sample = torch.randn(shape, generator=generator)
    text = torch.randn((shape[0], tokens, config["cross_attention_dim"]), generator=generator)
    times = torch.tensor(times)
    levels = {}
    for level, block in enumerate(model.up_blocks):
        block.register_forward_hook(lambda _, __, out, level=level: levels.update({f"out.up_block_{level}": out}))
    out = model(sample, times, text).sample
    # Features (DIFT) are what comes out of a level of the way up.
    save(folder, name, "unet-2d-condition", config, model, {
        "in.sample": sample, "in.timestep": times, "in.encoder_hidden_states": text, "out.sample": out, **levels})


def held_unet(folder, name, seed, config):
    """A UNet to whose features something is added, as a ControlNet says."""
    model = randomise(UNet2DConditionModel(**config), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    draw = lambda *shape: torch.randn(shape, generator=generator)  # noqa: E731
    sample, text, times = draw(1, 4, 8, 8), draw(1, 5, config["cross_attention_dim"]), torch.tensor([250])
    first, last = config["block_out_channels"]
    skips = [draw(1, first, 8, 8), draw(1, first, 8, 8), draw(1, first, 4, 4), draw(1, last, 4, 4)]
    middle = draw(1, last, 4, 4)
    out = model(sample, times, text, down_block_additional_residuals=skips, mid_block_additional_residual=middle).sample
    save(folder, name, "unet-2d-condition", config, model, {
        "in.sample": sample, "in.timestep": times, "in.encoder_hidden_states": text,
        **{f"in.down_block_additional_residuals.{i}": skip for i, skip in enumerate(skips)},
        "in.mid_block_additional_residual": middle, "out.sample": out})


def controlnet(folder, name, seed, config, shape, times, tokens):
    model = randomise(ControlNetModel(**config), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    factor = 2 ** (len(config["conditioning_embedding_out_channels"]) - 1)
    sample = torch.randn(shape, generator=generator)
    text = torch.randn((shape[0], tokens, config["cross_attention_dim"]), generator=generator)
    picture = torch.rand((shape[0], config.get("conditioning_channels", 3), factor * shape[2], factor * shape[3]), generator=generator)
    times = torch.tensor(times)
    out = model(sample, times, encoder_hidden_states=text, controlnet_cond=picture)
    skips = {f"out.down_block_res_samples.{i}": skip for i, skip in enumerate(out.down_block_res_samples)}
    save(folder, name, "controlnet", config, model, {
        "in.sample": sample, "in.timestep": times, "in.encoder_hidden_states": text, "in.controlnet_cond": picture,
        **skips, "out.mid_block_res_sample": out.mid_block_res_sample})


def lora(folder, name, seed, config, spelling, scale):
    """A UNet with low-rank changes that diffusers itself reads and applies, in one of two spellings."""
    model = randomise(UNet2DConditionModel(**config), seed)
    weights = {k: v.half().contiguous() for k, v in model.state_dict().items()}
    generator = torch.Generator().manual_seed(seed + 1)
    changes, kohya = {}, spelling == "kohya"
    for module, layer in model.named_modules():
        attention = module.endswith(("to_q", "to_k", "to_v", "to_out.0"))
        others = kohya and module.endswith(("ff.net.0.proj", "ff.net.2", "proj_in", "proj_out", "conv1", "conv"))
        if not (attention or others):
            continue
        rank = 3
        out, into = layer.weight.shape[:2]
        kernel = tuple(layer.weight.shape[2:])
        ones = (1,) * len(kernel)
        down = (torch.randn((rank, into) + kernel, generator=generator) / layer.weight[0].numel() ** 0.5).half()
        up = (torch.randn((out, rank) + ones, generator=generator) * 0.5).half()
        if kohya:
            stem = "lora_unet_" + module.replace(".", "_")
            changes[stem + ".lora_down.weight"], changes[stem + ".lora_up.weight"] = down, up
            changes[stem + ".alpha"] = torch.tensor(2.0).half()
        else:
            parent, layer_name = module.removesuffix(".0").rsplit(".", 1)
            stem = f"{parent}.processor.{layer_name}_lora"
            changes[stem + ".down.weight"], changes[stem + ".up.weight"] = down, up
    state, alphas = {k: v.float() for k, v in changes.items()}, None
    if kohya:
        state, alphas = _convert_kohya_lora_to_diffusers(state)
    else:
        state = {"unet." + k: v for k, v in state.items()}
    LoraLoaderMixin.load_lora_into_unet(state, network_alphas=alphas, unet=model)
    sample = torch.randn((1, 4, 8, 8), generator=generator)
    text = torch.randn((1, 5, config["cross_attention_dim"]), generator=generator)
    times = torch.tensor([500])
    out = model(sample, times, text, cross_attention_kwargs={"scale": scale}).sample
    save(folder, name, "unet-2d-condition", config, model, {
        "in.sample": sample, "in.timestep": times, "in.encoder_hidden_states": text, "out.sample": out},
        options={"lora": "lora.safetensors", "lora_scale": scale}, weights=weights)
    save_file(changes, folder / name / "lora.safetensors")


def autoencoder(folder, name, seed, config, shape):
    model = randomise(AutoencoderKL(**config), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    sample = torch.rand(shape, generator=generator) * 2 - 1
    posterior = model.encode(sample).latent_dist
    latent = torch.randn((shape[0], config["latent_channels"], 5, 3), generator=generator)
    save(folder, name, "autoencoder-kl", config, model, {
        "in.sample": sample, "out.latent_mean": posterior.mean, "out.latent_logvar": posterior.logvar,
        "in.latent": latent, "out.decoded": model.decode(latent).sample})


def clip(folder, name, seed, config, ids):
    model = randomise(CLIPTextModel(CLIPTextConfig(**config)), seed)
    ids = torch.tensor(ids)
    out = model(ids)
    save(folder, name, "clip-text", config, model, {
        "in.input_ids": ids, "out.last_hidden_state": out.last_hidden_state, "out.pooler_output": out.pooler_output})


def sampling(folder, name, seed, config, scheduler, steps, guidance):
    """Classifier-free guidance with an inpainting network, written out as diffusers' pipeline does it."""
    model = randomise(UNet2DConditionModel(**config), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    noise = torch.randn((1, 4, 8, 8), generator=generator)
    condition = torch.randn((1, 5, 8, 8), generator=generator)
    text, negative = torch.randn((2, 1, 5, config["cross_attention_dim"]), generator=generator)
    scheduler.set_timesteps(steps)
    latents = noise * scheduler.init_noise_sigma
    for t in scheduler.timesteps:
        shown = scheduler.scale_model_input(torch.cat([latents] * 2), t)
        shown = torch.cat([shown, torch.cat([condition] * 2)], dim=1)
        without, with_text = model(shown, t, torch.cat([negative, text])).sample.chunk(2)
        latents = scheduler.step(without + guidance * (with_text - without), t, latents).prev_sample
    save(folder, name, "unet-2d-condition", config, model, {
        "in.noise": noise, "in.condition": condition, "in.text": text, "in.negative": negative, "out.latents": latents})


@torch.no_grad()
def main(folder):
    folder = pathlib.Path(folder)
    euler = EulerDiscreteScheduler(
        beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012, timestep_spacing="leading", steps_offset=1)
    # As Stable Diffusion 1.5: heads of equal number, convolutions around attention; odd sizes, one picture.
    unet(folder, "unet-sd1", 101, dict(
        in_channels=4, out_channels=4, block_out_channels=[8, 16, 24],
        down_block_types=["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
        up_block_types=["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
        layers_per_block=2, attention_head_dim=4, cross_attention_dim=20, norm_num_groups=4, sample_size=8),
        (1, 4, 9, 13), [999], 7)
    # As Stable Diffusion 2 for inpainting: heads of equal width, linear layers around attention, two pictures.
    unet(folder, "unet-sd2-inpainting", 102, dict(
        in_channels=9, out_channels=4, block_out_channels=[12, 24],
        down_block_types=["CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
        up_block_types=["CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
        layers_per_block=1, attention_head_dim=[3, 6], cross_attention_dim=28, norm_num_groups=4, norm_eps=1e-6,
        use_linear_projection=True, flip_sin_to_cos=False, freq_shift=1, transformer_layers_per_block=2,
        sample_size=8),
        (2, 9, 8, 6), [3, 741], 11)
    # As the ControlNet of Stable Diffusion 1.5; odd sizes, one picture.
    controlnet(folder, "controlnet-sd1", 106, dict(
        in_channels=4, block_out_channels=[8, 16, 24],
        down_block_types=["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"], layers_per_block=2,
        attention_head_dim=4, cross_attention_dim=20, norm_num_groups=4,
        conditioning_embedding_out_channels=[4, 6, 8, 10]), (1, 4, 7, 10), [714], 7)
    # Linear layers around attention, heads of equal width, two pictures of one channel at half the scale.
    controlnet(folder, "controlnet-sd2", 107, dict(
        in_channels=5, block_out_channels=[12, 24], down_block_types=["DownBlock2D", "CrossAttnDownBlock2D"],
        layers_per_block=1, attention_head_dim=[3, 6], cross_attention_dim=28, norm_num_groups=3, norm_eps=1e-6,
        use_linear_projection=True, flip_sin_to_cos=False, freq_shift=1, transformer_layers_per_block=2,
        conditioning_channels=1, conditioning_embedding_out_channels=[5, 7]), (2, 5, 8, 6), [3, 741], 11)
    small = dict(
        in_channels=4, out_channels=4, block_out_channels=[8, 16], layers_per_block=1, norm_num_groups=4,
        down_block_types=["CrossAttnDownBlock2D", "DownBlock2D"], up_block_types=["UpBlock2D", "CrossAttnUpBlock2D"],
        attention_head_dim=2, cross_attention_dim=12, sample_size=8)
    held_unet(folder, "unet-held", 108, small)
    lora(folder, "unet-lora-kohya", 103, small, "kohya", 0.7)
    lora(folder, "unet-lora-diffusers", 104, dict(small, use_linear_projection=True), "diffusers", 1.0)
    sampling(folder.parent, "guided-sampling", 105, dict(small, in_channels=9), euler, 5, 7.5)
    autoencoder(folder, "autoencoder-two-levels", 201, dict(
        in_channels=3, out_channels=3, down_block_types=["DownEncoderBlock2D"] * 2,
        up_block_types=["UpDecoderBlock2D"] * 2, block_out_channels=[16, 24], layers_per_block=1,
        latent_channels=4, norm_num_groups=8, sample_size=16),
        (1, 3, 16, 24))
    autoencoder(folder, "autoencoder-odd", 202, dict(
        in_channels=3, out_channels=3, down_block_types=["DownEncoderBlock2D"] * 3,
        up_block_types=["UpDecoderBlock2D"] * 3, block_out_channels=[6, 12, 12], layers_per_block=2,
        latent_channels=3, norm_num_groups=3, sample_size=16, scaling_factor=0.3),
        (2, 3, 21, 13))
    clip(folder, "clip-text-sd1", 301, dict(
        vocab_size=120, hidden_size=32, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4,
        max_position_embeddings=77, hidden_act="quick_gelu", eos_token_id=2),
        [[118] + [5, 17, 99, 3] + [119] * 72])
    clip(folder, "clip-text-sd2", 302, dict(
        vocab_size=90, hidden_size=24, intermediate_size=60, num_hidden_layers=3, num_attention_heads=2,
        max_position_embeddings=20, hidden_act="gelu", layer_norm_eps=1e-6, eos_token_id=80, bos_token_id=79),
        [[79, 4, 4, 80, 0, 0, 0, 0, 0], [79, 88, 12, 7, 1, 60, 31, 80, 0]])


if __name__ == "__main__":
    main(sys.argv[1])
