package org.drag4d.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.CancelledException;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.light.LightSettings;
import org.drag4d.world.look.Daylight;
import org.drag4d.world.look.Lamp;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Place;
import org.drag4d.world.model.Place.FreeFloor;
import org.drag4d.world.render.StudioPicture;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final LightSettings TINY = LightSettings.of("tiny");

  private static Place emptyBox() {
    return new Place(
        List.of(
            new Part(
                TestRoom.insideOut(TestRoom.box(5, 2.8, 4)),
                new Pose(Quaternion.IDENTITY, new Vec3(0, 1.4, 0)),
                1,
                new Material.Plaster(new Rgb(0.7, 0.7, 0.7)),
                "wall",
                0)),
        List.of(),
        List.of(new Lamp(new Vec3(0, 2.3, 0), 0.05, new Rgb(2, 2, 2))),
        new Daylight(Vec3.UP, 0, 0, 2, 0, 0),
        true,
        new Vec3(0.7, 1.5, -0.4),
        new Vec3(-2, 0.5, -1.5),
        new Vec3(2, 2.2, 1.5),
        new FreeFloor(Vec3.ZERO, 2, 2));
  }

  /** The distance to the walls of a box from within. */
  private static double closedForm(Vec3 o, Vec3 d) {
    double x = ((d.x() > 0 ? 2.5 : -2.5) - o.x()) / d.x();
    double y = ((d.y() > 0 ? 2.8 : 0) - o.y()) / d.y();
    double z = ((d.z() > 0 ? 2 : -2) - o.z()) / d.z();
    return Math.min(x, Math.min(y, z));
  }

  @Test
  void depthOfAnEmptyBoxIsTheClosedForm() {
    Place place = emptyBox();
    try (Workers workers = Workers.of(2)) {
      World world = World.light(place, TINY, workers, Progress.none());
      List<Camera> cameras =
          List.of(
              Equirectangular.at("panorama", 256, place.eye()),
              Pinhole.ofVerticalFov(
                  "corner", 97, 64, 80, Pose.lookingAt(new Vec3(-1, 0.6, 1), new Vec3(2, 2, -2))));
      for (Camera camera : cameras) {
        WorldView view = world.render(camera, 1, workers, Progress.none());
        for (int row = 0; row < camera.height(); row++) {
          for (int column = 0; column < camera.width(); column++) {
            Vec3 d = camera.worldRay(column + 0.5, row + 0.5);
            double expected = closedForm(camera.centre(), d);
            assertThat((double) view.radialDistance().at(column, row))
                .isCloseTo(expected, within(1e-5 * expected));
          }
        }
        assertThat(view.labels()).containsOnly(1);
        assertThat(view.instances()).containsOnly(0);
        assertThat(view.marks()).containsOnly((byte) 0);
      }
      assertThat(world.labelNames()).containsExactly("sky", "wall");
      assertThat(world.clearDistance(new Vec3(0, 1, 0), new Vec3(1, 0, 0), 50))
          .isCloseTo(2.5, within(1e-5));
      assertThat(world.clearDistance(new Vec3(0, 1, 0), new Vec3(1, 0, 0), 1)).isEqualTo(1);
    }
  }

  @Test
  void anyNumberOfThreadsRendersTheSameBytes() {
    Place place = TestRoom.furnished();
    Camera camera = Equirectangular.at("panorama", 128, place.eye());
    WorldView first = null;
    for (int threads : new int[] {1, 2, 8}) {
      try (Workers workers = Workers.of(threads)) {
        World world = World.light(place, TINY, workers, Progress.none());
        WorldView view = world.render(camera, 2, workers, Progress.none());
        if (first == null) {
          first = view;
        }
        assertThat(view.colour()).isEqualTo(first.colour());
        assertThat(view.radialDistance().metres()).isEqualTo(first.radialDistance().metres());
        assertThat(view.normals()).isEqualTo(first.normals());
        assertThat(view.labels()).isEqualTo(first.labels());
      }
    }
  }

  @Test
  void marksTellSkyGlassAndMirror() {
    Place place = TestRoom.furnished();
    try (Workers workers = Workers.of(2)) {
      World world = World.light(place, TINY, workers, Progress.none());
      WorldView view =
          world.render(
              Equirectangular.at("panorama", 256, place.eye()), 1, workers, Progress.none());
      int sky = 0;
      int mirror = 0;
      int lawn = 0;
      for (int i = 0; i < view.marks().length; i++) {
        boolean isSky = (view.marks()[i] & WorldView.SKY) != 0;
        assertThat(Float.isInfinite(view.radialDistance().metres()[i])).isEqualTo(isSky);
        String label = world.labelNames().get(view.labels()[i]);
        if (isSky) {
          sky++;
          assertThat(label).isEqualTo("sky");
          assertThat(view.instances()[i]).isEqualTo(-1);
        }
        if (label.equals("mirror")) {
          mirror++;
          assertThat(view.marks()[i] & WorldView.MIRROR).isNotZero();
        }
        if (label.equals("lawn")) {
          lawn++;
          assertThat(view.marks()[i] & WorldView.GLASS).isNotZero();
        }
      }
      assertThat(sky).isPositive();
      assertThat(mirror).isPositive();
      assertThat(lawn).isPositive();
    }
  }

  /** Plain colours and no reflection: what then differs between two views is the light. */
  @Test
  void displacedViewsAgreeWhenWarpedByExactDepth() {
    Place place = TestRoom.plain();
    try (Workers workers = Workers.of(2)) {
      LightSettings settings = new LightSettings(96, 3, 8, 512, 6, 60, true, 0);
      World world = World.light(place, settings, workers, Progress.none());
      Vec3 target = new Vec3(-0.4, 0.6, -1.5);
      Pinhole a =
          Pinhole.ofVerticalFov("a", 200, 200, 70, Pose.lookingAt(new Vec3(0, 1.5, 0.6), target));
      Pinhole b =
          Pinhole.ofVerticalFov("b", 200, 200, 70, Pose.lookingAt(new Vec3(0.4, 1.3, 0.7), target));
      WorldView first = world.render(a, 8, workers, Progress.none());
      WorldView second = world.render(b, 8, workers, Progress.none());
      double squares = 0;
      int n = 0;
      for (int row = 2; row < 198; row++) {
        for (int column = 2; column < 198; column++) {
          int pixel = row * 200 + column;
          float distance = first.radialDistance().metres()[pixel];
          if (!Float.isFinite(distance) || !interior(first, pixel)) {
            continue;
          }
          Vec3 world1 = a.centre().plus(a.worldRay(column + 0.5, row + 0.5).times(distance));
          Vec3 p = b.project(world1);
          int u = (int) Math.floor(p.x());
          int v = (int) Math.floor(p.y());
          if (p.z() <= 0 || u < 2 || v < 2 || u > 197 || v > 197) {
            continue;
          }
          int other = v * 200 + u;
          double there = second.radialDistance().metres()[other];
          if (Math.abs(there - world1.distance(b.centre())) > 0.02 * there
              || !interior(second, other)) {
            continue;
          }
          for (int k = 0; k < 3; k++) {
            double difference =
                first.colour().at(column, row, k) - between(second.colour(), p.x(), p.y(), k);
            squares += difference * difference;
            n++;
          }
        }
      }
      assertThat(n).isGreaterThan(20_000);
      double psnr = -10 * Math.log10(squares / n);
      assertThat(psnr).as("agreement in dB").isGreaterThan(31);
    }
  }

  private static double between(Image image, double u, double v, int channel) {
    int i = (int) Math.floor(u - 0.5);
    int j = (int) Math.floor(v - 0.5);
    double fx = u - 0.5 - i;
    double fy = v - 0.5 - j;
    double top = image.at(i, j, channel) * (1 - fx) + image.at(i + 1, j, channel) * fx;
    double below = image.at(i, j + 1, channel) * (1 - fx) + image.at(i + 1, j + 1, channel) * fx;
    return top * (1 - fy) + below * fy;
  }

  private static boolean interior(WorldView view, int pixel) {
    int width = view.radialDistance().width();
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int o = pixel + dy * width + dx;
        if (view.labels()[o] != view.labels()[pixel]
            || view.instances()[o] != view.instances()[pixel]
            || view.marks()[o] != 0) {
          return false;
        }
        for (int k = 0; k < 3; k++) {
          if (Math.abs(view.normals()[o * 3 + k] - view.normals()[pixel * 3 + k]) > 0.02) {
            return false;
          }
        }
      }
    }
    return true;
  }

  @Test
  void quickViewShowsARoomAndStudioAnObjectOnNothing() {
    Place place = TestRoom.furnished();
    try (Workers workers = Workers.of(2)) {
      Pinhole camera =
          Pinhole.ofVerticalFov(
              "quick", 96, 60, 60, Pose.lookingAt(place.eye(), new Vec3(-0.5, 0.9, -1.5)));
      Image quick = World.quickView(place, camera, workers, Progress.none());
      double sum = 0;
      for (float value : quick.values()) {
        assertThat(value).isBetween(0f, 1f);
        sum += value;
      }
      assertThat(sum / quick.values().length).isBetween(0.2, 0.8);

      Part ball =
          new Part(
              TestRoom.sphere(0.5, 48),
              Pose.IDENTITY,
              1,
              new Material.Plain(new Rgb(0.6, 0.1, 0.1), 0.3),
              "ball",
              1);
      Pinhole studio =
          Pinhole.ofVerticalFov(
              "ball", 64, 64, 40, Pose.lookingAt(new Vec3(0, 0.4, 2.5), Vec3.ZERO));
      Image picture =
          StudioPicture.render(List.of(ball), studio, 8, 1, 1, workers, Progress.none());
      assertThat(picture.channels()).isEqualTo(4);
      assertThat(picture.at(0, 0, 3)).isZero();
      assertThat(picture.at(32, 32, 3)).isEqualTo(1f);
      assertThat(picture.at(32, 32, 0)).isGreaterThan(picture.at(32, 32, 2) + 0.2f);
      // the share of a disc of that size
      double angle = Math.asin(0.5 / Math.hypot(0.4, 2.5));
      double radius = Math.tan(angle) * studio.focalX();
      double covered = 0;
      for (int i = 0; i < 64 * 64; i++) {
        covered += picture.values()[i * 4 + 3];
      }
      assertThat(covered).isCloseTo(Math.PI * radius * radius, within(0.03 * covered));
    }
  }

  /** A wall of rough metal from one reflected ray a pixel, as scenes are trained on. */
  @Test
  void metalsAreSmoothInMatteViews() {
    Place plain = emptyBox();
    Part wall = plain.parts().getFirst();
    Part metal =
        new Part(
            wall.solid(),
            wall.localToWorld(),
            1,
            new Material.Metal(new Rgb(0.6, 0.6, 0.6), 0.3),
            "wall",
            0);
    Place place =
        new Place(
            List.of(metal),
            plain.windows(),
            plain.lamps(),
            plain.daylight(),
            plain.indoors(),
            plain.eye(),
            plain.low(),
            plain.high(),
            plain.freeFloor());
    Pinhole camera =
        Pinhole.ofVerticalFov(
            "metal", 64, 48, 30, Pose.lookingAt(place.eye(), new Vec3(-2, 1.2, -2)));
    try (Workers workers = Workers.of(2)) {
      World world = World.light(place, TINY.withMatte(true), workers, Progress.none());
      Image view = world.render(camera, 1, workers, Progress.none()).colour();
      double steps = 0;
      for (int y = 0; y < 48; y++) {
        for (int x = 1; x < 64; x++) {
          steps += Math.abs(view.at(x, y, 1) - view.at(x - 1, y, 1));
        }
      }
      assertThat(steps / (48 * 63)).isLessThan(3 / 255.0);
    }
  }

  @Test
  void cancelledWorkStops() {
    AtomicInteger left = new AtomicInteger(40);
    Progress impatient =
        new Progress() {
          @Override
          public void begin(String step, long total, String unit) {}

          @Override
          public void advance(long done) {
            check();
          }

          @Override
          public void note(String message) {}

          @Override
          public void check() {
            if (left.decrementAndGet() < 0) {
              throw new CancelledException();
            }
          }
        };
    try (Workers workers = Workers.of(2)) {
      assertThatThrownBy(() -> World.light(TestRoom.furnished(), TINY, workers, impatient))
          .isInstanceOf(CancelledException.class);
    }
  }

  @Test
  void unknownEffortIsExplained() {
    assertThatThrownBy(() -> LightSettings.of("best"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("standard");
  }
}
