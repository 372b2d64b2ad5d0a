package org.drag4d.nets.torch;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * One layer of a transformer whose norms come first: attention of the rows among themselves, then
 * two linear layers with a bend between them, each added to what came in.
 *
 * @param before norm before attention
 * @param toQ to the queries
 * @param toK to the keys
 * @param toV to the values
 * @param toOut from the joined heads
 * @param after norm before the two linear layers
 * @param in the first of them
 * @param out the second
 */
public record TransformerLayer(
    Norm before,
    Linear toQ,
    Linear toK,
    Linear toV,
    Linear toOut,
    Norm after,
    Linear in,
    Linear out) {

  /** Which rows see which: {@link Attention#full} or {@link Attention#causal}. */
  public interface Sight {
    /** Attends; all tensors are [n, heads, t, d]. */
    Tensor attend(Tensor query, Tensor key, Tensor value);
  }

  /**
   * Runs the layer.
   *
   * @param w the weights of the network that it is part of
   * @param x rows [n, t, width]
   * @param bend the activation between the two linear layers
   */
  public Tensor apply(Weights w, Tensor x, int heads, Sight sight, UnaryOperator<Tensor> bend) {
    Tensor seen = before.apply(w, x);
    Tensor attended =
        sight.attend(
            Attention.split(toQ.apply(w, seen), heads),
            Attention.split(toK.apply(w, seen), heads),
            Attention.split(toV.apply(w, seen), heads));
    Tensor h = x.add(toOut.apply(w, Attention.join(attended)));
    return h.add(out.apply(w, bend.apply(in.apply(w, after.apply(w, h)))));
  }
}
