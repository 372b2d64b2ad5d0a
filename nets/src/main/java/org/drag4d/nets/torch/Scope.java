package org.drag4d.nets.torch;

import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Ends the memory of every tensor made inside it, except of those handed out with {@link #keep}.
 * One scope a step: the garbage collector does not see how large tensors are. Scopes nest, and
 * belong to the thread that opened them.
 */
public final class Scope implements AutoCloseable {
  static {
    Libtorch.load();
  }

  private final Optional<NoGradGuard> withoutGradients;
  private final Optional<PointerScope> outer;
  private final PointerScope inner;

  private Scope(boolean gradients) {
    // The guard lies outside the scope, which would end it with the tensors.
    withoutGradients = gradients ? Optional.empty() : Optional.of(new NoGradGuard());
    outer = Optional.ofNullable(PointerScope.getInnerScope());
    inner = new PointerScope();
  }

  /** Opens a scope; operations are recorded for gradients, or not, as around it. */
  public static Scope open() {
    return new Scope(true);
  }

  /** Opens a scope for running networks that are not trained: nothing is recorded for gradients. */
  public static Scope withoutGradients() {
    return new Scope(false);
  }

  /**
   * Lets a tensor outlive this scope: it then belongs to the scope around it, or where there is
   * none to the caller, who closes it.
   *
   * @return the same tensor
   */
  public Tensor keep(Tensor tensor) {
    outer.ifPresentOrElse(scope -> scope.attach(tensor), tensor::retainReference);
    return tensor;
  }

  /** Returns how many native objects are alive; the same before and after work that leaks none. */
  public static long liveObjects() {
    return Pointer.totalCount();
  }

  @Override
  public void close() {
    inner.close();
    withoutGradients.ifPresent(NoGradGuard::close);
  }
}
