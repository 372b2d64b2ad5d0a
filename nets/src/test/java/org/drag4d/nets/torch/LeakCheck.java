package org.drag4d.nets.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves native objects behind; runs libtorch on one thread. */
public final class LeakCheck implements BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(LeakCheck.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    Libtorch.threads(1); // the networks here are tiny; threads that wait for each other are not
    try (Scope _ = Scope.withoutGradients()) {
      Tensors.floats(Tensors.of(new float[1], 1)); // what is made once and stays
    }
    context.getStore(OURS).put("live", Scope.liveObjects());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    long before = context.getStore(OURS).get("live", Long.class);
    assertThat(Scope.liveObjects()).as("native objects alive").isEqualTo(before);
  }
}
