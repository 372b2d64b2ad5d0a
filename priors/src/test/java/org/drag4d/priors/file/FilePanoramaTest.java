package org.drag4d.priors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NpyFile;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.FloorPlane;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.PanoramaPoints;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.scene.Quality;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePanoramaTest {
  private static final double EYE_HEIGHT = 1.3;

  @TempDir Path folder;

  /** A room of 6 m x 4 m, 2.6 m high, with a window to the sky, seen from 1.3 m. */
  private static DepthMap room(int width, Quaternion tilt) {
    Equirectangular camera =
        new Equirectangular(
            "room", width, width / 2, new Pose(tilt.times(Equirectangular.LEVEL), Vec3.ZERO));
    float[] metres = new float[width * width / 2];
    for (int at = 0; at < metres.length; at++) {
      Vec3 d = camera.worldRay(at % width + 0.5, at / width + 0.5);
      double x = (d.x() > 0 ? 3 : -3) / d.x();
      double y = (d.y() > 0 ? 2.6 - EYE_HEIGHT : -EYE_HEIGHT) / d.y();
      double z = (d.z() > 0 ? 2 : -2) / d.z();
      double r = Math.min(x, Math.min(y, z));
      boolean window = r == z && d.z() < 0 && Math.abs(r * d.x()) < 0.8 && r * d.y() > 0.1;
      metres[at] = window ? Float.POSITIVE_INFINITY : (float) r;
    }
    return new DepthMap(width, width / 2, metres, DepthMap.Measure.RADIAL_DISTANCE);
  }

  private Path picture(int width) {
    float[] values = new float[3 * width * width / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.5 + 0.3 * Math.sin(i * 0.01));
    }
    Path file = folder.resolve("pano-" + width + ".png");
    ImageFiles.write(file, new Image(width, width / 2, 3, values));
    return file;
  }

  private static PanoramaScene generate(Path picture, Path depth) {
    return new FilePanorama(picture, Optional.of(depth))
        .generate("", new PanoramaGenerator.Request(2048, 4, 0), Progress.none());
  }

  private Path write(DepthMap map, String kind) throws Exception {
    Path file = folder.resolve("depth." + kind);
    switch (kind) {
      case "npy" -> NpyFile.writeDepth(file, map);
      case "png" -> ImageFiles.writeDepthMillimetres(file, map);
      default -> {
        ByteBuffer rows =
            ByteBuffer.allocate(4 * map.metres().length).order(ByteOrder.LITTLE_ENDIAN);
        for (int j = map.height() - 1; j >= 0; j--) {
          for (int i = 0; i < map.width(); i++) {
            rows.putFloat(map.at(i, j));
          }
        }
        Files.writeString(file, "Pf\n" + map.width() + " " + map.height() + "\n-1.0\n");
        Files.write(file, rows.array(), StandardOpenOption.APPEND);
      }
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"npy", "png", "pfm"})
  void everyKindOfDepthPutsTheFloorAtZero(String kind) throws Exception {
    PanoramaScene scene = generate(picture(512), write(room(1024, Quaternion.IDENTITY), kind));
    assertThat(scene.camera().centre().y()).isCloseTo(EYE_HEIGHT, within(0.005));
    assertThat(scene.camera().centre().x()).isZero();
    assertThat(scene.notes()).isEmpty();
    DepthMap exact = room(512, Quaternion.IDENTITY);
    int wrong = 0;
    for (int at = 0; at < exact.metres().length; at++) {
      float a = scene.radialDistance().metres()[at];
      float b = exact.metres()[at];
      wrong += a == b || Math.abs(a - b) < 0.004 * b ? 0 : 1;
    }
    assertThat(wrong).isLessThan(exact.metres().length / 100); // the window's rim
  }

  @Test
  void tiltedPanoramaIsSetUpright() throws Exception {
    Quaternion tilt = Quaternion.about(new Vec3(1, 0, 0.4), 7);
    PanoramaScene scene = generate(picture(512), write(room(512, tilt), "npy"));
    assertThat(scene.notes()).anyMatch(note -> note.contains("7.0 degrees"));
    FloorPlane floor =
        FloorPlane.find(
                PanoramaPoints.of(scene, Quality.TINY.sceneSettings(0)), scene.camera().centre())
            .orElseThrow();
    assertThat(floor.tiltDegrees()).isLessThan(0.2);
    assertThat(floor.offset()).isCloseTo(0, within(0.01));
    assertThat(scene.camera().centre().y()).isCloseTo(EYE_HEIGHT, within(0.01));
  }

  @Test
  void distancesAreNeverInventedBetweenSurfaces() {
    DepthMap coarse = room(128, Quaternion.IDENTITY);
    DepthMap fine = DepthResampling.to(coarse, 1024, 512);
    for (int j = 0; j < 512; j++) {
      for (int i = 0; i < 1024; i++) {
        float least = Float.POSITIVE_INFINITY;
        float most = 0;
        for (int k = 0; k < 9; k++) {
          float r =
              coarse.at(
                  Math.floorMod(i / 8 + k % 3 - 1, 128), Math.clamp(j / 8 + k / 3 - 1, 0, 63));
          least = Math.min(least, r);
          most = Math.max(most, r);
        }
        assertThat(fine.at(i, j)).isBetween(least, most);
      }
    }
  }

  @Test
  void noFloorMeansAGuessThatIsTold() throws Exception {
    DepthMap map = room(256, Quaternion.IDENTITY);
    for (int at = map.metres().length / 2; at < map.metres().length; at++) {
      map.metres()[at] = Float.POSITIVE_INFINITY;
    }
    PanoramaScene scene = generate(picture(256), write(map, "npy"));
    assertThat(scene.camera().centre().y()).isEqualTo(1.6);
    assertThat(scene.notes()).singleElement().asString().contains("1.6 m");
  }

  @Test
  void badInputIsNamed() throws Exception {
    Path good = picture(256);
    Path depth = write(room(256, Quaternion.IDENTITY), "npy");
    assertRefused(folder.resolve("none.png"), depth, "none.png");
    assertRefused(good, folder.resolve("none.npy"), "none.npy");
    Path square = folder.resolve("square.png");
    ImageFiles.write(square, new Image(256, 256, 3));
    assertRefused(square, depth, "twice as wide");
    assertThatThrownBy(() -> new FilePanorama(good, Optional.empty()).check())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--depth");
    for (float bad : new float[] {Float.NaN, -1}) {
      DepthMap map = room(256, Quaternion.IDENTITY);
      map.metres()[256 * 3 + 7] = bad;
      assertRefused(good, write(map, "npy"), "row 3, column 7");
    }
    NpyFile.write(folder.resolve("depth.npy"), new float[300], 10, 30);
    assertRefused(good, folder.resolve("depth.npy"), "10 rows of 30");
    NpyFile.write(folder.resolve("depth.npy"), new float[128 * 256], 128, 256);
    assertRefused(good, folder.resolve("depth.npy"), "sky");
    Path text = Files.writeString(folder.resolve("depth.txt"), "1 2 3");
    assertRefused(good, text, "NPY or PFM");
  }

  private static void assertRefused(Path picture, Path depth, String words) {
    assertThatThrownBy(() -> generate(picture, depth))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(words);
  }
}
