package org.drag4d.nets.triposr;

import org.drag4d.nets.diffusion.NetworkConfig;

/**
 * The structure of TripoSR; the fields of its {@code config.yaml}, and of the picture encoder's
 * {@code config.json}, which a case has under {@code image_tokenizer.model}.
 *
 * @param imageSize cond_image_size: width and height of the picture
 * @param encoder the picture's encoder
 * @param planeSize tokenizer.plane_size
 * @param planeChannels tokenizer.num_channels
 * @param heads backbone.num_attention_heads
 * @param headWidth backbone.attention_head_dim
 * @param layers backbone.num_layers
 * @param groups backbone.norm_num_groups
 * @param sceneChannels post_processor.out_channels: channels of the finer planes
 * @param neurons decoder.n_neurons
 * @param hiddenLayers decoder.n_hidden_layers
 * @param radius renderer.radius: the object lies within plus and minus this
 * @param densityBias renderer.density_bias
 */
public record TripoSrConfig(
    int imageSize,
    Encoder encoder,
    int planeSize,
    int planeChannels,
    int heads,
    int headWidth,
    int layers,
    int groups,
    int sceneChannels,
    int neurons,
    int hiddenLayers,
    double radius,
    double densityBias) {

  /**
   * A vision transformer; the fields of transformers' {@code config.json} for {@code ViTModel}.
   *
   * @param imageSize image_size of its training: how many positions it has learned
   * @param patch patch_size
   * @param width hidden_size
   * @param inner intermediate_size
   * @param layers num_hidden_layers
   * @param heads num_attention_heads
   * @param epsilon layer_norm_eps
   */
  public record Encoder(
      int imageSize, int patch, int width, int inner, int layers, int heads, double epsilon) {
    /** DINO ViT-B/16. */
    public static final Encoder DINO = new Encoder(224, 16, 768, 3072, 12, 12, 1e-12);

    static Encoder of(NetworkConfig config) {
      Encoder encoder =
          new Encoder(
              config.size("image_size", 224),
              config.size("patch_size", 16),
              config.size("hidden_size", 768),
              config.size("intermediate_size", 3072),
              config.layers("num_hidden_layers", 12),
              config.size("num_attention_heads", 12),
              config.number("layer_norm_eps", 1e-12));
      config
          .only("hidden_act", "gelu")
          .only("num_channels", 3)
          .only("qkv_bias", true)
          .ignore("architectures", "model_type", "torch_dtype", "transformers_version")
          .ignore("attention_probs_dropout_prob", "hidden_dropout_prob", "initializer_range")
          .finish();
      if (encoder.imageSize() < encoder.patch() || encoder.width() % encoder.heads() != 0) {
        throw config.wrong("patch_size", "or num_attention_heads does not divide");
      }
      return encoder;
    }
  }

  /** The published one. */
  public static final TripoSrConfig PUBLISHED =
      new TripoSrConfig(512, Encoder.DINO, 32, 1024, 16, 64, 16, 32, 40, 64, 9, 0.87, -1);

  /** Returns the width inside the backbone. */
  int inner() {
    return heads * headWidth;
  }

  /**
   * Reads a configuration.
   *
   * @throws org.drag4d.task.InputException if it describes something that TripoSR is not
   */
  public static TripoSrConfig of(NetworkConfig config) {
    NetworkConfig tokenizer = config.at("tokenizer");
    NetworkConfig backbone = config.at("backbone");
    NetworkConfig post = config.at("post_processor");
    NetworkConfig decoder = config.at("decoder");
    NetworkConfig renderer = config.at("renderer");
    NetworkConfig image = config.at("image_tokenizer");
    Encoder encoder = image.says("model") ? Encoder.of(image.at("model")) : Encoder.DINO;
    image.only("pretrained_model_name_or_path", "facebook/dino-vitb16").finish();
    TripoSrConfig triposr =
        new TripoSrConfig(
            config.size("cond_image_size", 512),
            encoder,
            tokenizer.size("plane_size", 32),
            tokenizer.size("num_channels", 1024),
            backbone.size("num_attention_heads", 16),
            backbone.size("attention_head_dim", 88),
            backbone.layers("num_layers", 1),
            backbone.size("norm_num_groups", 32),
            post.size("out_channels", 40),
            decoder.size("n_neurons", 64),
            decoder.layers("n_hidden_layers", 9),
            renderer.number("radius", 0.87),
            renderer.number("density_bias", -1));
    config
        .ignore("image_tokenizer_cls", "tokenizer_cls", "backbone_cls", "post_processor_cls")
        .ignore("decoder_cls", "renderer_cls")
        .finish();
    tokenizer.finish();
    backbone
        .only("in_channels", triposr.planeChannels())
        .only("cross_attention_dim", encoder.width())
        .only("activation_fn", "geglu")
        .only("norm_type", "layer_norm")
        .ignore("dropout")
        .finish();
    post.only("in_channels", triposr.planeChannels()).finish();
    decoder
        .only("in_channels", 3 * triposr.sceneChannels())
        .only("activation", "silu")
        .ignore("bias", "weight_init", "bias_init")
        .finish();
    renderer
        .only("feature_reduction", "concat")
        .only("density_activation", "exp")
        .only("color_activation", "sigmoid")
        .ignore("num_samples_per_ray")
        .finish();
    if (triposr.planeChannels() % triposr.groups() != 0
        || triposr.imageSize() % encoder.patch() != 0
        || !(triposr.radius() > 0)) {
      throw config.wrong("cond_image_size", "or another size does not divide");
    }
    return triposr;
  }
}
