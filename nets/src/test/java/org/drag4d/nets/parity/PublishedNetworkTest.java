package org.drag4d.nets.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.drag4d.nets.torch.Parameter;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names and shapes at published size against the references' (tools/parity/published_keys.py). */
class PublishedNetworkTest {

  @ParameterizedTest
  @EnumSource
  void asTheReferencesStateDict(PublishedNetwork network) throws IOException {
    List<String> ours = network.parameters().stream().map(PublishedNetworkTest::line).toList();
    assertThat(ours).isEqualTo(reference(network.published()));
  }

  /** "text-to-scene" section 7.0: parameters of the published networks. */
  @Test
  void sizesAsPublished() {
    assertThat(count(PublishedNetwork.UNET)).isEqualTo(859_520_964);
    assertThat(count(PublishedNetwork.UNET_SD2)).isEqualTo(865_910_724);
    assertThat(count(PublishedNetwork.UNET_SD2_INPAINTING)).isEqualTo(865_925_124);
    assertThat(count(PublishedNetwork.AUTOENCODER_KL)).isEqualTo(83_653_863);
    assertThat(count(PublishedNetwork.CONTROLNET)).isEqualTo(361_279_120);
    assertThat(PublishedNetwork.CONTROLNET.parameters()).hasSize(340);
    assertThat(count(PublishedNetwork.CLIP_TEXT)).isEqualTo(123_060_480);
    assertThat(count(PublishedNetwork.CLIP_TEXT_SD2)).isEqualTo(340_387_840);
    assertThat(PublishedNetwork.UNET.parameters()).hasSize(686);
    assertThat(PublishedNetwork.AUTOENCODER_KL.parameters()).hasSize(248);
    assertThat(PublishedNetwork.CLIP_TEXT_SD2.parameters()).hasSize(372);
  }

  @Test
  void unknownNamesAreAnsweredWithTheKnown() {
    assertThatThrownBy(() -> PublishedNetwork.named("sd3"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("unet-2d-condition-sd2");
  }

  /**
   * Names are printed without the native library: a virtual machine of its own says what it loads.
   */
  @Test
  void namesNeedNoLibrary() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+init=info",
                "-cp",
                System.getProperty("java.class.path"),
                Names.class.getName())
            .redirectErrorStream(true)
            .start();
    String said;
    try (InputStream out = process.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains("down_blocks.0.resnets.0.conv1.weight");
    assertThat(
            said.lines()
                .filter(line -> line.contains("org.bytedeco") && line.contains("Initializing")))
        .isEmpty();
  }

  /** Prints the names of a network. */
  static final class Names {
    public static void main(String[] arguments) {
      PublishedNetwork.UNET.parameters().forEach(parameter -> System.out.println(parameter.name()));
    }
  }

  private static long count(PublishedNetwork network) {
    return network.parameters().stream().mapToLong(Parameter::count).sum();
  }

  private static String line(Parameter parameter) {
    return parameter.name()
        + "\t"
        + parameter.shape().stream().map(String::valueOf).collect(Collectors.joining(","))
        + "\tF32";
  }

  private static List<String> reference(String name) throws IOException {
    try (InputStream in =
            PublishedNetworkTest.class.getResourceAsStream("/keys/" + name + ".tsv.gz");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
