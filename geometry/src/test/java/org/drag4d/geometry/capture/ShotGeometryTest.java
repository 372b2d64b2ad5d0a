package org.drag4d.geometry.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NpyFile;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Depth and normal files beside pictures, as nerfstudio's format names them. */
class ShotGeometryTest {
  private static final int W = 8;
  private static final int H = 6;

  @TempDir Path folder;

  @BeforeEach
  void picture() {
    ImageFiles.write(folder.resolve("a.png"), new Image(W, H, 3));
  }

  /** Half a metre at the left edge and one more from column to column, unknown in the last row. */
  private static float[] ramp() {
    float[] metres = new float[W * H];
    for (int i = 0; i < metres.length; i++) {
      metres[i] = i < W * (H - 1) ? 0.5f + i % W : 0;
    }
    return metres;
  }

  @Test
  void depthsAreMillimetresInPngAndMetresInNpy() throws IOException {
    ImageFiles.writeDepthMillimetres(
        folder.resolve("d.png"), new DepthMap(W, H, ramp(), DepthMap.Measure.Z_DEPTH));
    NpyFile.write(folder.resolve("d.npy"), ramp(), H, W);
    assertThat(load("'depth_file_path': 'd.png'", 100).zDepth()).isEqualTo(ramp());
    assertThat(load("'depth_file_path': 'd.npy'", 100).zDepth()).isEqualTo(ramp());
  }

  @Test
  void wholeNumbersInNpyAreMillimetres() throws IOException {
    int[] millimetres = new int[W * H];
    Arrays.fill(millimetres, 1250);
    NpyFile.write(folder.resolve("d.npy"), millimetres, H, W, 1);
    assertThat(load("'depth_file_path': 'd.npy'", 100).zDepth()).containsOnly(1.25f);
  }

  @Test
  void theScaleFactorSaysWhatAUnitIs() throws IOException {
    ImageFiles.writeDepthMillimetres(
        folder.resolve("d.png"), new DepthMap(W, H, ramp(), DepthMap.Measure.Z_DEPTH));
    NpyFile.write(folder.resolve("d.npy"), ramp(), H, W);
    String factor = ", 'depth_unit_scale_factor': 0.0002";
    float[] png = load("'depth_file_path': 'd.png'" + factor, 100).zDepth();
    float[] npy = load("'depth_file_path': 'd.npy'" + factor, 100).zDepth();
    assertThat(png[3]).isCloseTo(3500 * 0.0002f, within(1e-6f));
    assertThat(npy[3]).isCloseTo(3.5f * 0.0002f, within(1e-9f));
  }

  @Test
  void depthsAreNotMixedOverEdges() throws IOException {
    NpyFile.write(folder.resolve("d.npy"), ramp(), H, W);
    float[] half = load("'depth_file_path': 'd.npy'", 4).zDepth();
    assertThat(half).hasSize(4 * 3);
    for (int column = 0; column < 4; column++) {
      assertThat(half[column]).isIn(0.5f + 2 * column, 1.5f + 2 * column);
    }
  }

  @Test
  void whatIsNotADepthIsUnknown() throws IOException {
    float[] metres = ramp();
    metres[0] = Float.NaN;
    metres[1] = Float.POSITIVE_INFINITY;
    metres[2] = -1;
    NpyFile.write(folder.resolve("d.npy"), metres, H, W);
    assertThat(load("'depth_file_path': 'd.npy'", 100).zDepth()).startsWith(0, 0, 0, 3.5f);
  }

  @Test
  void depthsGoThroughTheLensAsThePictureDoes() throws IOException {
    NpyFile.write(folder.resolve("d.npy"), ramp(), H, W);
    ShotPicture seen = load("'depth_file_path': 'd.npy', 'k1': 0.4", 100);
    // The middle row of the left edge: x = -3.5 / 4 lands at x (1 + 0.4 r²) f, outside.
    assertThat(seen.zDepth()[2 * W]).isZero();
    double y = -0.5 / 4;
    double x = -1.5 / 4;
    double bent = x * (1 + 0.4 * (x * x + y * y)) * 4 + 4;
    assertThat(seen.zDepth()[2 * W + 2]).isEqualTo(0.5f + (int) bent);
  }

  @Test
  void normalsAreTakenInEitherConvention() throws IOException {
    Image ours = new Image(W, H, 3); // towards the camera and a little up: (0, -0.6, -0.8)
    Image openGl = new Image(W, H, 3);
    for (int i = 0; i < W * H - 1; i++) { // the last pixel is black
      System.arraycopy(new float[] {0.5f, 0.2f, 0.1f}, 0, ours.values(), 3 * i, 3);
      System.arraycopy(new float[] {0.5f, 0.8f, 0.9f}, 0, openGl.values(), 3 * i, 3);
    }
    ImageFiles.write(folder.resolve("n.png"), ours);
    ImageFiles.write(folder.resolve("gl.png"), openGl);
    for (String name : new String[] {"n.png", "gl.png"}) {
      float[] normals = load("'normal_file_path': '" + name + "'", 100).normal();
      assertThat(normals[0]).isCloseTo(0, within(0.01f));
      assertThat(normals[1]).isCloseTo(-0.6f, within(0.01f));
      assertThat(normals[2]).isCloseTo(-0.8f, within(0.01f));
      assertThat(normals).endsWith(0, 0, 0);
    }
  }

  @Test
  void normalsMayBeNumbers() throws IOException {
    float[] normals = new float[3 * W * H];
    for (int i = 0; i < W * H; i++) {
      normals[3 * i + 2] = i % 2 == 0 ? -1 : -0.1f; // the second kind is none
    }
    NpyFile.write(folder.resolve("n.npy"), normals, H, W, 3);
    assertThat(load("'normal_file_path': 'n.npy'", 100).normal()).startsWith(0, 0, -1, 0, 0, 0);
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    NpyFile.write(folder.resolve("flat.npy"), new float[12], 2, 6);
    NpyFile.write(folder.resolve("list.npy"), new float[12], 12);
    assertWrong("'depth_file_path': 'none.png'", "depth_file_path", "no file");
    assertWrong("'depth_file_path': '../d.png'", "depth_file_path", "outside");
    assertWrong("'depth_file_path': 'flat.npy'", "6 x 2", "8 x 6");
    assertWrong("'depth_file_path': 'list.npy'", "[H, W]");
    assertWrong("'depth_file_path': 'a.png'", "16 bits");
    assertWrong("'depth_unit_scale_factor': -1", "depth_unit_scale_factor", "positive");
    assertWrong("'normal_file_path': 'flat.npy'", "[H, W, 3]");
    Files.write(folder.resolve("cut.npy"), new byte[] {1, 2, 3});
    assertWrong("'normal_file_path': 'cut.npy'", "cut.npy");
  }

  private void assertWrong(String entries, String... parts) {
    var thrown = assertThatThrownBy(() -> load(entries, 100)).isInstanceOf(InputException.class);
    for (String part : parts) {
      thrown.hasMessageContaining(part);
    }
  }

  private ShotPicture load(String entries, int longestSide) throws IOException {
    String json =
        """
        {'w': 8, 'h': 6, 'fl_x': 4, 'frames': [{'file_path': 'a.png', %s,
          'transform_matrix': [[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]]}]}
        """
            .formatted(entries)
            .replace('\'', '"');
    Files.writeString(folder.resolve("transforms.json"), json);
    return ShotPicture.load(Capture.open(folder).shots().getFirst(), longestSide);
  }
}
