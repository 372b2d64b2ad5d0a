package org.drag4d.nets.diffusion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.torch.Conv2d;
import org.drag4d.nets.torch.Norm;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;

/**
 * The network that takes noise away, told the time and a text: Stable Diffusion's UNet
 * ("text-to-scene" section 7.2). Made from its configuration; the weights are an argument.
 */
public final class Unet2DCondition {
  private final UnetConfig config;
  private final ParameterTable table = new ParameterTable();
  private final Conv2d convIn;
  private final TimeEmbedding timeEmbedding;
  private final List<Level> down = new ArrayList<>();
  private final ResnetBlock midFirst;
  private final SpatialTransformer midAttention;
  private final ResnetBlock midSecond;
  private final List<Level> up = new ArrayList<>();
  private final Norm normOut;
  private final Conv2d convOut;

  /** The blocks at one size of the feature map, and the convolution that leads to the next size. */
  private record Level(
      List<ResnetBlock> resnets, List<SpatialTransformer> attentions, Optional<Conv2d> resize) {
    Tensor apply(Weights w, int layer, Tensor x, Tensor time, Tensor context) {
      Tensor h = resnets.get(layer).apply(w, x, time);
      return attentions.isEmpty() ? h : attentions.get(layer).apply(w, h, context);
    }
  }

  /** Makes the network. */
  public Unet2DCondition(UnetConfig config) {
    this.config = config;
    int levels = config.widths().size();
    int first = config.widths().getFirst();
    int time = 4 * first;
    convIn = Conv2d.same(table.at("conv_in"), config.inChannels(), first, 3);
    timeEmbedding =
        TimeEmbedding.of(
            table.at("time_embedding"), first, time, config.cosineFirst(), config.frequencyShift());
    Deque<Integer> skips = new ArrayDeque<>();
    skips.push(first);
    int in = first;
    for (int level = 0; level < levels; level++) {
      ParameterTable part = table.at("down_blocks", level);
      int out = config.widths().get(level);
      List<ResnetBlock> resnets = new ArrayList<>();
      List<SpatialTransformer> attentions = new ArrayList<>();
      for (int layer = 0; layer < config.layers(); layer++) {
        resnets.add(resnet(part.at("resnets", layer), layer == 0 ? in : out, out));
        if (config.attends().get(level)) {
          attentions.add(attention(part.at("attentions", layer), level));
        }
        skips.push(out);
      }
      boolean last = level == levels - 1;
      if (!last) {
        skips.push(out);
      }
      down.add(
          new Level(
              resnets,
              attentions,
              last
                  ? Optional.empty()
                  : Optional.of(
                      Conv2d.of(
                          part.at("downsamplers.0.conv"),
                          out,
                          out,
                          3,
                          2,
                          config.downsamplePadding()))));
      in = out;
    }
    ParameterTable mid = table.at("mid_block");
    midFirst = resnet(mid.at("resnets.0"), in, in);
    midAttention = attention(mid.at("attentions.0"), levels - 1);
    midSecond = resnet(mid.at("resnets.1"), in, in);
    for (int i = 0; i < levels; i++) {
      ParameterTable part = table.at("up_blocks", i);
      int level = levels - 1 - i;
      int out = config.widths().get(level);
      List<ResnetBlock> resnets = new ArrayList<>();
      List<SpatialTransformer> attentions = new ArrayList<>();
      for (int layer = 0; layer <= config.layers(); layer++) {
        resnets.add(resnet(part.at("resnets", layer), in + skips.pop(), out));
        if (config.attendsUp().get(i)) {
          attentions.add(attention(part.at("attentions", layer), level));
        }
        in = out;
      }
      up.add(
          new Level(
              resnets,
              attentions,
              level == 0
                  ? Optional.empty()
                  : Optional.of(Conv2d.same(part.at("upsamplers.0.conv"), out, out, 3))));
    }
    normOut = Norm.groups(table.at("conv_norm_out"), config.groups(), first, config.epsilon());
    convOut = Conv2d.same(table.at("conv_out"), first, config.outChannels(), 3);
  }

