package org.drag4d.nets.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import org.drag4d.nets.torch.ComputeDevice;
import org.drag4d.nets.torch.LeakCheck;
import org.drag4d.nets.torch.Linear;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;
import org.drag4d.nets.weights.ElementType;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Low-rank changes in every spelling; whole networks with them are parity cases. */
@ExtendWith(LeakCheck.class)
class LoraTest {
  private final ParameterTable table = new ParameterTable();
  private final Linear layer = Linear.withoutBias(table.at("mid_block.attn1.to_out.0"), 3, 2);
  private final Map<String, StoredTensor> file = new LinkedHashMap<>();

  @ParameterizedTest
  @CsvSource({
    "unet.mid_block.attn1.to_out.0.lora.down.weight,unet.mid_block.attn1.to_out.0.lora.up.weight",
    "mid_block.attn1.to_out.0.lora_layer.down.weight,mid_block.attn1.to_out.0.lora_layer.up.weight",
    "unet.mid_block.attn1.to_out.0.lora_A.weight,unet.mid_block.attn1.to_out.0.lora_B.weight",
    "unet.mid_block.attn1.processor.to_out_lora.down.weight,unet.mid_block.attn1.processor.to_out_lora.up.weight",
    "lora_unet_mid_block_attn1_to_out_0.lora_down.weight,lora_unet_mid_block_attn1_to_out_0.lora_up.weight",
  })
  void everySpelling(String down, String up) {
    stored(down, new float[] {1, 2, 3}, 1, 3);
    stored(up, new float[] {10, -1}, 2, 1);
    stored("lora_te_text_model_encoder_layers_0_mlp_fc1.lora_up.weight", new float[1], 1, 1);
    assertThat(merged(0.5)).containsExactly(5, 11, 17, 2.5f, 3, 3.5f);
    assertThat(merged(0)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void alphaOverRankIsTheScale() {
    stored("lora_unet_mid_block_attn1_to_out_0.lora_down.weight", new float[6], 2, 3);
    stored("lora_unet_mid_block_attn1_to_out_0.lora_up.weight", new float[] {1, 0, 0, 1}, 2, 2);
    stored("lora_unet_mid_block_attn1_to_out_0.alpha", new float[] {4});
    file.get("lora_unet_mid_block_attn1_to_out_0.lora_down.weight")
        .memory()
        .setAtIndex(ValueLayout.JAVA_FLOAT, 0, 1);
    assertThat(merged(1)).containsExactly(2, 1, 2, 3, 4, 5);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    stored("unet.mid_block.attn9.to_q.lora.down.weight", new float[3], 1, 3);
    assertThatThrownBy(() -> merged(1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("attn9");
    file.clear();
    stored("unet.mid_block.attn1.to_out.0.lora.down.weight", new float[3], 1, 3);
    assertThatThrownBy(() -> merged(1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("one factor of two");
    stored("unet.mid_block.attn1.to_out.0.lora.up.weight", new float[3], 3, 1);
    assertThatThrownBy(() -> merged(1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("do not change a tensor [2, 3]");
  }

  private float[] merged(double strength) {
    try (Weights base =
            Weights.byRule(
                table, parameter -> index -> index, ComputeDevice.PROCESSOR, Precision.FLOAT32);
        Weights changed = new Lora(file, "lora").merge(table, Lora.Part.UNET, base, strength)) {
      assertThat(Tensors.floats(base.of(layer.weight()))).containsExactly(0, 1, 2, 3, 4, 5);
      return Tensors.floats(changed.of(layer.weight()));
    }
  }

  private void stored(String name, float[] values, long... shape) {
    MemorySegment memory = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, values);
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    file.put(name, new StoredTensor(name, ElementType.F32, shape, strides, memory));
  }
}
