package org.drag4d.nets.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.drag4d.nets.diffusion.UnetConfig;
import org.drag4d.nets.torch.LeakCheck;
import org.drag4d.nets.torch.Precision;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LeakCheck.class)
class NetsBenchTest {
  private static final UnetConfig SMALL =
      new UnetConfig(
          4,
          4,
          List.of(8, 16),
          1,
          List.of(2, 4),
          List.of(true, false),
          List.of(false, true),
          12,
          List.of(1, 1),
          true,
          4,
          1e-5,
          true,
          0,
          1);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyCallIsMeasured(Precision precision) {
    NetsBench.Row row = NetsBench.run(SMALL, 8, 1, precision, 3, Progress.none());
    assertThat(row.milliseconds()).hasSize(3).doesNotContain(0);
    assertThat(row.median()).isPositive();
  }

  @Test
  void theMedianIsTheMiddle() {
    assertThat(new NetsBench.Row(8, 1, Precision.FLOAT32, new double[] {5, 1, 9}).median())
        .isEqualTo(5);
    assertThat(new NetsBench.Row(8, 1, Precision.FLOAT32, new double[] {4, 1, 9, 6}).median())
        .isEqualTo(5);
  }

  @Test
  void aFileThatIsNoMeasurementIsRefused() throws IOException {
    Path file = folder.resolve("python.json");
    assertThatThrownBy(() -> NetsBench.Reference.read(file)).isInstanceOf(InputException.class);
    Files.writeString(file, "{\"latent\": 64}");
    assertThatThrownBy(() -> NetsBench.Reference.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("medianMilliseconds");
    Files.writeString(
        file, "{\"torch\": \"2\", \"latent\": 64, \"threads\": 2, \"medianMilliseconds\": 900.5}");
    assertThat(NetsBench.Reference.read(file).milliseconds()).isEqualTo(900.5);
  }
}
