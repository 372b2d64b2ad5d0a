package org.drag4d.nets.diffusion;

import java.util.Collections;
import java.util.List;

/**
 * The structure of a conditional UNet; the fields of diffusers' {@code config.json} for {@code
 * UNet2DConditionModel}.
 *
 * @param inChannels what comes in: 4 for latents, 9 for inpainting (latents, mask, masked picture)
 * @param outChannels what goes out
 * @param widths block_out_channels: channels of each level
 * @param layers layers_per_block: how many residual blocks a level has on the way down
 * @param heads of attention, each level
 * @param attends whether a level attends to the text, on the way down
 * @param attendsUp whether a level attends to the text, on the way up; coarsest first
 * @param context cross_attention_dim: width of the text's rows
 * @param transformerLayers rounds of attention, each level
 * @param linearProjection whether transformers project by linear layers
 * @param groups norm_num_groups
 * @param epsilon norm_eps
 * @param cosineFirst flip_sin_to_cos
 * @param frequencyShift freq_shift
 * @param downsamplePadding zeros around a map before its size is halved
 */
public record UnetConfig(
    int inChannels,
    int outChannels,
    List<Integer> widths,
    int layers,
    List<Integer> heads,
    List<Boolean> attends,
    List<Boolean> attendsUp,
    int context,
    List<Integer> transformerLayers,
    boolean linearProjection,
    int groups,
    double epsilon,
    boolean cosineFirst,
    double frequencyShift,
    int downsamplePadding) {

  /** Stable Diffusion 1.5. */
  public static final UnetConfig STABLE_DIFFUSION_1 =
      new UnetConfig(
          4,
          4,
          List.of(320, 640, 1280, 1280),
          2,
          List.of(8, 8, 8, 8),
          List.of(true, true, true, false),
          List.of(false, true, true, true),
          768,
          List.of(1, 1, 1, 1),
          false,
          32,
          1e-5,
          true,
          0,
          1);

  /** Stable Diffusion 2, whose 768-pixel model differs only in what it predicts. */
  public static final UnetConfig STABLE_DIFFUSION_2 =
      new UnetConfig(
          4,
          4,
          List.of(320, 640, 1280, 1280),
          2,
          List.of(5, 10, 20, 20),
          List.of(true, true, true, false),
          List.of(false, true, true, true),
          1024,
          List.of(1, 1, 1, 1),
          true,
          32,
          1e-5,
          true,
          0,
          1);

  /** Takes the lists as they are, unchangeable. */
  public UnetConfig {
    widths = List.copyOf(widths);
    heads = List.copyOf(heads);
    attends = List.copyOf(attends);
    attendsUp = List.copyOf(attendsUp);
    transformerLayers = List.copyOf(transformerLayers);
  }

  /** Returns the same with the nine input channels of inpainting networks. */
  public UnetConfig inpainting() {
    return new UnetConfig(
        9,
        outChannels,
        widths,
        layers,
        heads,
        attends,
        attendsUp,
        context,
        transformerLayers,
        linearProjection,
        groups,
        epsilon,
        cosineFirst,
        frequencyShift,
        downsamplePadding);
  }

  /** Returns the width of the time's embedding. */
  int timeWidth() {
    return 4 * widths.getFirst();
  }

  /**
   * Reads a published configuration.
   *
   * @throws org.drag4d.task.InputException if it describes something that this UNet is not
   */
  public static UnetConfig of(NetworkConfig config) {
    int levels = config.integers("block_out_channels").size();
    UnetConfig unet =
        read(
            config,
            config.size("out_channels", 4),
            attends(config, "up_block_types", levels, "CrossAttnUpBlock2D", "UpBlock2D"));
    config
        .only("resnet_out_scale_factor", 1)
        .only("time_embedding_type", "positional")
        .only("conv_in_kernel", 3)
        .only("conv_out_kernel", 3)
        .only("attention_type", "default")
        .ignore("sample_size", "dropout")
        .finish();
    return unet;
  }

  /** Reads what a configuration says about the way down; the caller reads the rest. */
  static UnetConfig wayDown(NetworkConfig config) {
    return read(config, 0, List.of());
  }

  private static UnetConfig read(NetworkConfig config, int outChannels, List<Boolean> attendsUp) {
    List<Integer> widths = config.integers("block_out_channels");
    int levels = widths.size();
    // diffusers called the number of heads attention_head_dim, and published files still do.
    String headsKey =
        config.says("num_attention_heads") ? "num_attention_heads" : "attention_head_dim";
    List<Integer> heads = config.integers(headsKey, levels, 8);
    List<Integer> layers = config.layers("layers_per_block", levels, 2);
    if (!Collections.min(layers).equals(Collections.max(layers))) {
      throw config.wrong("layers_per_block", "differs between levels");
    }
    UnetConfig unet =
        new UnetConfig(
            config.size("in_channels", 4),
            outChannels,
            widths,
            layers.getFirst(),
            heads,
            attends(config, "down_block_types", levels, "CrossAttnDownBlock2D", "DownBlock2D"),
            attendsUp,
            config.size("cross_attention_dim", 1280),
            config.layers("transformer_layers_per_block", levels, 1),
            config.flag("use_linear_projection", false),
            config.size("norm_num_groups", 32),
            config.number("norm_eps", 1e-5),
            config.flag("flip_sin_to_cos", true),
            config.number("freq_shift", 0),
            config.integer("downsample_padding", 1));
    config
        .only("act_fn", "silu")
        .only("mid_block_type", "UNetMidBlock2DCrossAttn")
        .only("mid_block_scale_factor", 1)
        .only("resnet_time_scale_shift", "default")
        .ignore("upcast_attention", "attention_head_dim");
    for (int i = 0; i < levels; i++) {
      if (widths.get(i) == 0 || widths.get(i) % unet.groups() != 0) {
        throw config.wrong("norm_num_groups", "does not divide " + widths.get(i) + " channels");
      }
      if (heads.get(i) == 0 || widths.get(i) % heads.get(i) != 0) {
        throw config.wrong(
            "attention_head_dim", heads.get(i) + " heads do not share " + widths.get(i));
      }
    }
    return unet;
  }

  private static List<Boolean> attends(
      NetworkConfig config, String key, int levels, String with, String without) {
    return config.texts(key, levels).stream()
        .map(
            name -> {
              if (!name.equals(with) && !name.equals(without)) {
                throw config.wrong(key, name + " is neither " + with + " nor " + without);
              }
              return name.equals(with);
            })
        .toList();
  }
}
