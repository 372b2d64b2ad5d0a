package org.drag4d.priors.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.drag4d.compose.ForegroundMask;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.nets.onnx.OnnxSession;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.vision.SaliencyNetwork;
import org.drag4d.priors.SegmentationHints;
import org.drag4d.priors.SegmentationHints.Box;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiny networks with the form of the published ones, against what tools/parity/masks.py made. */
class NetworkSegmenterTest {
  private static Path resource(String name) {
    try {
      return Path.of(NetworkSegmenterTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NetworkSegmenter segmenter(String name, SegmentationHints hints) {
    return new NetworkSegmenter(
        SaliencyNetwork.of(name).orElseThrow(), resource(name + ".onnx"), hints);
  }

  @ParameterizedTest
  @ValueSource(strings = {"u2netp", "isnet-general-use", "birefnet-general-lite"})
  void masksAreThoseOfTheReferenceFrontEnd(String name) {
    Image picture = ImageFiles.read(resource("picture.png"));
    ForegroundMask mask = segmenter(name, SegmentationHints.NONE).mask(picture, Progress.none());
    Image expected = ImageFiles.read(resource(name + "-mask.png"));
    assertThat(mask.madeBy()).isEqualTo(name);
    int worst = 0;
    for (int at = 0; at < expected.values().length; at++) {
      int ours = Image.toByte(mask.alpha().values()[at]);
      worst = Math.max(worst, Math.abs(ours - Image.toByte(expected.values()[at])));
    }
    assertThat(worst).as("8-bit steps").isLessThanOrEqualTo(1);
  }

  @Test
  void aBoxIsAllThatTheNetworkSees() {
    Image picture = ImageFiles.read(resource("picture.png"));
    SegmentationHints box = SegmentationHints.in(new Box(40, 20, 30, 30));
    Image mask = segmenter("u2netp", box).mask(picture, Progress.none()).alpha();
    assertThat(mask.width()).isEqualTo(picture.width());
    for (int x = 0; x < 30; x++) {
      assertThat(mask.at(x, 40, 0)).isZero();
    }
    SegmentationHints scribbles = SegmentationHints.of(picture);
    assertThatThrownBy(() -> segmenter("u2netp", scribbles))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("grabcut");
  }

  @Test
  void damagedFilesAreRefusedInWords(@TempDir Path folder) throws Exception {
    byte[] good = Files.readAllBytes(resource("u2netp.onnx"));
    Path cut = folder.resolve("cut.onnx");
    Files.write(cut, Arrays.copyOf(good, good.length / 2));
    Path text = folder.resolve("text.onnx");
    Files.writeString(text, "no network");
    for (Path bad : List.of(cut, text, folder.resolve("none.onnx"))) {
      assertThatThrownBy(() -> OnnxSession.open(bad, OnnxSettings.DEFAULT))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(bad.toString());
    }
    Path file = folder.resolve("damaged.onnx");
    for (int at = 0; at < good.length; at += 29) {
      byte[] bad = good.clone();
      bad[at] ^= 0x55;
      Files.write(file, bad);
      try (OnnxSession session = OnnxSession.open(file, OnnxSettings.DEFAULT)) {
        assertThat(session.outputs()).isNotEmpty();
      } catch (InputException e) {
        assertThat(e.getMessage()).contains("damaged.onnx");
      }
    }
  }

  @Test
  void wrongNamesAndShapesAreSaid() {
    try (OnnxSession session = OnnxSession.open(resource("u2netp.onnx"), OnnxSettings.DEFAULT)) {
      assertThat(session.inputs()).containsExactly("input");
      assertThat(session.outputs()).containsExactly("first", "second");
      assertThat(session.inputShape("input")).containsExactly(1, 3, 320, 320);
      FloatTensor small = new FloatTensor(new float[12], 1, 3, 2, 2);
      assertThatThrownBy(() -> session.run(Map.of("input", small), session.outputs()))
          .hasMessageContaining("[1, 3, 320, 320]")
          .hasMessageContaining("[1, 3, 2, 2]");
      assertThatThrownBy(() -> session.run(Map.of("other", small), session.outputs()))
          .hasMessageContaining("wants the inputs [input]");
      FloatTensor right = new FloatTensor(new float[3 * 320 * 320], 1, 3, 320, 320);
      assertThatThrownBy(() -> session.run(Map.of("input", right), List.of("third")))
          .hasMessageContaining("has no output third");
    }
  }
}
