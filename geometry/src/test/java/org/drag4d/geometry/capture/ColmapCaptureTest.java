package org.drag4d.geometry.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The models and the expected pixels come from COLMAP 4.2.1: tools/parity/colmap_models.py. */
class ColmapCaptureTest {
  private static final Path MODELS = Path.of("src/test/resources/colmap");

  private static final double[][] PIXELS_OF_POINT = {
    {400.532774394, 189.475056386},
    {413.416585593, 168.491571846},
    {423.865079274, 151.306702914},
    {435.833216871, 131.935272555},
    {449.333273295, 109.210471850},
    {455.270398422, 96.123398156},
    {474.555568807, 68.683069772},
  };

  @ParameterizedTest
  @ValueSource(strings = {"text", "binary"})
  void projectsWhereColmapProjects(String kind) {
    Capture capture = Capture.open(MODELS.resolve(kind));
    assertThat(capture.shots()).hasSize(7);
    for (int i = 0; i < 7; i++) {
      Shot shot = capture.shots().get(i);
      assertThat(shot.camera().name()).isEqualTo("shot " + i + ".png");
      Pinhole camera = shot.camera();
      Vec3 c = camera.cameraToWorld().inverse().apply(new Vec3(0.3, -0.2, 4.0));
      double[] bent = shot.distortion().distort(c.x() / c.z(), c.y() / c.z());
      assertThat(bent[0] * camera.focalX() + camera.principalX())
          .isCloseTo(PIXELS_OF_POINT[i][0], within(1e-6));
      assertThat(bent[1] * camera.focalY() + camera.principalY())
          .isCloseTo(PIXELS_OF_POINT[i][1], within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "binary"})
  void readsPointsAndTheirColours(String kind) {
    Capture capture = Capture.open(MODELS.resolve(kind));
    assertThat(capture.positions()).hasSize(15);
    assertThat(Arrays.copyOfRange(capture.positions(), 6, 9)).containsExactly(0.2f, -0.4f, 5f);
    assertThat(Arrays.copyOfRange(capture.colours(), 6, 9))
        .containsExactly(20 / 255f, 40 / 255f, 253 / 255f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cameras.bin", "images.bin", "points3D.bin"})
  void everyCutOffFileGivesOneClearError(String name, @TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(MODELS.resolve("binary").resolve(name));
    copyBinaryModel(folder);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Capture.open(folder))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void aCountThatTheFileCannotHoldIsRefusedBeforeAnythingIsAllocated(@TempDir Path folder)
      throws IOException {
    copyBinaryModel(folder);
    byte[] points = Files.readAllBytes(folder.resolve("points3D.bin"));
    ByteBuffer.wrap(points).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 1L << 40);
    Files.write(folder.resolve("points3D.bin"), points);
    assertThatThrownBy(() -> Capture.open(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1099511627776 points");
  }

  @Test
  void errorsInTextNameTheLine(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("cameras.txt"), "# cameras\n1 PINHOLE 640 480 500 five 3 4\n");
    assertThatThrownBy(() -> Capture.open(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cameras.txt, line 2")
        .hasMessageContaining("\"five\" is not a number");
    Files.writeString(folder.resolve("cameras.txt"), "1 THIN_PRISM_FISHEYE 640 480 1 2 3\n");
    assertThatThrownBy(() -> Capture.open(folder)).hasMessageContaining("not supported");
    Files.writeString(folder.resolve("cameras.txt"), "1 PINHOLE 640 480 500 500 320 240\n");
    Files.writeString(folder.resolve("images.txt"), "1 1 0 0 0 0 0 0 9 a.png\n\n");
    assertThatThrownBy(() -> Capture.open(folder)).hasMessageContaining("camera 9");
    Files.writeString(folder.resolve("images.txt"), "1 1 0 0 0 0 0 0 1 ../../secret.png\n\n");
    assertThatThrownBy(() -> Capture.open(folder)).hasMessageContaining("outside");
  }

  private static void copyBinaryModel(Path folder) throws IOException {
    for (String name : new String[] {"cameras.bin", "images.bin", "points3D.bin"}) {
      Files.copy(MODELS.resolve("binary").resolve(name), folder.resolve(name));
    }
  }
}
