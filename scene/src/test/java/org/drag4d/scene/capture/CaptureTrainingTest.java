package org.drag4d.scene.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.drag4d.geometry.CameraFile;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NpyFile;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.geometry.capture.Capture;
import org.drag4d.splat.SurfelTrainer;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures without any points: what the pictures tell, and what is learnt from it. */
class CaptureTrainingTest {
  private static final double BALL = 1;
  private static final double HALL = 3;

  @TempDir Path folder;

  /** Cameras about a ball that look at it. */
  private static List<Pinhole> around(int count, int size) {
    List<Pinhole> cameras = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double height = 0.8 * (1 - 2 * (k + 0.5) / count);
      double radius = Math.sqrt(1 - height * height);
      double angle = k * 2.399963;
      Vec3 eye = new Vec3(radius * Math.cos(angle), height, radius * Math.sin(angle)).times(3.2);
      cameras.add(
          Pinhole.ofVerticalFov("v" + (10 + k), size, size, 45, Pose.lookingAt(eye, Vec3.ZERO)));
    }
    return cameras;
  }

  /** Cameras on a small circle in a round hall that look outwards. */
  private static List<Pinhole> inside(int count, int size) {
    List<Pinhole> cameras = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double angle = 2 * Math.PI * k / count;
      Vec3 eye = new Vec3(Math.sin(angle), 0, Math.cos(angle)).times(0.6);
      cameras.add(
          Pinhole.ofVerticalFov("v" + (10 + k), size, size, 75, Pose.lookingAt(eye, eye.times(5))));
    }
    return cameras;
  }

  /** A patterned ball before black, or the patterned hall seen from within. */
  private static TrainingView view(Pinhole camera, double radius) {
    Image picture = new Image(camera.width(), camera.height(), 3);
    for (int y = 0; y < camera.height(); y++) {
      for (int x = 0; x < camera.width(); x++) {
        Vec3 ray = camera.worldRay(x + 0.5, y + 0.5).normalised();
        Vec3 eye = camera.centre();
        double along = -eye.dot(ray);
        double rest = radius * radius - eye.dot(eye) + along * along;
        double distance = along + (eye.length() < radius ? 1 : -1) * Math.sqrt(rest);
        if (rest > 0 && distance > 0) {
          Vec3 hit = eye.plus(ray.times(distance / radius)).minus(eye.times(1 - 1 / radius));
          picture.set(x, y, 0, (float) (0.5 + 0.4 * Math.sin(7 * hit.x() + 2 * hit.y())));
          picture.set(x, y, 1, (float) (0.5 + 0.4 * Math.sin(8 * hit.y() + 1)));
          picture.set(x, y, 2, (float) (0.5 + 0.4 * Math.sin(6 * hit.z() - 3 * hit.x())));
        }
      }
    }
    return new TrainingView(camera, picture, new float[0], new float[0], new float[0]);
  }

  private static double shareNear(float[] points, double radius, double tolerance) {
    int near = 0;
    for (int i = 0; i < points.length; i += 6) {
      double r = new Vec3(points[i], points[i + 1], points[i + 2]).length();
      near += Math.abs(r / radius - 1) < tolerance ? 1 : 0;
    }
    return 6.0 * near / points.length;
  }

  private static float[] sweep(List<Pinhole> cameras, double radius, int threads) {
    Space space = Space.of(cameras);
    List<TrainingView> views = cameras.stream().map(camera -> view(camera, radius)).toList();
    try (Workers workers = Workers.of(threads)) {
      return new PlaneSweep(views, space.nearest(), space.farthest(), workers)
          .points(500, 1, workers);
    }
  }

  @Test
  void picturesOfABallTellWhereItIs() {
    List<Pinhole> cameras = around(20, 80);
    assertThat(Space.of(cameras).inwards()).isTrue();
    float[] points = sweep(cameras, BALL, 2);
    assertThat(points.length / 6).isBetween(300, 900);
    assertThat(shareNear(points, BALL, 0.08)).isGreaterThan(0.9);
    assertThat(shareNear(points, BALL, 0.3)).as("nothing where a view sees black").isOne();
    assertThat(sweep(cameras, BALL, 1)).as("for any number of threads").isEqualTo(points);
  }

  @Test
  void picturesFromWithinAHallTellWhereItsWallIs() {
    List<Pinhole> cameras = inside(18, 80);
    assertThat(Space.of(cameras).inwards()).isFalse();
    assertThat(shareNear(sweep(cameras, HALL, 2), HALL, 0.15)).isGreaterThan(0.8);
  }

  @Test
  void aBallIsLearntFromItsPicturesAlone() {
    CaptureTraining training = load(around(40, 64), new CaptureSettings(300, 1500, 1, 8, 800));
    assertThat(training.heldOutViews()).hasSize(5);
    try (Workers workers = Workers.of(2);
        SurfelTrainer trainer = training.trainer(workers)) {
      var report = trainer.run(Progress.none(), SurfelTrainer.Listener.NONE);
      CaptureTraining.Result result = training.measure(trainer, report, Progress.none());
      assertThat(result.trainPsnr()).isGreaterThan(24);
      assertThat(result.psnr()).as("no screens before cameras").isGreaterThan(23);
      assertThat(result.surfels().count()).isBetween(700, 1500);
    }
  }

  @Test
  void knownDepthsAreWhereItStartsAndWhereItStays() throws IOException {
    List<Pinhole> cameras = inside(12, 64);
    for (Pinhole camera : cameras) {
      NpyFile.write(folder.resolve(camera.name() + ".npy"), depthOfHall(camera), 64, 64);
    }
    write(cameras, HALL);
    Path file = folder.resolve("transforms.json");
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    for (JsonNode frame : json.get("frames")) {
      String picture = frame.get("file_path").asText();
      ((ObjectNode) frame).put("depth_file_path", picture.replace(".png", ".npy"));
    }
    Files.writeString(file, json.toString());
    CaptureTraining training = load(new CaptureSettings(120, 1500, 1, 0, 800));
    assertThat(training.trainingViews().getFirst().zDepth())
        .isEqualTo(depthOfHall(cameras.getFirst()));
    try (Workers workers = Workers.of(2);
        SurfelTrainer trainer = training.trainer(workers)) {
      float[] start = trainer.surfels().positions();
      assertThat(start.length / 3).isEqualTo(750);
      for (int i = 0; i < start.length; i += 3) {
        assertThat(new Vec3(start[i], start[i + 1], start[i + 2]).length())
            .isCloseTo(HALL, within(1e-3));
      }
      trainer.run(Progress.none(), SurfelTrainer.Listener.NONE);
      Pinhole between = inside(24, 64).get(1); // no camera stood there
      float[] known = depthOfHall(between);
      float[] seen = trainer.render(between).depth();
      double[] errors =
          IntStream.range(0, known.length)
              .mapToDouble(i -> Math.abs(seen[i] / known[i] - 1.0))
              .sorted()
              .toArray();
      assertThat(errors[errors.length / 2]).isLessThan(0.01);
    }
  }

  private static float[] depthOfHall(Pinhole camera) {
    float[] depth = new float[camera.width() * camera.height()];
    for (int i = 0; i < depth.length; i++) {
      Vec3 ray = camera.ray(i % camera.width() + 0.5, i / camera.width() + 0.5);
      Vec3 world = camera.cameraToWorld().applyToDirection(ray.normalised());
      double along = -camera.centre().dot(world);
      double rest = HALL * HALL - camera.centre().dot(camera.centre()) + along * along;
      depth[i] = (float) ((along + Math.sqrt(rest)) * ray.z() / ray.length());
    }
    return depth;
  }

  @Test
  void picturesAreKeptAsFilesHaveThem() {
    List<Pinhole> cameras = around(9, 40);
    CaptureTraining training = load(cameras, new CaptureSettings(1, 10, 1, 0, 800));
    assertThat(training.trainingViews()).hasSize(9);
    for (int i = 0; i < 9; i++) {
      TrainingView view = training.trainingViews().get(i);
      assertThat(view.picture())
          .isEqualTo(ImageFiles.readColour(folder.resolve(view.camera().name())));
    }
  }

  @Test
  void holdingOutEveryPictureIsRefused() {
    assertThatThrownBy(() -> load(around(5, 20), new CaptureSettings(1, 10, 1, 1, 800)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--test-every 1");
  }

  private CaptureTraining load(List<Pinhole> cameras, CaptureSettings settings) {
    write(cameras, BALL);
    return load(settings);
  }

  private void write(List<Pinhole> cameras, double radius) {
    for (Pinhole camera : cameras) {
      ImageFiles.write(folder.resolve(camera.name() + ".png"), view(camera, radius).picture());
    }
    CameraFile.write(folder.resolve("transforms.json"), cameras, Optional.empty());
  }

  private CaptureTraining load(CaptureSettings settings) {
    try (Workers workers = Workers.of(2)) {
      return CaptureTraining.load(Capture.open(folder), settings, workers, Progress.none());
    }
  }
}
