package org.drag4d.nets.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.weights.ElementType;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class ScopeTest {

  @Test
  void whatIsKeptOutlivesItsScope() {
    try (Scope _ = Scope.withoutGradients()) {
      Tensor x = Tensors.of(new float[] {1, 2, 3}, 3);
      for (int i = 0; i < 50; i++) {
        Tensor next;
        try (Scope step = Scope.withoutGradients()) {
          next = step.keep(x.add(torch.ones_like(x)));
        }
        x.close();
        x = next;
      }
      assertThat(Tensors.floats(x)).containsExactly(51, 52, 53);
    }
  }

  @Test
  void aKeptTensorWithoutAScopeAroundIsTheCallersToClose() {
    Tensor kept;
    try (Scope scope = Scope.withoutGradients()) {
      kept = scope.keep(Tensors.of(new double[] {0.5}, 1));
    }
    assertThat(Tensors.doubles(kept)).containsExactly(0.5);
    kept.close();
  }

  @Test
  void gradientsAreRecordedOnlyWhereAsked() {
    try (Scope _ = Scope.open()) {
      Tensor x = Tensors.of(new float[] {3}, 1);
      x.requires_grad_(true);
      try (Scope _ = Scope.withoutGradients()) {
        assertThat(x.mul(x).requires_grad()).isFalse();
      }
      Tensor y = x.mul(x);
      assertThat(y.requires_grad()).isTrue();
      y.backward();
      assertThat(Tensors.floats(x.grad())).containsExactly(6);
    }
  }

  @Test
  void storedNumbersAreSeenWhereTheyLie() {
    try (Arena arena = Arena.ofConfined();
        Scope _ = Scope.withoutGradients()) {
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 0, 1, 2, 3, 4, 5);
      StoredTensor turned =
          new StoredTensor("t", ElementType.F32, new long[] {3, 2}, new long[] {1, 3}, memory);
      assertThat(Tensors.floats(Tensors.view(turned))).containsExactly(0, 3, 1, 4, 2, 5);
      memory.setAtIndex(ValueLayout.JAVA_FLOAT, 0, 7);
      assertThat(Tensors.floats(Tensors.view(turned))[0]).isEqualTo(7);
    }
  }

  @Test
  void devicesAndPrecisionsAreNamed() {
    assertThat(ComputeDevice.named("cpu")).isEqualTo(ComputeDevice.PROCESSOR);
    assertThat(Precision.named("bf16")).isEqualTo(Precision.BFLOAT16);
    assertThatThrownBy(() -> ComputeDevice.named("tpu")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Precision.named("fp8")).isInstanceOf(InputException.class);
    if (!Libtorch.hasCuda()) {
      assertThatThrownBy(() -> ComputeDevice.named("cuda:0"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("-Pcuda");
    }
  }

  @Test
  void attentionInSixteenBitsAgreesWithThatInThirtyTwo() {
    try (Scope _ = Scope.withoutGradients()) {
      torch.manual_seed(1);
      Tensor q = torch.randn(2, 3, 300, 8);
      Tensor k = torch.randn(2, 3, 77, 8);
      Tensor v = torch.randn(2, 3, 77, 8);
      float[] exact = Tensors.floats(Attention.full(q, k, v));
      float[] half = Tensors.floats(Attention.full(sixteenBits(q), sixteenBits(k), sixteenBits(v)));
      for (int i = 0; i < exact.length; i++) {
        assertThat(Math.abs(half[i] - exact[i])).isLessThan(0.03f);
      }
    }
  }

  private static Tensor sixteenBits(Tensor tensor) {
    return Tensors.to(tensor, ComputeDevice.PROCESSOR, Precision.BFLOAT16);
  }
}
