package org.drag4d.nets.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.weights.ElementType;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class WeightsTest {
  private final Arena arena = Arena.ofAuto();
  private final Map<String, StoredTensor> file = new LinkedHashMap<>();
  private final ParameterTable table = new ParameterTable();
  private final Linear layer = Linear.of(table.at("net.0"), 3, 2);

  @Test
  void aPartOfAFileIsRead() {
    stored("model.net.0.weight", 2, 3);
    stored("model.net.0.bias", 2);
    stored("other.weight", 5);
    try (Weights weights = load(Weights.Loading.usual().under("model."));
        Scope _ = Scope.withoutGradients()) {
      Tensor rows = Tensors.of(new float[] {1, 0, 0, 0, 0, 1}, 2, 3);
      assertThat(Tensors.floats(layer.apply(weights, rows))).containsExactly(0, 4, 2, 6);
    }
  }

  @Test
  void missingUnreadAndMisshapenTensorsAreNamed() {
    stored("net.0.weight", 3, 2);
    stored("net.1.weight", 1);
    assertThatThrownBy(() -> load(Weights.Loading.usual()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("net.0.weight is [3, 2], this network wants [2, 3]")
        .hasMessageContaining("1 tensor missing: net.0.bias")
        .hasMessageContaining("1 tensor that this network does not know: net.1.weight");
  }

  @Test
  void someNamesMayGoUnread() {
    stored("net.0.weight", 2, 3);
    stored("net.0.bias", 2);
    stored("position_ids", 1);
    load(Weights.Loading.usual().ignoring(name -> name.equals("position_ids"))).close();
    assertThatThrownBy(() -> load(Weights.Loading.usual())).isInstanceOf(InputException.class);
  }

  @Test
  void olderNamesAndKernelsOfOnePixelFit() {
    ParameterTable other = new ParameterTable();
    Linear query = Linear.alsoCalled(other, "to_q", "query", 3, 2);
    stored("query.weight", 2, 3, 1, 1);
    stored("query.bias", 2);
    try (Weights weights = Weights.load(other, file, "file", Weights.Loading.usual());
        Scope _ = Scope.withoutGradients()) {
      assertThat(weights.of(query.weight()).shape()).containsExactly(2, 3);
    }
  }

  @Test
  void manyRowsAndFewGiveTheSame() {
    stored("net.0.weight", 2, 3);
    stored("net.0.bias", 2);
    try (Weights weights = load(Weights.Loading.usual());
        Scope _ = Scope.withoutGradients()) {
      Tensor rows = torch.randn(2, 40, 3);
      float[] many = Tensors.floats(layer.apply(weights, rows));
      float[] few = Tensors.floats(layer.apply(weights, rows.narrow(0, 1, 1).narrow(1, 39, 1)));
      assertThat(few).containsExactly(many[158], many[159]);
    }
  }

  private Weights load(Weights.Loading loading) {
    return Weights.load(table, file, "file", loading);
  }

  /** A tensor with the numbers 0, 1, 2, ... */
  private void stored(String name, long... shape) {
    long count = 1;
    long[] strides = new long[shape.length];
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = count;
      count *= shape[i];
    }
    MemorySegment memory = arena.allocate(4 * count, 4);
    for (int i = 0; i < count; i++) {
      memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, i);
    }
    file.put(name, new StoredTensor(name, ElementType.F32, shape, strides, memory));
  }
}
