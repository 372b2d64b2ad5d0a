package org.drag4d.nets.schedule;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a network's training fixes about sampling from it; the fields of the published {@code
 * scheduler_config.json}.
 *
 * @param training how noise was mixed in
 * @param prediction what the network says
 * @param spacing which time steps are visited
 * @param offset steps_offset: added to leading time steps
 * @param karras use_karras_sigmas: whether noise levels follow Karras et al. 2022 (eq. 5, rho 7)
 *     instead of the time steps
 * @param endsClean set_alpha_to_one: whether DDIM and PNDM end without noise rather than with that
 *     of time step 0
 * @param clips clip_sample: whether DDIM keeps clean samples within -1 and 1 (for networks of
 *     pictures, not of latents)
 */
public record SamplerSettings(
    NoiseSchedule training,
    Prediction prediction,
    Spacing spacing,
    int offset,
    boolean karras,
    boolean endsClean,
    boolean clips) {

  /** Those of Stable Diffusion 1.x and the 512-pixel models of 2.x. */
  public static final SamplerSettings STABLE_DIFFUSION =
      new SamplerSettings(
          NoiseSchedule.STABLE_DIFFUSION,
          Prediction.EPSILON,
          Spacing.LEADING,
          1,
          false,
          false,
          false);

  /**
   * Reads a published {@code scheduler_config.json}; what it does not say is as in Stable
   * Diffusion.
   *
   * @throws org.drag4d.task.InputException if it says something that is not known
   */
  public static SamplerSettings of(JsonNode config) {
    return of(config, Spacing.LEADING);
  }

  /**
   * The same.
   *
   * @param usual the spacing where it says none
   */
  public static SamplerSettings of(JsonNode config, Spacing usual) {
    return new SamplerSettings(
        NoiseSchedule.named(
            config.path("beta_schedule").asText("scaled_linear"),
            config.path("beta_start").asDouble(0.00085),
            config.path("beta_end").asDouble(0.012),
            config.path("num_train_timesteps").asInt(1000)),
        Prediction.named(config.path("prediction_type").asText("epsilon")),
        config.has("timestep_spacing")
            ? Spacing.named(config.path("timestep_spacing").asText())
            : usual,
        config.path("steps_offset").asInt(1),
        config.path("use_karras_sigmas").asBoolean(false),
        config.path("set_alpha_to_one").asBoolean(false),
        config.path("clip_sample").asBoolean(false));
  }

  /** Returns the same with another spacing. */
  public SamplerSettings with(Spacing other) {
    return new SamplerSettings(training, prediction, other, offset, karras, endsClean, clips);
  }

  /** Returns the same for a network that says something else. */
  public SamplerSettings with(Prediction other) {
    return new SamplerSettings(training, other, spacing, offset, karras, endsClean, clips);
  }
}
