package org.drag4d.nets.diffusion;

import java.util.List;

/**
 * The structure of a ControlNet; the fields of diffusers' {@code config.json} for {@code
 * ControlNetModel}.
 *
 * @param unet the UNet whose way down it copies; nothing is said about the way up
 * @param pictureChannels conditioning_channels: 3 for colours
 * @param pictureWidths conditioning_embedding_out_channels: channels of the picture's features; the
 *     size is halved from each to the next
 */
public record ControlNetConfig(UnetConfig unet, int pictureChannels, List<Integer> pictureWidths) {
  private static final List<Integer> USUAL_WIDTHS = List.of(16, 32, 96, 256);

  /** That of Stable Diffusion 1.5. */
  public static final ControlNetConfig STABLE_DIFFUSION_1 =
      new ControlNetConfig(UnetConfig.STABLE_DIFFUSION_1, 3, USUAL_WIDTHS);

  /** Takes the list as it is, unchangeable. */
  public ControlNetConfig {
    pictureWidths = List.copyOf(pictureWidths);
  }

  /** Returns how many pixels of the picture stand beside one latent, each way. */
  public int pixelsPerLatent() {
    return 1 << (pictureWidths.size() - 1);
  }

  /**
   * Reads a published configuration.
   *
   * @throws org.drag4d.task.InputException if it describes something that this network is not
   */
  public static ControlNetConfig of(NetworkConfig config) {
    List<Integer> widths =
        config.says("conditioning_embedding_out_channels")
            ? config.integers("conditioning_embedding_out_channels")
            : USUAL_WIDTHS;
    if (widths.contains(0)) {
      throw config.wrong("conditioning_embedding_out_channels", "has a 0");
    }
    ControlNetConfig result =
        new ControlNetConfig(
            UnetConfig.wayDown(config), config.size("conditioning_channels", 3), widths);
    config.only("controlnet_conditioning_channel_order", "rgb").finish();
    return result;
  }
}
