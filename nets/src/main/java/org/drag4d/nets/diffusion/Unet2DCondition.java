package org.drag4d.nets.diffusion;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
  private final UnetEncoder encoder;
  private final List<UnetLevel> up = new ArrayList<>();
  private final Norm normOut;
  private final Conv2d convOut;

  /** Makes the network. */
  public Unet2DCondition(UnetConfig config) {
    this.config = config;
    encoder = new UnetEncoder(table, config);
    int levels = config.widths().size();
    Deque<Integer> skips = new ArrayDeque<>();
    encoder.skipWidths().forEach(skips::push);
    int in = config.widths().getLast();
    for (int i = 0; i < levels; i++) {
      ParameterTable part = table.at("up_blocks", i);
      int level = levels - 1 - i;
      int out = config.widths().get(level);
      List<Integer> into = new ArrayList<>();
      for (int layer = 0; layer <= config.layers(); layer++) {
        into.add(in + skips.pop());
        in = out;
      }
      up.add(
          UnetLevel.of(
              part,
              config,
              into,
              level,
              config.attendsUp().get(i),
              level == 0
                  ? Optional.empty()
                  : Optional.of(Conv2d.same(part.at("upsamplers.0.conv"), out, out, 3))));
    }
    int first = config.widths().getFirst();
    normOut = Norm.groups(table.at("conv_norm_out"), config.groups(), first, config.epsilon());
    convOut = Conv2d.same(table.at("conv_out"), first, config.outChannels(), 3);
  }

  /** Returns what the network wants from its weight file. */
  public ParameterTable parameters() {
    return table;
  }

  /** Returns to how many features on the way down a {@link ControlNet} adds something. */
  public int skips() {
    return encoder.skipWidths().size();
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
    return predict(w, sample, times, text, Optional.empty());
  }

  /**
   * The same, held to a picture.
   *
   * @param added what a {@link ControlNet} says to the same sample, times and text
   */
  public Tensor predict(
      Weights w, Tensor sample, double[] times, Tensor text, Optional<ControlNet.Residuals> added) {
    try (Scope scope = Scope.open()) {
      Tensor h = upwards(w, sample, times, text, added, up.size());
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
      return scope.keep(upwards(w, sample, times, text, Optional.empty(), level + 1));
    }
  }

  /** Adds what a picture says; the last feature comes first, as the way up takes them. */
  private static Deque<Tensor> sums(List<Tensor> skips, List<Tensor> added) {
    if (added.size() != skips.size()) {
      throw new IllegalArgumentException(
          added.size() + " features are added to " + skips.size() + " of another network");
    }
    Deque<Tensor> sums = new ArrayDeque<>();
    for (int i = 0; i < skips.size(); i++) {
      sums.push(skips.get(i).add(added.get(i)));
    }
    return sums;
  }

  private Tensor upwards(
      Weights w,
      Tensor sample,
      double[] times,
      Tensor text,
      Optional<ControlNet.Residuals> added,
      int levels) {
    encoder.check(sample, times, text);
    Tensor context = w.place(text);
    Tensor time = encoder.time(w, times);
    UnetEncoder.Encoded encoded = encoder.encode(w, sample, time, context, Optional.empty());
    Tensor h = encoded.middle();
    Deque<Tensor> skips = new ArrayDeque<>();
    encoded.skips().forEach(skips::push);
    if (added.isPresent()) {
      h = h.add(added.get().middle());
      skips = sums(encoded.skips(), added.get().skips());
    }
    for (UnetLevel level : up.subList(0, levels)) {
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
}
