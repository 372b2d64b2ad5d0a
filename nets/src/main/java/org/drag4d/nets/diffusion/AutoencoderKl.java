package org.drag4d.nets.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.torch.Attention;
import org.drag4d.nets.torch.Conv2d;
import org.drag4d.nets.torch.Linear;
import org.drag4d.nets.torch.Norm;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;

/**
 * Pictures to latents an eighth as wide and back: Stable Diffusion's autoencoder ("text-to-scene"
 * section 7.2). Pictures have values from -1 to 1.
 */
public final class AutoencoderKl {
  private static final double EPSILON = 1e-6;
  private static final double SMALLEST_LOG_VARIANCE = -30;
  private static final double LARGEST_LOG_VARIANCE = 20;

  private final AutoencoderConfig config;
  private final ParameterTable table = new ParameterTable();
  private final Conv2d encoderIn;
  private final List<Level> down = new ArrayList<>();
  private final Middle encoderMiddle;
  private final Norm encoderNorm;
  private final Conv2d encoderOut;
  private final Conv2d decoderIn;
  private final Middle decoderMiddle;
  private final List<Level> up = new ArrayList<>();
  private final Norm decoderNorm;
  private final Conv2d decoderOut;
  private final Conv2d quant;
  private final Conv2d postQuant;

  private record Level(List<ResnetBlock> resnets, Optional<Conv2d> resize) {}

  /** What an encoder says: a normal distribution over latents, each [n, latentChannels, h, w]. */
  public record Latents(Tensor mean, Tensor logVariance) {
    /** Returns a latent drawn from the distribution with noise of variance 1. */
    public Tensor sample(Tensor noise) {
      Tensor deviation = logVariance.mul(new Scalar(0.5)).exp();
      return mean.add(deviation.mul(Tensors.like(noise, mean)));
    }
  }

  /** The coarsest blocks, with attention of one head among all pixels in between. */
  private record Middle(
      ResnetBlock first,
      Norm norm,
      Linear toQ,
      Linear toK,
      Linear toV,
      Linear toOut,
      ResnetBlock second) {
    static Middle of(ParameterTable table, int width, int groups) {
      ParameterTable attention = table.at("attentions.0");
      return new Middle(
          ResnetBlock.of(table.at("resnets.0"), width, width, 0, groups, EPSILON),
          Norm.groups(attention.at("group_norm"), groups, width, EPSILON),
          Linear.alsoCalled(attention, "to_q", "query", width, width),
          Linear.alsoCalled(attention, "to_k", "key", width, width),
          Linear.alsoCalled(attention, "to_v", "value", width, width),
          Linear.alsoCalled(attention, "to_out.0", "proj_attn", width, width),
          ResnetBlock.of(table.at("resnets.1"), width, width, 0, groups, EPSILON));
    }

    Tensor apply(Weights w, Tensor x) {
      try (Scope scope = Scope.open()) {
        Tensor h = first.apply(w, x);
        long c = h.size(1);
        Tensor rows =
            norm.apply(w, h).permute(0, 2, 3, 1).reshape(h.size(0), h.size(2) * h.size(3), c);
        Tensor seen =
            Attention.full(
                Attention.split(toQ.apply(w, rows), 1),
                Attention.split(toK.apply(w, rows), 1),
                Attention.split(toV.apply(w, rows), 1));
        Tensor out =
            toOut
                .apply(w, Attention.join(seen))
                .view(h.size(0), h.size(2), h.size(3), c)
                .permute(0, 3, 1, 2);
        return scope.keep(second.apply(w, h.add(out)));
      }
    }
  }

