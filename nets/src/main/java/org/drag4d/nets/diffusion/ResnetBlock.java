package org.drag4d.nets.diffusion;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.torch.Conv2d;
import org.drag4d.nets.torch.Linear;
import org.drag4d.nets.torch.Norm;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Weights;

/**
 * Two convolutions beside a way around them ("text-to-scene" section 7.2), told the time in between
 * where the network has one.
 */
record ResnetBlock(
    Norm norm1,
    Conv2d conv1,
    Optional<Linear> timeProjection,
    Norm norm2,
    Conv2d conv2,
    Optional<Conv2d> shortcut) {

  /**
   * Declares a block.
   *
   * @param in channels that come in
   * @param out channels that go out
   * @param time width of the time's embedding; 0 where the network knows no time
   * @param groups of the normalisations
   * @param epsilon of the normalisations
   */
  static ResnetBlock of(
      ParameterTable table, long in, long out, long time, int groups, double epsilon) {
    return new ResnetBlock(
        Norm.groups(table.at("norm1"), groups, in, epsilon),
        Conv2d.same(table.at("conv1"), in, out, 3),
        time == 0 ? Optional.empty() : Optional.of(Linear.of(table.at("time_emb_proj"), time, out)),
        Norm.groups(table.at("norm2"), groups, out, epsilon),
        Conv2d.same(table.at("conv2"), out, out, 3),
        in == out
            ? Optional.empty()
            : Optional.of(Conv2d.same(table.at("conv_shortcut"), in, out, 1)));
  }

  /** Runs a block of a network that knows no time. */
  Tensor apply(Weights w, Tensor x) {
    return run(w, x, Optional.empty());
  }

  /**
   * Runs the block.
   *
   * @param x [n, in, h, w]
   * @param time [n, time]
   * @return [n, out, h, w]
   */
  Tensor apply(Weights w, Tensor x, Tensor time) {
    return run(w, x, Optional.of(time));
  }

  private Tensor run(Weights w, Tensor x, Optional<Tensor> time) {
    try (Scope scope = Scope.open()) {
      Tensor h = conv1.apply(w, torch.silu(norm1.apply(w, x)));
      if (timeProjection.isPresent()) {
        Tensor told = timeProjection.get().apply(w, torch.silu(time.orElseThrow()));
        h = h.add(told.unsqueeze(2).unsqueeze(3));
      }
      h = conv2.apply(w, torch.silu(norm2.apply(w, h)));
      Tensor around = shortcut.isPresent() ? shortcut.get().apply(w, x) : x;
      return scope.keep(h.add(around));
    }
  }
}
