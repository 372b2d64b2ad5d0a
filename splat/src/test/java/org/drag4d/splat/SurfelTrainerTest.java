package org.drag4d.splat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SurfelTrainerTest {
  private static final int SIZE = 64;

  /** Views of a floor and a wall that show a smooth pattern, with depth and normals. */
  private static List<TrainingView> views(int count) {
    List<TrainingView> views = new ArrayList<>();
    for (int v = 0; v < count; v++) {
      Vec3 eye = new Vec3(0.8 * Math.sin(v * 1.3), 1.2 + 0.2 * Math.cos(v), 1 + 0.3 * v / count);
      Pose pose = Pose.lookingAt(eye, new Vec3(0.3 * Math.cos(v * 2.1), 0.6, -1.5));
      Pinhole camera = Pinhole.ofVerticalFov("view" + v, SIZE, SIZE, 60, pose);
      Image picture = new Image(SIZE, SIZE, 3);
      float[] depth = new float[SIZE * SIZE];
      float[] normal = new float[3 * SIZE * SIZE];
      for (int i = 0; i < SIZE * SIZE; i++) {
        Vec3 ray = camera.worldRay(i % SIZE + 0.5, i / SIZE + 0.5);
        double floor = ray.y() < 0 ? -eye.y() / ray.y() : Double.MAX_VALUE;
        double wall = ray.z() < 0 ? (-2 - eye.z()) / ray.z() : Double.MAX_VALUE;
        Vec3 hit = eye.plus(ray.times(Math.min(floor, wall)));
        Vec3 n = floor < wall ? Vec3.UP : new Vec3(0, 0, 1);
        Vec3 inCamera = pose.inverse().applyToDirection(n);
        depth[i] = (float) camera.project(hit).z();
        normal[3 * i] = (float) inCamera.x();
        normal[3 * i + 1] = (float) inCamera.y();
        normal[3 * i + 2] = (float) inCamera.z();
        for (int c = 0; c < 3; c++) {
          picture.values()[3 * i + c] =
              (float)
                  (0.5
                      + 0.3 * Math.sin(3 * hit.x() + c) * Math.cos(4 * hit.z() + 2 * hit.y())
                      + (floor < wall ? 0.1 : -0.1));
        }
      }
      views.add(new TrainingView(camera, picture, new float[0], depth, normal));
    }
    return views;
  }

  /** Grey surfels where the depth of some views is. */
  private static Surfels start(List<TrainingView> views, int stride) {
    List<float[]> points = new ArrayList<>();
    for (TrainingView view : views) {
      for (int i = 0; i < SIZE * SIZE; i += stride) {
        Vec3 p = view.camera().unproject(i % SIZE + 0.5, i / SIZE + 0.5, view.zDepth()[i] * 1.01);
        points.add(new float[] {(float) p.x(), (float) p.y(), (float) p.z(), view.zDepth()[i]});
      }
    }
    int n = points.size();
    Surfels s =
        new Surfels(
            0,
            new float[3 * n],
            new float[4 * n],
            new float[2 * n],
            new float[n],
            new float[3 * n]);
    for (int i = 0; i < n; i++) {
      System.arraycopy(points.get(i), 0, s.positions(), 3 * i, 3);
      s.rotations()[4 * i] = 1;
      s.rotations()[4 * i + 1] = i % 2 == 0 ? 0.4f : 0;
      s.logScales()[2 * i] = (float) Math.log(0.012 * points.get(i)[3] * Math.sqrt(stride));
      s.logScales()[2 * i + 1] = s.logScales()[2 * i];
      s.opacityLogits()[i] = 0.5f;
    }
    return s;
  }

  private static double psnr(RenderedView view, Image picture) {
    double sum = 0;
    for (int i = 0; i < view.colour().length; i++) {
      double d = view.colour()[i] - picture.values()[i];
      sum += d * d;
    }
    return -10 * Math.log10(sum / view.colour().length);
  }

  @Test
  void learnsPicturesDepthAndNormals() {
    List<TrainingView> views = views(8);
    TrainSettings settings =
        TrainSettings.fromDepth(400, 3000, 5)
            .withLosses(new TrainSettings.Losses(0.2, 0.1, 0.1, 0, 0, 0, 0));
    try (Workers workers = Workers.of(2);
        SurfelTrainer trainer = new SurfelTrainer(start(views, 12), views, settings, workers)) {
      TrainingReport report = trainer.run(Progress.none(), SurfelTrainer.Listener.NONE);
      assertThat(report.steps()).isEqualTo(400);
      double mean = 0;
      List<Double> depthErrors = new ArrayList<>();
      double facing = 0;
      int pixels = 0;
      for (TrainingView view : views) {
        RenderedView r = trainer.render(view.camera());
        mean += psnr(r, view.picture()) / views.size();
        for (int i = 0; i < r.depth().length; i++) {
          depthErrors.add(Math.abs(r.depth()[i] / view.zDepth()[i] - 1.0));
          for (int c = 0; c < 3; c++) {
            facing += r.normal()[3 * i + c] * view.normal()[3 * i + c];
          }
          pixels++;
        }
      }
      assertThat(mean).isGreaterThan(31);
      depthErrors.sort(null);
      assertThat(depthErrors.get(pixels / 2)).isLessThan(0.01);
      assertThat(facing / pixels).isGreaterThan(0.84);
    }
  }

  /** Each rule changes the surfels before and after the checkpoint. */
  static List<DensityControl> rules() {
    return List.of(
        new DensityControl.Fixed(),
        DensityControl.FixedBudget.over(60, 1200).withOpacityCost(0.01),
        new DensityControl.CloneAndSplit(1500, 10, 10, 55, 1e-4, 0.01, 0.3, 1));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void sameBytesForAnyThreadsAndAfterResuming(DensityControl density) throws IOException {
    List<TrainingView> views = views(3);
    Surfels start = start(views, 16);
    TrainSettings settings =
        TrainSettings.fromDepth(60, 1200, 1)
            .withCheckpointEvery(25)
            .withDegree(1)
            .withDensity(density);
    ByteArrayOutputStream checkpoint = new ByteArrayOutputStream();
    Surfels one = train(start, views, settings, 1, checkpoint);
    Surfels three = train(start, views, settings, 3, new ByteArrayOutputStream());
    assertSame(one, three);
    assertThat(one.count() == start.count()).isEqualTo(density instanceof DensityControl.Fixed);
    try (Workers workers = Workers.of(2);
        SurfelTrainer rest =
            SurfelTrainer.resume(
                new ByteArrayInputStream(checkpoint.toByteArray()), views, settings, workers)) {
      assertThat(rest.step()).isEqualTo(25);
      rest.run(Progress.none(), SurfelTrainer.Listener.NONE);
      assertSame(one, rest.surfels());
    }
  }

  @Test
  void growingWhereTheImageWantsItLearnsMoreThanStayingAsBegun() {
    List<TrainingView> views = views(4);
    Surfels start = start(views, 200);
    TrainSettings fixed =
        TrainSettings.fromDepth(200, 1000, 1).withDensity(new DensityControl.Fixed());
    double begun = meanPsnr(start, views, fixed);
    double grown =
        meanPsnr(
            start,
            views,
            fixed.withDensity(new DensityControl.FixedBudget(1000, 10, 10, 150, 0.005, 0.2, 0)));
    double classic =
        meanPsnr(
            start,
            views,
            fixed.withDensity(
                new DensityControl.CloneAndSplit(1000, 10, 10, 150, 2e-4, 0.01, 0.02, 1)));
    assertThat(grown).isGreaterThan(begun + 1);
    assertThat(classic).isGreaterThan(begun + 1);
  }

  private static double meanPsnr(Surfels start, List<TrainingView> views, TrainSettings settings) {
    try (Workers workers = Workers.of(1);
        SurfelTrainer trainer = new SurfelTrainer(start, views, settings, workers)) {
      trainer.run(Progress.none(), SurfelTrainer.Listener.NONE);
      return views.stream()
          .mapToDouble(v -> psnr(trainer.render(v.camera()), v.picture()))
          .average()
          .orElseThrow();
    }
  }

  private static Surfels train(
      Surfels start,
      List<TrainingView> views,
      TrainSettings settings,
      int threads,
      ByteArrayOutputStream checkpoint) {
    try (Workers workers = Workers.of(threads);
        SurfelTrainer trainer = new SurfelTrainer(start, views, settings, workers)) {
      trainer.run(
          Progress.none(),
          new SurfelTrainer.Listener() {
            @Override
            public void checkpoint(SurfelTrainer trainer, int step) {
              if (checkpoint.size() == 0) {
                try {
                  trainer.writeCheckpoint(checkpoint);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            }
          });
      return trainer.surfels();
    }
  }

  private static void assertSame(Surfels a, Surfels b) {
    assertThat(Arrays.equals(a.positions(), b.positions())).as("positions").isTrue();
    assertThat(Arrays.equals(a.rotations(), b.rotations())).as("rotations").isTrue();
    assertThat(Arrays.equals(a.logScales(), b.logScales())).as("logScales").isTrue();
    assertThat(Arrays.equals(a.opacityLogits(), b.opacityLogits())).as("opacityLogits").isTrue();
    assertThat(Arrays.equals(a.sphericalHarmonics(), b.sphericalHarmonics()))
        .as("sphericalHarmonics")
        .isTrue();
  }

  @Test
  void damagedCheckpointsAreRefused() throws IOException {
    List<TrainingView> views = views(2);
    TrainSettings settings = TrainSettings.fromDepth(30, 500, 1).withCheckpointEvery(10);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    train(start(views, 64), views, settings, 1, out);
    byte[] good = out.toByteArray();
    try (Workers workers = Workers.of(1)) {
      for (int at : new int[] {0, 9, 17, 24, good.length / 2, good.length - 1}) {
        byte[] bad = good.clone();
        bad[at] ^= 0x40;
        assertThatThrownBy(
                () -> SurfelTrainer.resume(new ByteArrayInputStream(bad), views, settings, workers))
            .isInstanceOf(InputException.class);
      }
      assertThatThrownBy(
              () ->
                  SurfelTrainer.resume(
                      new ByteArrayInputStream(good, 0, good.length - 5), views, settings, workers))
          .isInstanceOf(InputException.class);
      assertThatThrownBy(
              () ->
                  SurfelTrainer.resume(
                      new ByteArrayInputStream(good), views, settings.withDegree(2), workers))
          .isInstanceOf(InputException.class);
    }
  }

  @Test
  void surfelsKeepTheirOrderWhenNoneAreAdded() {
    List<TrainingView> views = views(2);
    Surfels start = start(views, 64);
    TrainSettings settings =
        TrainSettings.fromDepth(3, 0, 1).withDensity(new DensityControl.Fixed());
    Surfels end = train(start, views, settings, 1, new ByteArrayOutputStream());
    for (int i = 0; i < start.positions().length; i++) {
      assertThat(Math.abs(end.positions()[i] - start.positions()[i])).isLessThan(0.05f);
    }
  }
}
