package org.drag4d.nets.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.torch.Conv2d;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;

/**
 * The half of a UNet that leads down to its coarsest features, middle included ("text-to-scene"
 * section 7.2). {@link Unet2DCondition} goes on from there; {@link ControlNet} is a copy of this
 * half that was trained on.
 */
final class UnetEncoder {
  private final UnetConfig config;
  private final Conv2d convIn;
  private final TimeEmbedding timeEmbedding;
  private final List<UnetLevel> down = new ArrayList<>();
  private final ResnetBlock midFirst;
  private final SpatialTransformer midAttention;
  private final ResnetBlock midSecond;
  private final List<Integer> skipWidths = new ArrayList<>();

  /**
   * What comes out.
   *
   * @param skips features on the way down, in order: after the first convolution, after each block,
   *     after each halving
   * @param middle the coarsest features
   */
  record Encoded(List<Tensor> skips, Tensor middle) {}

  /** Declares this half in a network's table. */
  UnetEncoder(ParameterTable table, UnetConfig config) {
    this.config = config;
    int levels = config.widths().size();
    int first = config.widths().getFirst();
    convIn = Conv2d.same(table.at("conv_in"), config.inChannels(), first, 3);
    timeEmbedding =
        TimeEmbedding.of(
            table.at("time_embedding"),
            first,
            config.timeWidth(),
            config.cosineFirst(),
            config.frequencyShift());
    skipWidths.add(first);
    int in = first;
    for (int level = 0; level < levels; level++) {
      ParameterTable part = table.at("down_blocks", level);
      int out = config.widths().get(level);
      boolean last = level == levels - 1;
      List<Integer> into = new ArrayList<>(Collections.nCopies(config.layers(), out));
      into.set(0, in);
      down.add(
          UnetLevel.of(
              part,
              config,
              into,
              level,
              config.attends().get(level),
              last ? Optional.empty() : Optional.of(halving(part, out))));
      skipWidths.addAll(Collections.nCopies(config.layers() + (last ? 0 : 1), out));
      in = out;
    }
    ParameterTable mid = table.at("mid_block");
    midFirst = UnetLevel.resnet(mid.at("resnets.0"), config, in, in);
    midAttention = UnetLevel.attention(mid.at("attentions.0"), config, levels - 1);
    midSecond = UnetLevel.resnet(mid.at("resnets.1"), config, in, in);
  }

  private Conv2d halving(ParameterTable part, int width) {
    return Conv2d.of(
        part.at("downsamplers.0.conv"), width, width, 3, 2, config.downsamplePadding());
  }

  /** Returns the channels of the skips, in order. */
  List<Integer> skipWidths() {
    return Collections.unmodifiableList(skipWidths);
  }

  /** Returns the embedding of times, which the way up is told as well. */
  Tensor time(Weights w, double[] times) {
    return timeEmbedding.apply(w, times);
  }

  /**
   * Runs this half.
   *
   * @param time as {@link #time} embeds it
   * @param context the text, where the weights are
   * @param added what is added to the first convolution's output, of its shape
   */
  Encoded encode(Weights w, Tensor sample, Tensor time, Tensor context, Optional<Tensor> added) {
    Tensor h = convIn.apply(w, Tensors.channelsLast(w.place(sample)));
    if (added.isPresent()) {
      h = h.add(added.get());
    }
    List<Tensor> skips = new ArrayList<>(List.of(h));
    for (UnetLevel level : down) {
      for (int layer = 0; layer < level.resnets().size(); layer++) {
        h = level.apply(w, layer, h, time, context);
        skips.add(h);
      }
      if (level.resize().isPresent()) {
        h = level.resize().get().apply(w, h);
        skips.add(h);
      }
    }
    h = midFirst.apply(w, h, time);
    h = midAttention.apply(w, h, context);
    return new Encoded(skips, midSecond.apply(w, h, time));
  }

  /** Checks the shapes of what goes in. */
  void check(Tensor sample, double[] times, Tensor text) {
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