  private ResnetBlock resnet(ParameterTable part, int in, int out) {
    int time = 4 * config.widths().getFirst();
    return ResnetBlock.of(part, in, out, time, config.groups(), config.epsilon());
  }

  private SpatialTransformer attention(ParameterTable part, int level) {
    return SpatialTransformer.of(
        part,
        config.widths().get(level),
        config.heads().get(level),
        config.context(),
        config.transformerLayers().get(level),
        config.groups(),
        config.linearProjection());
  }

  /** Returns what the network wants from its weight file. */
  public ParameterTable parameters() {
    return table;
  }

  /** Returns the structure. */
  public UnetConfig config() {
    return config;
  }

  /**
   * Says what is noise in noisy latents, or whatever the network was trained to say.
   *
   * @param w this network's weights
   * @param sample [n, inChannels, h, w]; h and w of any size
   * @param times n training time steps
   * @param text [n, t, context]
   * @return [n, outChannels, h, w]
   */
  public Tensor predict(Weights w, Tensor sample, double[] times, Tensor text) {
    try (Scope scope = Scope.open()) {
      Tensor h = upwards(w, sample, times, text, up.size());
      return scope.keep(convOut.apply(w, torch.silu(normOut.apply(w, h))));
    }
  }

  /**
   * Returns the features after a level on the way up, its enlargement included.
   *
   * @param level 0 to the number of levels - 1, coarsest first
   * @return [n, channels, h', w']
   */
  public Tensor features(Weights w, Tensor sample, double[] times, Tensor text, int level) {
    if (level < 0 || level >= up.size()) {
      throw new IllegalArgumentException("level " + level + " of " + up.size());
    }
    try (Scope scope = Scope.open()) {
      return scope.keep(upwards(w, sample, times, text, level + 1));
    }
  }

  private Tensor upwards(Weights w, Tensor sample, double[] times, Tensor text, int levels) {
    check(sample, times, text);
    Tensor context = w.place(text);
    Tensor time = timeEmbedding.apply(w, times);
    Tensor h = convIn.apply(w, Tensors.channelsLast(w.place(sample)));
    Deque<Tensor> skips = new ArrayDeque<>();
    skips.push(h);
    for (Level level : down) {
      for (int layer = 0; layer < level.resnets().size(); layer++) {
        h = level.apply(w, layer, h, time, context);
        skips.push(h);
      }
      if (level.resize().isPresent()) {
        h = level.resize().get().apply(w, h);
        skips.push(h);
      }
    }
    h = midFirst.apply(w, h, time);
    h = midAttention.apply(w, h, context);
    h = midSecond.apply(w, h, time);
    for (Level level : up.subList(0, levels)) {
      for (int layer = 0; layer < level.resnets().size(); layer++) {
        h = level.apply(w, layer, Tensors.join(1, h, skips.pop()), time, context);
      }
      if (level.resize().isPresent()) {
        // To the size of what will be joined next: twice as large, or one pixel less where the way
        // down met an odd size.
        long[] size = {skips.getFirst().size(2), skips.getFirst().size(3)};
        h =
            level
                .resize()
                .get()
                .apply(
                    w,
                    torch.upsample_nearest2d(h, size, new DoubleOptional(), new DoubleOptional()));
      }
    }
    return h;
  }

  private void check(Tensor sample, double[] times, Tensor text) {
    if (sample.dim() != 4
        || sample.size(1) != config.inChannels()
        || sample.size(0) != times.length
        || text.dim() != 3
        || text.size(0) != times.length
        || text.size(2) != config.context()) {
      throw new IllegalArgumentException(
          "sample "
              + Arrays.toString(sample.shape())
              + ", "
              + times.length
              + " times, text "
              + Arrays.toString(text.shape())
              + " for a network of "
              + config.inChannels()
              + " channels and text of width "
              + config.context());
    }
  }
}
