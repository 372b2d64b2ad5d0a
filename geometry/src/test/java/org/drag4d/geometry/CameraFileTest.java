package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraFileTest {
  @TempDir Path folder;

  private Path written(String text) throws IOException {
    Path file = Files.createTempFile(folder, "c", ".json");
    Files.writeString(file, text);
    return file;
  }

  @Test
  void openGlAxesAreTurnedOnce() throws IOException {
    // An OpenGL camera without rotation looks along world -Z with +Y up in the picture.
    Path file =
        written(
            """
            {"w": 100, "h": 80, "fl_x": 50, "cx": 49, "cy": 41, "aabb_scale": 16, "frames": [
              {"file_path": "images/a.png", "x_unknown": [1],
               "transform_matrix": [[1,0,0,1],[0,1,0,2],[0,0,1,3],[0,0,0,1]]}]}
            """);
    Pinhole camera = CameraFile.read(file).cameras().getFirst();
    assertThat(camera.name()).isEqualTo("a");
    assertThat(camera.focalY()).isEqualTo(50);
    assertThat(camera.centre()).isEqualTo(new Vec3(1, 2, 3));
    Vec3 ahead = camera.worldRay(49, 41);
    assertThat(ahead.distance(new Vec3(0, 0, -1))).isLessThan(1e-12);
    // What is above the axis appears above the principal point, what is right of it to the right.
    Vec3 pixel = camera.project(new Vec3(1.5, 2.5, -2));
    assertThat(pixel.x()).isCloseTo(49 + 50 * 0.5 / 5, within(1e-9));
    assertThat(pixel.y()).isCloseTo(41 - 50 * 0.5 / 5, within(1e-9));
    assertThat(pixel.z()).isCloseTo(5, within(1e-12));
  }

  @Property(tries = 50)
  void posesComeBack(
      @ForAll @DoubleRange(min = -180, max = 180) double yaw,
      @ForAll @DoubleRange(min = -90, max = 90) double pitch,
      @ForAll @DoubleRange(min = -50, max = 50) double x)
      throws IOException {
    Path file = Files.createTempFile("cameras", ".json");
    Pose pose = new Pose(Quaternion.ofYawPitchRoll(yaw, pitch, 7), new Vec3(x, 1.6, -x / 3));
    Pinhole camera = new Pinhole("v", 64, 48, 50.25, 51.5, 31, 25, pose);
    Pinhole other = Pinhole.ofVerticalFov("w", 64, 48, 60, Pose.IDENTITY);
    CameraFile.write(file, List.of(camera, other), Optional.of(new Vec3(0, x, 0)));
    CameraFile.Contents read = CameraFile.read(file);
    Files.delete(file);
    Pinhole back = read.cameras().getFirst();
    assertThat(back.centre()).isEqualTo(pose.translation());
    assertThat(back.focalX()).isEqualTo(50.25);
    assertThat(back.worldRay(3, 4).distance(camera.worldRay(3, 4))).isLessThan(1e-7);
    assertThat(read.cameras().get(1).focalX()).isEqualTo(other.focalX());
    assertThat(read.panoramaCentre()).contains(new Vec3(0, x, 0));
  }

  @Test
  void sameBytesEachTime() throws IOException {
    List<Pinhole> cameras = List.of(Pinhole.ofVerticalFov("w", 64, 48, 60, Pose.IDENTITY));
    Path a = folder.resolve("a.json");
    Path b = folder.resolve("b.json");
    CameraFile.write(a, cameras, Optional.empty());
    CameraFile.write(b, CameraFile.read(a).cameras(), Optional.empty());
    assertThat(Files.readString(a)).isEqualTo(Files.readString(b)).contains("\"fl_x\"");
  }

  @Test
  void sizesComeFromPicturesAndAngles() throws IOException {
    ImageFiles.write(folder.resolve("train/r_0.png"), new Image(40, 30, 3));
    Path file = folder.resolve("transforms.json");
    Files.writeString(
        file,
        """
        {"camera_angle_x": 1.5707963267948966, "frames": [{"file_path": "./train/r_0",
         "transform_matrix": [[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]]}]}
        """);
    Pinhole camera = CameraFile.read(file).cameras().getFirst();
    assertThat(camera.width()).isEqualTo(40);
    assertThat(camera.focalX()).isCloseTo(20, within(1e-9));
    assertThat(camera.principalY()).isEqualTo(15);
  }

  @Test
  void equalNamesAreToldApart() throws IOException {
    String matrix = "\"transform_matrix\": [[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]]";
    Path file =
        written(
            "{\"w\":4,\"h\":4,\"fl_x\":4,\"frames\":[{\"file_path\":\"a/1.png\","
                + matrix
                + "},{\"file_path\":\"b/1.png\","
                + matrix
                + "},{\"file_path\":\"../../etc/passwd\","
                + matrix
                + "}]}");
    assertThat(CameraFile.read(file).cameras().stream().map(Pinhole::name))
        .containsExactly("1", "b_1", "passwd");
  }

  @Test
  void errorsNameFrameAndField() throws IOException {
    String good = "{\"w\":4,\"h\":4,\"fl_x\":4,\"frames\":[{\"transform_matrix\":%s}]}";
    assertWrong(
        good.formatted("[[1,0,0,0],[0,1,0,0],[0,0,NaN,0]]"), "frames[0].transform_matrix[2]");
    assertWrong(good.formatted("[[2,0,0,0],[0,1,0,0],[0,0,1,0]]"), "not a rotation");
    assertWrong(good.formatted("[[-1,0,0,0],[0,1,0,0],[0,0,1,0]]"), "not a rotation");
    assertWrong(good.formatted("7"), "4 rows");
    assertWrong("{\"frames\": []}", "frames");
    assertWrong("{\"frames\": [", "line 1");
    assertWrong("{\"w\":4,\"h\":4,\"frames\":[{}]}", "fl_x");
    assertWrong("{\"w\":4,\"h\":4.5,\"fl_x\":1,\"frames\":[{}]}", "frames[0].h");
    assertWrong("{\"camera_model\":\"OPENCV_FISHEYE\",\"frames\":[{}]}", "camera_model");
  }

  private void assertWrong(String text, String what) throws IOException {
    Path file = written(text);
    assertThatThrownBy(() -> CameraFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining(what);
  }
}