  /** Makes the network. */
  public AutoencoderKl(AutoencoderConfig config) {
    this.config = config;
    int levels = config.widths().size();
    int coarsest = config.widths().getLast();
    int finest = config.widths().getFirst();
    ParameterTable encoder = table.at("encoder");
    encoderIn = Conv2d.same(encoder.at("conv_in"), config.inChannels(), finest, 3);
    int in = finest;
    for (int level = 0; level < levels; level++) {
      ParameterTable part = encoder.at("down_blocks", level);
      int out = config.widths().get(level);
      List<ResnetBlock> resnets = resnets(part, in, out, config.layers());
      // The zeros right and below come before the convolution, none left and above.
      down.add(
          new Level(
              resnets,
              level == levels - 1
                  ? Optional.empty()
                  : Optional.of(Conv2d.of(part.at("downsamplers.0.conv"), out, out, 3, 2, 0))));
      in = out;
    }
    encoderMiddle = Middle.of(encoder.at("mid_block"), coarsest, config.groups());
    encoderNorm = Norm.groups(encoder.at("conv_norm_out"), config.groups(), coarsest, EPSILON);
    encoderOut = Conv2d.same(encoder.at("conv_out"), coarsest, 2L * config.latentChannels(), 3);
    ParameterTable decoder = table.at("decoder");
    decoderIn = Conv2d.same(decoder.at("conv_in"), config.latentChannels(), coarsest, 3);
    decoderMiddle = Middle.of(decoder.at("mid_block"), coarsest, config.groups());
    in = coarsest;
    for (int i = 0; i < levels; i++) {
      ParameterTable part = decoder.at("up_blocks", i);
      int out = config.widths().get(levels - 1 - i);
      List<ResnetBlock> resnets = resnets(part, in, out, config.layers() + 1);
      up.add(
          new Level(
              resnets,
              i == levels - 1
                  ? Optional.empty()
                  : Optional.of(Conv2d.same(part.at("upsamplers.0.conv"), out, out, 3))));
      in = out;
    }
    decoderNorm = Norm.groups(decoder.at("conv_norm_out"), config.groups(), finest, EPSILON);
    decoderOut = Conv2d.same(decoder.at("conv_out"), finest, config.outChannels(), 3);
    quant =
        Conv2d.same(
            table.at("quant_conv"), 2L * config.latentChannels(), 2L * config.latentChannels(), 1);
    postQuant =
        Conv2d.same(
            table.at("post_quant_conv"), config.latentChannels(), config.latentChannels(), 1);
  }

  private List<ResnetBlock> resnets(ParameterTable part, int in, int out, int count) {
    List<ResnetBlock> resnets = new ArrayList<>();
    for (int layer = 0; layer < count; layer++) {
      resnets.add(
          ResnetBlock.of(
              part.at("resnets", layer), layer == 0 ? in : out, out, 0, config.groups(), EPSILON));
    }
    return resnets;
  }

  /** Returns what the network wants from its weight file. */
  public ParameterTable parameters() {
    return table;
  }

  /** Returns the structure. */
  public AutoencoderConfig config() {
    return config;
  }

  /**
   * Encodes pictures. The latents are not multiplied by the configuration's scale.
   *
   * @param pictures [n, 3, h, w], from -1 to 1
   */
  public Latents encode(Weights w, Tensor pictures) {
    try (Scope scope = Scope.open()) {
      Tensor h = encoderIn.apply(w, Tensors.channelsLast(w.place(pictures)));
      for (Level level : down) {
        h = run(w, level.resnets(), h);
        if (level.resize().isPresent()) {
          try (Scope inner = Scope.open()) {
            Tensor padded =
                torch.pad(h, new long[] {0, 1, 0, 1}, "constant", new DoubleOptional(0));
            h = inner.keep(level.resize().get().apply(w, padded));
          }
        }
      }
      h = encoderMiddle.apply(w, h);
      h = encoderOut.apply(w, torch.silu(encoderNorm.apply(w, h)));
      h = quant.apply(w, h);
      long latent = config.latentChannels();
      Tensor logVariance =
          h.narrow(1, latent, latent)
              .clamp(
                  new ScalarOptional(new Scalar(SMALLEST_LOG_VARIANCE)),
                  new ScalarOptional(new Scalar(LARGEST_LOG_VARIANCE)));
      return new Latents(
          scope.keep(h.narrow(1, 0, latent).contiguous()), scope.keep(logVariance.contiguous()));
    }
  }

  /**
   * Decodes latents as the encoder gives them, not multiplied by the configuration's scale.
   *
   * @param latents [n, latentChannels, h, w]
   * @return [n, 3, 8 h, 8 w] with four levels; about -1 to 1, not clamped
   */
  public Tensor decode(Weights w, Tensor latents) {
    try (Scope scope = Scope.open()) {
      Tensor h = postQuant.apply(w, Tensors.channelsLast(w.place(latents)));
      h = decoderMiddle.apply(w, decoderIn.apply(w, h));
      for (Level level : up) {
        h = run(w, level.resnets(), h);
        if (level.resize().isPresent()) {
          try (Scope inner = Scope.open()) {
            long[] size = {2 * h.size(2), 2 * h.size(3)};
            Tensor larger =
                torch.upsample_nearest2d(h, size, new DoubleOptional(), new DoubleOptional());
            h = inner.keep(level.resize().get().apply(w, larger));
          }
        }
      }
      return scope.keep(decoderOut.apply(w, torch.silu(decoderNorm.apply(w, h))));
    }
  }

  private static Tensor run(Weights w, List<ResnetBlock> resnets, Tensor x) {
    Tensor h = x;
    for (ResnetBlock resnet : resnets) {
      h = resnet.apply(w, h);
    }
    return h;
  }
}
