"""Golden vectors of samplers, from diffusers; written to nets/src/test/resources/schedule/samplers.json.

Usage: python tools/parity/schedulers.py OUTPUT.json
Every "network" is out = 0.5 sin(input + 0.001 time); noise is cos(0.7 i + step). Versions: see tools/parity/versions.txt.
"""

import json
import sys

import numpy as np
import torch
import diffusers
from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EDMEulerScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    PNDMScheduler,
    UniPCMultistepScheduler,
)
from diffusers.schedulers import scheduling_ddim, scheduling_euler_ancestral_discrete

SIZE = 6
SD = dict(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012, num_train_timesteps=1000)
LEADING = dict(timestep_spacing="leading", steps_offset=1)
calls = 0


def noise_of(shape, **_):
    global calls
    calls += 1
    return torch.cos(0.7 * torch.arange(SIZE, dtype=torch.float32) + (calls - 1)).reshape(shape)


scheduling_euler_ancestral_discrete.randn_tensor = noise_of
scheduling_ddim.randn_tensor = noise_of


def case(name, kind, scheduler, steps, config, **step_arguments):
    global calls
    calls = 0
    scheduler.set_timesteps(steps)
    sample = torch.linspace(-1.5, 1.2, SIZE).reshape(1, 1, 1, SIZE) * float(scheduler.init_noise_sigma)
    trace = []
    for t in scheduler.timesteps:
        shown = scheduler.scale_model_input(sample, t)
        output = 0.5 * torch.sin(shown + 0.001 * float(t))
        sample = scheduler.step(output, t, sample, **step_arguments).prev_sample
        trace.append([float(v) for v in sample.flatten()])
    return dict(
        name=name,
        kind=kind,
        steps=steps,
        config=config,
        options=step_arguments,
        timesteps=[float(t) for t in scheduler.timesteps],
        initialScale=float(scheduler.init_noise_sigma),
        trace=trace,
    )


class Forgetful(UniPCMultistepScheduler):
    """UniPC whose memory is taken away before each step, as Diffusion360's tiles do it."""

    def step(self, output, t, sample):
        self.lower_order_nums, self.last_sample = 0, None
        return super().step(output, t, sample)


def main(path):
    cases = []
    for prediction in ("epsilon", "v_prediction", "sample"):
        config = dict(SD, prediction_type=prediction, set_alpha_to_one=False, clip_sample=False, **LEADING)
        cases.append(case("ddim " + prediction, "ddim", DDIMScheduler(**config), 7, config))
    for spacing in ("trailing", "linspace"):
        config = dict(SD, prediction_type="epsilon", timestep_spacing=spacing, set_alpha_to_one=True, clip_sample=True)
        cases.append(case("ddim " + spacing, "ddim", DDIMScheduler(**config), 6, config))
    config = dict(SD, prediction_type="epsilon", set_alpha_to_one=False, clip_sample=False, **LEADING)
    cases.append(case("ddim eta", "ddim", DDIMScheduler(**config), 5, config, eta=0.6))
    config = dict(config, beta_schedule="squaredcos_cap_v2")
    cases.append(case("ddim cosine", "ddim", DDIMScheduler(**config), 5, config))
    config = dict(config, beta_schedule="linear")
    cases.append(case("ddim linear", "ddim", DDIMScheduler(**config), 5, config))
    for prediction in ("epsilon", "v_prediction"):
        config = dict(SD, prediction_type=prediction, set_alpha_to_one=False, **LEADING)
        cases.append(case("pndm " + prediction, "pndm", PNDMScheduler(skip_prk_steps=True, **config), 8, config))
    for prediction in ("epsilon", "v_prediction", "sample"):
        config = dict(SD, prediction_type=prediction, **LEADING)
        cases.append(case("euler " + prediction, "euler", EulerDiscreteScheduler(**config), 7, config))
    for spacing in ("trailing", "linspace"):
        config = dict(SD, prediction_type="epsilon", timestep_spacing=spacing)
        cases.append(case("euler " + spacing, "euler", EulerDiscreteScheduler(**config), 6, config))
    config = dict(SD, prediction_type="epsilon", use_karras_sigmas=True, **LEADING)
    cases.append(case("euler karras", "euler", EulerDiscreteScheduler(**config), 7, config))
    for prediction in ("epsilon", "v_prediction"):
        config = dict(SD, prediction_type=prediction, **LEADING)
        scheduler = EulerAncestralDiscreteScheduler(**config)
        cases.append(case("ancestral " + prediction, "ancestral", scheduler, 7, config))
    for prediction in ("epsilon", "v_prediction", "sample"):
        config = dict(SD, prediction_type=prediction, **LEADING)
        cases.append(case("dpm++ " + prediction, "dpm++", DPMSolverMultistepScheduler(**config), 7, config))
    for spacing in ("trailing", "linspace"):
        config = dict(SD, prediction_type="epsilon", timestep_spacing=spacing)
        cases.append(case("dpm++ " + spacing, "dpm++", DPMSolverMultistepScheduler(**config), 16, config))
    config = dict(SD, prediction_type="epsilon", use_karras_sigmas=True, **LEADING)
    cases.append(case("dpm++ karras", "dpm++", DPMSolverMultistepScheduler(**config), 7, config))
    for prediction, spacing in (("epsilon", "linspace"), ("v_prediction", "leading")):
        config = dict(SD, prediction_type=prediction, timestep_spacing=spacing, steps_offset=1)
        cases.append(case("unipc forgetful " + spacing, "first-order", Forgetful(**config), 7, config))
    config = dict(prediction_type="v_prediction", sigma_min=0.002, sigma_max=700.0)
    scheduler = EulerDiscreteScheduler(timestep_type="continuous", use_karras_sigmas=True, **LEADING, **SD, **config)
    cases.append(case("continuous", "continuous", scheduler, 5, config))
    for prediction in ("epsilon", "v_prediction"):
        config = dict(prediction_type=prediction, sigma_min=0.002, sigma_max=80.0, sigma_data=0.5)
        cases.append(case("edm " + prediction, "edm", EDMEulerScheduler(**config), 6, config))
    with open(path, "w") as out:
        json.dump(dict(diffusers=diffusers.__version__, torch=torch.__version__, numpy=np.__version__, cases=cases), out, indent=1)


main(sys.argv[1])
