package org.drag4d.nets.diffusion;

/**
 * The structure of a CLIP text encoder; the fields of transformers' {@code config.json} for {@code
 * CLIPTextModel}.
 *
 * @param vocabulary vocab_size
 * @param width hidden_size
 * @param inner intermediate_size: width inside the feed-forward layers
 * @param layers num_hidden_layers
 * @param heads num_attention_heads
 * @param positions max_position_embeddings: the longest text in tokens
 * @param quick whether the activation is x sigmoid(1.702 x) (hidden_act quick_gelu) instead of GELU
 * @param epsilon layer_norm_eps
 * @param endOfText eos_token_id; 2 stands in older files for "the largest id"
 */
public record ClipTextConfig(
    int vocabulary,
    int width,
    int inner,
    int layers,
    int heads,
    int positions,
    boolean quick,
    double epsilon,
    int endOfText) {
  /** What older files say instead of the end's id. */
  static final int LARGEST_ID = 2;

  /** CLIP ViT-L/14, of Stable Diffusion 1. */
  public static final ClipTextConfig STABLE_DIFFUSION_1 =
      new ClipTextConfig(49408, 768, 3072, 12, 12, 77, true, 1e-5, LARGEST_ID);

  /** OpenCLIP ViT-H/14 without its last layer, of Stable Diffusion 2. */
  public static final ClipTextConfig STABLE_DIFFUSION_2 =
      new ClipTextConfig(49408, 1024, 4096, 23, 16, 77, false, 1e-5, LARGEST_ID);

  /**
   * Reads a published configuration.
   *
   * @throws org.drag4d.task.InputException if it describes something that this encoder is not
   */
  public static ClipTextConfig of(NetworkConfig config) {
    String activation = config.text("hidden_act", "quick_gelu");
    if (!activation.equals("quick_gelu") && !activation.equals("gelu")) {
      throw config.wrong("hidden_act", activation + " is neither quick_gelu nor gelu");
    }
    ClipTextConfig clip =
        new ClipTextConfig(
            config.size("vocab_size", 49408),
            config.size("hidden_size", 512),
            config.size("intermediate_size", 2048),
            config.layers("num_hidden_layers", 12),
            config.size("num_attention_heads", 8),
            config.size("max_position_embeddings", 77),
            activation.equals("quick_gelu"),
            config.number("layer_norm_eps", 1e-5),
            config.integer("eos_token_id", LARGEST_ID));
    config
        .ignore(
            "architectures",
            "model_type",
            "torch_dtype",
            "transformers_version",
            "attention_dropout",
            "dropout",
            "initializer_factor",
            "initializer_range",
            "bos_token_id",
            "pad_token_id",
            "projection_dim")
        .finish();
    if (clip.width() % clip.heads() != 0) {
      throw config.wrong(
          "num_attention_heads", clip.heads() + " heads do not share " + clip.width());
    }
    return clip;
  }
}
