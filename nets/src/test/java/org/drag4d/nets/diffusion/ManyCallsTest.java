package org.drag4d.nets.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drag4d.nets.torch.ComputeDevice;
import org.drag4d.nets.torch.LeakCheck;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class ManyCallsTest {
  private static final int CALLS = 1000;

  /** A thousand calls leave neither native objects nor memory behind. */
  @Test
  void aThousandCallsLeaveNothingBehind() throws IOException {
    ClipText clip = new ClipText(new ClipTextConfig(64, 32, 128, 2, 4, 77, false, 1e-5, 2));
    long[][] ids = new long[8][77]; // 79 kB a map of features, about 3 MB a call
    try (Weights weights =
        Weights.byRule(
            clip.parameters(),
            parameter -> index -> 0.05 * Math.sin(0.37 * index),
            ComputeDevice.PROCESSOR,
            Precision.FLOAT32)) {
      long live = 0;
      long pages = 0;
      for (int call = 0; call < CALLS; call++) {
        try (Scope _ = Scope.withoutGradients()) {
          clip.encode(weights, ids, 0);
        }
        if (call == CALLS / 4) {
          live = Scope.liveObjects();
          pages = residentPages();
        }
      }
      assertThat(Scope.liveObjects()).isEqualTo(live);
      // What leaked would be 3 MB a call: 2 GB. The virtual machine's own growth is far below.
      assertThat((residentPages() - pages) * 4096).isLessThan(100_000_000);
    }
  }

  /** Returns the process's memory in pages where the system says it, and 0 elsewhere. */
  private static long residentPages() throws IOException {
    Path statm = Path.of("/proc/self/statm");
    return Files.exists(statm) ? Long.parseLong(Files.readString(statm).split(" ")[1]) : 0;
  }
}
