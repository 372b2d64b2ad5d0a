package org.drag4d.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.CameraFile;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.file.SurfelFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drag4d train} as people start, stop and continue it. */
class TrainCommandTest {
  private static final int STEPS = 1500;

  @TempDir static Path folder;
  private static byte[] undisturbed;
  private static JsonNode result;

  /** Pictures of a patterned ball before black, in two sizes, and one run on them to its end. */
  @BeforeAll
  static void trainsUndisturbed() throws Exception {
    List<Pinhole> cameras = new ArrayList<>();
    for (int k = 0; k < 9; k++) {
      int size = k % 2 == 0 ? 48 : 40;
      Vec3 eye = new Vec3(3 * Math.sin(0.7 * k), 1.2 * Math.cos(1.9 * k), 3 * Math.cos(0.7 * k));
      cameras.add(
          Pinhole.ofVerticalFov(
              "ball" + k, size, size * 3 / 4, 45, Pose.lookingAt(eye, Vec3.ZERO)));
      ImageFiles.write(folder.resolve("ball/ball" + k + ".png"), ball(cameras.getLast()));
    }
    CameraFile.write(folder.resolve("ball/transforms.json"), cameras, Optional.empty());
    Drag4DProcess.Result run = train("a.ply").end();
    assertThat(run.code()).as(run.err()).isZero();
    result = new ObjectMapper().readTree(run.out());
    undisturbed = Files.readAllBytes(folder.resolve("a.ply"));
  }

  private static Image ball(Pinhole camera) {
    Image picture = new Image(camera.width(), camera.height(), 3);
    for (int y = 0; y < camera.height(); y++) {
      for (int x = 0; x < camera.width(); x++) {
        Vec3 ray = camera.worldRay(x + 0.5, y + 0.5).normalised();
        double along = -camera.centre().dot(ray);
        double rest = 1 - camera.centre().dot(camera.centre()) + along * along;
        if (rest > 0) {
          Vec3 hit = camera.centre().plus(ray.times(along - Math.sqrt(rest)));
          picture.set(x, y, 0, (float) (0.5 + 0.4 * Math.sin(5 * hit.x())));
          picture.set(x, y, 1, (float) (0.5 + 0.4 * Math.sin(5 * hit.y())));
          picture.set(x, y, 2, 0.6f);
        }
      }
    }
    return picture;
  }

  private static Drag4DProcess train(String out) throws Exception {
    return Drag4DProcess.start(
        folder,
        folder.resolve("cache"),
        "train",
        "ball",
        "--steps",
        Integer.toString(STEPS),
        "--surfels",
        "700",
        "--json",
        "-o",
        out);
  }

  private static void waitForSteps(Drag4DProcess run, int steps) throws Exception {
    assertThat(
            run.waitFor(
                line ->
                    line.contains("\"step\":\"optimising surfels\"")
                        && Integer.parseInt(line.replaceAll(".*\"done\":(\\d+).*", "$1")) >= steps))
        .isTrue();
  }

  @Test
  void saysWhatTheContractNames() {
    assertThat(result.path("steps").asInt()).isEqualTo(STEPS);
    assertThat(result.path("seconds").asDouble()).isPositive();
    assertThat(result.path("surfels").asInt()).isBetween(1, 700);
    assertThat(result.path("psnr").asDouble()).isPositive();
    assertThat(result.path("ssim").asDouble()).isBetween(0.0, 1.0);
    assertThat(result.path("trainPsnr").asDouble()).isPositive();
    assertThat(result.path("peakMemoryMiB").asDouble()).isPositive();
    assertThat(ImageFiles.read(folder.resolve("a.training/preview.png")).width())
        .isGreaterThan(2 * 40);
    assertThat(folder.resolve("a.training/checkpoint")).doesNotExist();
  }

  @Test
  void interruptedItLeavesASceneAndContinuesWithTheSameBytes() throws Exception {
    Drag4DProcess run = train("b.ply");
    waitForSteps(run, 10);
    run.interrupt();
    assertThat(run.code(20)).isEqualTo(130);
    assertThat(SurfelFile.read(folder.resolve("b.ply")).scene().surfels().count()).isPositive();
    Drag4DProcess.Result rest = train("b.ply").end();
    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("b.ply"))).isEqualTo(undisturbed);
  }

  @Test
  void killedItContinuesWithTheSameBytes() throws Exception {
    Drag4DProcess run = train("c.ply");
    waitForSteps(run, STEPS / 8 + 1);
    run.kill();
    assertThat(SurfelFile.read(folder.resolve("c.ply")).scene().surfels().count()).isPositive();
    Drag4DProcess.Result rest = train("c.ply").end();
    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("c.ply"))).isEqualTo(undisturbed);
  }
}
