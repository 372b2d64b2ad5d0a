package org.drag4d.world.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.TestRoom;
import org.drag4d.world.World;
import org.drag4d.world.light.LightSettings;
import org.drag4d.world.model.Place;
import org.junit.jupiter.api.Test;

/** The figures that may not get worse, on rooms that are small enough for a test. */
class WorldBenchTest {
  private static final LightSettings SMALL = new LightSettings(128, 5, 8, 512, 6, 60, true, 0);

  @Test
  void aClosedBoxKeepsItsBooks() {
    try (Workers workers = Workers.of(2)) {
      assertThat(RoomChecks.furnace(SMALL, workers, Progress.none())).isLessThan(0.01);
    }
  }

  @Test
  void aPlainWallIsSmooth() {
    try (Workers workers = Workers.of(2)) {
      assertThat(RoomChecks.noise(SMALL, 2, workers, Progress.none())).isLessThan(1);
    }
  }

  @Test
  void bakedLightIsWhatFollowedPathsBring() {
    Place place = TestRoom.plain();
    try (Workers workers = Workers.of(2)) {
      World world = World.light(place, SMALL, workers, Progress.none());
      Pinhole camera =
          Pinhole.ofVerticalFov(
              "table", 256, 256, 75, Pose.lookingAt(place.eye(), new Vec3(-0.4, 0.6, -1.5)));
      double psnr =
          LightAccuracy.psnr(world, List.of(camera), 8, 150, 400, workers, Progress.none());
      assertThat(psnr).as("decibels").isGreaterThan(30);
    }
  }

  @Test
  void displacedViewsAgree() {
    Place place = TestRoom.furnished();
    try (Workers workers = Workers.of(2)) {
      World world = World.light(place, SMALL, workers, Progress.none());
      Vec3 target = new Vec3(-0.4, 0.6, -1.5);
      Pinhole a =
          Pinhole.ofVerticalFov("a", 200, 200, 70, Pose.lookingAt(new Vec3(0, 1.5, 0.6), target));
      Pinhole b =
          Pinhole.ofVerticalFov("b", 200, 200, 70, Pose.lookingAt(new Vec3(0.4, 1.3, 0.7), target));
      ViewAgreement agreement = new ViewAgreement(world, a, b, workers, Progress.none());
      assertThat(agreement.light(8)).as("light, decibels").isGreaterThan(30);
      assertThat(agreement.colour(8)).as("colours, decibels").isGreaterThan(29);
    }
  }

  /** Every figure runs to its end, however small. */
  @Test
  void figuresCarryTheirAcceptedValues() {
    WorldBench.Settings tiny =
        new WorldBench.Settings(
            EnumSet.of(Measure.DEPTH, Measure.TRAVERSAL, Measure.LIGHT, Measure.VIEW),
            2,
            "tiny",
            1,
            32,
            4,
            2,
            2_000);
    List<Figure> figures = WorldBench.run(tiny, Progress.none());
    assertThat(figures)
        .extracting(Figure::figure)
        .containsExactly(
            "light", "light", "light", "depth", "traversal", "traversal", "view", "view");
    assertThat(figures).filteredOn(f -> f.figure().equals("depth")).allMatch(Figure::holds);
    assertThat(figures)
        .filteredOn(f -> f.subject().equals("hits that differ"))
        .allMatch(Figure::holds);
    assertThat(figures).allSatisfy(f -> assertThat(f.value()).isNotNaN());
  }

  @Test
  void unknownFiguresAreExplained() {
    assertThat(Measure.named(" Light ")).isEqualTo(Measure.LIGHT);
    assertThatThrownBy(() -> Measure.named("beauty"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("agreement");
  }
}
