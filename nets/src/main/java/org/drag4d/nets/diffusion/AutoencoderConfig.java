package org.drag4d.nets.diffusion;

import java.util.List;

/**
 * The structure of an autoencoder of pictures; the fields of diffusers' {@code config.json} for
 * {@code AutoencoderKL}.
 *
 * @param inChannels colours of a picture
 * @param outChannels colours of a decoded picture
 * @param widths block_out_channels: channels of each level, finest first
 * @param layers layers_per_block: residual blocks of a level on the way down; one more on the way
 *     up
 * @param latentChannels channels of a latent
 * @param groups norm_num_groups
 * @param scale scaling_factor: latents times this have variance 1
 */
public record AutoencoderConfig(
    int inChannels,
    int outChannels,
    List<Integer> widths,
    int layers,
    int latentChannels,
    int groups,
    double scale) {

  /** Stable Diffusion 1 and 2. */
  public static final AutoencoderConfig STABLE_DIFFUSION =
      new AutoencoderConfig(3, 3, List.of(128, 256, 512, 512), 2, 4, 32, 0.18215);

  /** Takes the list as it is, unchangeable. */
  public AutoencoderConfig {
    widths = List.copyOf(widths);
  }

  /** Returns how many pixels of a picture lie along the side of one latent. */
  public int pixelsPerLatent() {
    return 1 << (widths.size() - 1);
  }

  /**
   * Reads a published configuration.
   *
   * @throws org.drag4d.task.InputException if it describes something that this autoencoder is not
   */
  public static AutoencoderConfig of(NetworkConfig config) {
    List<Integer> widths = config.integers("block_out_channels");
    for (String key : List.of("down_block_types", "up_block_types")) {
      String only = key.startsWith("down") ? "DownEncoderBlock2D" : "UpDecoderBlock2D";
      for (String type : config.texts(key, widths.size())) {
        if (!type.equals(only)) {
          throw config.wrong(key, type + " is not " + only);
        }
      }
    }
    AutoencoderConfig autoencoder =
        new AutoencoderConfig(
            config.size("in_channels", 3),
            config.size("out_channels", 3),
            widths,
            config.layers("layers_per_block", 1),
            config.size("latent_channels", 4),
            config.size("norm_num_groups", 32),
            config.number("scaling_factor", 0.18215));
    config.only("act_fn", "silu").ignore("sample_size", "force_upcast").finish();
    for (int width : widths) {
      if (width == 0 || width % autoencoder.groups() != 0) {
        throw config.wrong("norm_num_groups", "does not divide " + width + " channels");
      }
    }
    return autoencoder;
  }
}
