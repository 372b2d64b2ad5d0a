package org.drag4d.geometry.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NerfstudioCaptureTest {
  /** A camera at (1, 2, 3) that looks along world -X with world +Z up, in OpenGL axes. */
  private static final String LOOKING_ALONG_MINUS_X = "[[0,0,1,1],[1,0,0,2],[0,1,0,3],[0,0,0,1]]";

  @TempDir Path folder;

  @BeforeEach
  void pictures() {
    var picture = new Image(8, 6, 4);
    for (int i = 0; i < 48; i++) {
      picture.values()[4 * i] = 1;
      picture.values()[4 * i + 3] = i < 24 ? 1 : 0;
    }
    ImageFiles.write(folder.resolve("b.png"), picture);
    ImageFiles.write(folder.resolve("a.png"), picture);
  }

  @Test
  void framesAreSortedAndOpenGlAxesBecomeOurs() throws IOException {
    Capture capture =
        open(
            """
            {"w": 8, "h": 6, "fl_x": 10, "fl_y": 11, "cx": 4, "cy": 3, "unknown": [1],
             "frames": [{"file_path": "b.png", "transform_matrix": %1$s, "fl_x": 20},
                        {"file_path": "a.png", "transform_matrix": %1$s}]}
            """
                .formatted(LOOKING_ALONG_MINUS_X));
    assertThat(capture.shots()).hasSize(2);
    Pinhole a = capture.shots().get(0).camera();
    assertThat(a.name()).isEqualTo("a.png");
    assertThat(a.focalX()).isEqualTo(10);
    assertThat(capture.shots().get(1).camera().focalX()).isEqualTo(20);
    assertThat(a.centre()).isEqualTo(new Vec3(1, 2, 3));
    // two metres ahead, one to the camera's right (+Y), one up (+Z)
    Vec3 seen = a.project(new Vec3(-1, 3, 4));
    assertThat(seen.x()).isCloseTo(4 + 10 * 0.5, within(1e-9));
    assertThat(seen.y()).isCloseTo(3 - 11 * 0.5, within(1e-9));
    assertThat(seen.z()).isCloseTo(2, within(1e-9));
  }

  @Test
  void theBlenderFormNeedsNeitherSizeNorFocalLengthNorExtension() throws IOException {
    Capture capture =
        open(
            """
            {"camera_angle_x": 0.8, "frames": [{"file_path": "./a", "transform_matrix": %s}]}
            """
                .formatted(LOOKING_ALONG_MINUS_X));
    Pinhole camera = capture.shots().getFirst().camera();
    assertThat(camera.width()).isEqualTo(8);
    assertThat(camera.height()).isEqualTo(6);
    assertThat(camera.horizontalFovDegrees()).isCloseTo(Math.toDegrees(0.8), within(1e-9));
    ShotPicture picture = ShotPicture.load(capture.shots().getFirst(), 100);
    assertThat(picture.picture().at(3, 0, 0)).isEqualTo(1);
    assertThat(picture.picture().at(3, 5, 0)).as("transparent stands before black").isZero();
    assertThat(picture.weights()).isEmpty();
  }

  @Test
  void largePicturesAreAveragedDownWithTheirCamera() throws IOException {
    Capture capture =
        open(
            """
            {"w": 8, "h": 6, "fl_x": 10, "frames": [{"file_path": "a.png", "transform_matrix": %s}]}
            """
                .formatted(LOOKING_ALONG_MINUS_X));
    ShotPicture picture = ShotPicture.load(capture.shots().getFirst(), 4);
    assertThat(picture.camera().width()).isEqualTo(4);
    assertThat(picture.camera().height()).isEqualTo(3);
    assertThat(picture.camera().focalX()).isEqualTo(5);
    assertThat(picture.picture().at(0, 1, 0)).isCloseTo(0.5f, within(1e-6f));
  }

  @Test
  void masksAndLensesTurnIntoWeights() throws IOException {
    var mask = new Image(8, 6, 1);
    for (int i = 0; i < 48; i++) {
      mask.values()[i] = i % 8 < 4 ? 1 : 0;
    }
    ImageFiles.write(folder.resolve("mask.png"), mask);
    Capture capture =
        open(
            """
            {"w": 8, "h": 6, "fl_x": 4, "k1": 0.3,
             "frames": [{"file_path": "a.png", "mask_path": "mask.png", "transform_matrix": %s}]}
            """
                .formatted(LOOKING_ALONG_MINUS_X));
    ShotPicture picture = ShotPicture.load(capture.shots().getFirst(), 8);
    assertThat(picture.weights()[2 * 8 + 2]).as("seen, unmasked").isEqualTo(1);
    assertThat(picture.weights()[2 * 8 + 6]).as("masked").isZero();
    assertThat(picture.weights()[0]).as("bent out of the picture").isZero();
  }

  @Test
  void whatIsWrongIsNamed() {
    assertWrong("{\"frames\": [", "not JSON", "line 1");
    assertWrong("{}", "frames", "no frames");
    assertWrong("{\"frames\": [{}]}", "frames[0].file_path", "missing");
    assertWrong("{\"frames\": [{\"file_path\": \"c.png\"}]}", "there is no picture");
    assertWrong("{\"frames\": [{\"file_path\": \"../../x\"}]}", "outside");
    assertWrong("{\"frames\": [{\"file_path\": \"a.png\"}]}", "focal length");
    assertWrong("{\"fl_x\": \"ten\", \"frames\": [{\"file_path\": \"a.png\"}]}", "fl_x", "number");
    assertWrong(
        "{\"fl_x\": 10, \"frames\": [{\"file_path\": \"a.png\", \"transform_matrix\": [[1,0,0]]}]}",
        "transform_matrix[0][3]");
    assertWrong(
        """
        {"fl_x": 10, "frames": [{"file_path": "a.png",
          "transform_matrix": [[2,0,0,0],[0,1,0,0],[0,0,1,0]]}]}
        """,
        "not a rotation");
  }

  private void assertWrong(String json, String... parts) {
    var thrown = assertThatThrownBy(() -> open(json)).isInstanceOf(InputException.class);
    for (String part : parts) {
      thrown.hasMessageContaining(part);
    }
  }

  private Capture open(String json) throws IOException {
    Files.writeString(folder.resolve("transforms.json"), json);
    return Capture.open(folder);
  }
}
