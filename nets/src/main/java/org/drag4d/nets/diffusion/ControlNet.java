package org.drag4d.nets.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.torch.Conv2d;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;

/**
 * Holds a UNet to a picture (Zhang et al. 2023; "text-to-scene" section 7.4): a copy of the UNet's
 * way down sees the picture beside the noisy latents, and what it says is added to the features
 * that the UNet keeps for its way up.
 */
public final class ControlNet {
  private final ControlNetConfig config;
  private final ParameterTable table = new ParameterTable();
  private final UnetEncoder encoder;
  private final List<Conv2d> picture = new ArrayList<>();
  private final List<Conv2d> skipsOut = new ArrayList<>();
  private final Conv2d middleOut;

  /**
   * What is added to a UNet's features.
   *
   * @param skips to those on the way down, in their order
   * @param middle to the coarsest
   */
  public record Residuals(List<Tensor> skips, Tensor middle) {}

  /** Makes the network. */
  public ControlNet(ControlNetConfig config) {
    this.config = config;
    encoder = new UnetEncoder(table, config.unet());
    int width = config.unet().widths().getFirst();
    ParameterTable part = table.at("controlnet_cond_embedding");
    List<Integer> channels = config.pictureWidths();
    picture.add(Conv2d.same(part.at("conv_in"), config.pictureChannels(), channels.getFirst(), 3));
    for (int i = 0; i + 1 < channels.size(); i++) {
      int in = channels.get(i);
      picture.add(Conv2d.same(part.at("blocks", 2 * i), in, in, 3));
      picture.add(Conv2d.of(part.at("blocks", 2 * i + 1), in, channels.get(i + 1), 3, 2, 1));
    }
    picture.add(Conv2d.same(part.at("conv_out"), channels.getLast(), width, 3));
    List<Integer> skips = encoder.skipWidths();
    for (int i = 0; i < skips.size(); i++) {
      skipsOut.add(
          Conv2d.same(table.at("controlnet_down_blocks", i), skips.get(i), skips.get(i), 1));
    }
    int last = config.unet().widths().getLast();
    middleOut = Conv2d.same(table.at("controlnet_mid_block"), last, last, 1);
  }

  /** Returns what the network wants from its weight file. */
  public ParameterTable parameters() {
    return table;
  }

  /** Returns the structure. */
  public ControlNetConfig config() {
    return config;
  }

  /**
   * Says what to add to a UNet's features.
   *
   * @param w this network's weights
   * @param sample [n, inChannels, h, w]: what the UNet is shown
   * @param times n training time steps
   * @param text [n, t, context]
   * @param control [n, pictureChannels, s h, s w] from 0 to 1, s being {@link
   *     ControlNetConfig#pixelsPerLatent}
   */
  public Residuals residuals(
      Weights w, Tensor sample, double[] times, Tensor text, Tensor control) {
    encoder.check(sample, times, text);
    try (Scope scope = Scope.open()) {
      Tensor seen = seen(w, control);
      long[] wanted = {
        sample.size(0), config.unet().widths().getFirst(), sample.size(2), sample.size(3)
      };
      if (!Arrays.equals(seen.shape(), wanted)) {
        throw new IllegalArgumentException(
            "a picture "
                + Arrays.toString(control.shape())
                + " beside a sample "
                + Arrays.toString(sample.shape()));
      }
      UnetEncoder.Encoded encoded =
          encoder.encode(w, sample, encoder.time(w, times), w.place(text), Optional.of(seen));
      List<Tensor> skips = new ArrayList<>();
      for (int i = 0; i < skipsOut.size(); i++) {
        skips.add(scope.keep(skipsOut.get(i).apply(w, encoded.skips().get(i))));
      }
      return new Residuals(skips, scope.keep(middleOut.apply(w, encoded.middle())));
    }
  }

  /** The picture as features of the size of the latents. */
  private Tensor seen(Weights w, Tensor control) {
    Tensor h = Tensors.channelsLast(w.place(control));
    for (Conv2d layer : picture.subList(0, picture.size() - 1)) {
      h = torch.silu(layer.apply(w, h));
    }
    return picture.getLast().apply(w, h);
  }
}
