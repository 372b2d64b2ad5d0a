package org.drag4d.nets.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.drag4d.nets.onnx.OnnxGraph.Attribute;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;

/** What sessions take, refuse and leave behind. */
class OnnxSessionTest {
  private static Path file(String name) {
    try {
      return Path.of(OnnxSessionTest.class.getResource("/parity/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void typesAreHeldAgainstTheFile() {
    try (OnnxSession session =
        OnnxSession.open(file("onnx-types/model.onnx"), OnnxSettings.DEFAULT)) {
      LongTensor ids = new LongTensor(new long[] {1, 2}, 2);
      ByteTensor picture = new ByteTensor(new byte[24], 6, 4);
      Map<String, HostTensor> right = Map.of("ids", ids, "picture", picture);
      Map<String, HostTensor> made = session.runAny(right, session.outputs());
      assertThat(made.get("product")).isInstanceOf(FloatTensor.class);
      assertThat(made.get("best")).isEqualTo(new LongTensor(new long[2], 2));
      assertThat(made.get("positive")).isEqualTo(new ByteTensor(new byte[8], 2, 4));
      assertThatThrownBy(() -> session.run(right, List.of("best")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("output best holds INT64 instead of FLOAT");
      Map<String, HostTensor> wrong =
          Map.of("ids", ids, "picture", new FloatTensor(new float[24], 6, 4));
      assertThatThrownBy(() -> session.runAny(wrong, session.outputs()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("input picture holds UINT8 instead of FLOAT");
      // an id beyond the table is found by the runtime, and said in words
      Map<String, HostTensor> beyond =
          Map.of("ids", new LongTensor(new long[] {99}, 1), "picture", picture);
      assertThatThrownBy(() -> session.runAny(beyond, session.outputs()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("model.onnx");
    }
  }

  /** A network that is written down here computes what it says. */
  @Test
  void writtenGraphsRun() {
    OnnxGraph graph = new OnnxGraph();
    graph.input("x", -1, 3);
    String factors = graph.weights("factors", new float[] {1, 10, 100}, 3);
    String product = graph.node("Mul", List.of("x", factors), "product");
    String steep =
        graph.node("LeakyRelu", List.of(product), "steep", new Attribute.Real("alpha", -0.5f));
    String order =
        graph.node(
            "Transpose", List.of(steep), "turned", new Attribute.Wholes("perm", List.of(1, 0)));
    String shape = graph.weights("shape", new long[] {3, -1, 1}, 3);
    graph.node("Reshape", List.of(order, shape), "y", new Attribute.Whole("allowzero", 0));
    graph.output("y", 3, -1, 1);
    try (OnnxSession session = OnnxSession.of("made here", graph.model(), OnnxSettings.DEFAULT)) {
      FloatTensor x = new FloatTensor(new float[] {1, 2, 3, -1, -2, -3}, 2, 3);
      assertThat(session.run(Map.of("x", x), List.of("y")).get("y"))
          .isEqualTo(new FloatTensor(new float[] {1, 0.5f, 20, 10, 300, 150}, 3, 2, 1));
      assertThat(session.inputShape("x")).containsExactly(-1, 3);
    }
    assertThatThrownBy(() -> OnnxSession.of("made here", new byte[9], OnnxSettings.DEFAULT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("made here");
  }

  /**
   * A thousand calls, and two hundred sessions, leave no memory behind. A virtual machine of its
   * own, whose heap is all there from the beginning, counts: one that grows its heap as garbage
   * comes varies by a hundred megabytes.
   */
  @Test
  void manyCallsLeaveNothingBehind() throws Exception {
    assumeTrue(Files.exists(Calls.STATUS), "resident memory can be read");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Calls.class.getName(),
                file("superresolution-x4/model.onnx").toString())
            .redirectErrorStream(true)
            .start();
    String said;
    try (InputStream out = process.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    // what leaked would be 0.8 MB a call: 800 MB
    assertThat(said).matches("(?s).*\\bgrown by -?\\d+ kB");
    assertThat(Long.parseLong(said.replaceAll("(?s).*grown by (-?\\d+) kB", "$1")))
        .as("kB")
        .isLessThan(32L << 10);
  }

  /** Opens sessions, calls them, and says by how much memory outside the heap has grown. */
  static final class Calls {
    private static final Path STATUS = Path.of("/proc/self/status");

    public static void main(String[] arguments) throws IOException {
      FloatTensor x = new FloatTensor(new float[3 * 64 * 64], 1, 3, 64, 64);
      OnnxSettings one = new OnnxSettings(1, false, OnnxSettings.Device.CPU);
      long settled = 0;
      for (int round = 0; round < 3; round++) {
        for (int opened = 0; opened < 100; opened++) {
          try (OnnxSession session = OnnxSession.open(Path.of(arguments[0]), one)) {
            for (int call = 0; call < 5; call++) {
              session.run(Map.of("input", x), List.of("output"));
            }
          }
        }
        System.gc();
        settled = round == 0 ? resident() : settled;
      }
      System.out.println("grown by " + (resident() - settled) + " kB");
    }

    private static long resident() throws IOException {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }
}
