package org.drag4d.compose.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

/** The table of object-composition section 10, in rooms whose every distance is known. */
class PlacementTest {
  private static final Placement.Choices CHOICES =
      new Placement.Choices(0.9, 3000, 300, PhysicsLoss.Kind.SCALE_AWARE, 0);
  private static final TriangleMesh BOX = TestRoom.box(0.5, 1, 0.4);

  private static Box3 wanted(double x, double y, double z, Vec3 size, double yaw) {
    return new Box3(new Vec3(x, y, z), size, Quaternion.about(Vec3.UP, yaw));
  }

  private static Placement place(TestRoom room, Box3 box) {
    return Placement.of(BOX, Optional.of(box), room.surroundings(), CHOICES, Progress.none());
  }

  @Test
  void standsExactlyOnTheFloorAfterTheDrop() {
    for (double height : new double[] {2.1, 0.8, 0.5, 0.3}) {
      Placement placed =
          place(TestRoom.empty(), wanted(0.7, height, -1, new Vec3(0.5, 1, 0.4), 20));
      PlacementReport report = placed.report();
      assertThat(placed.box().bottomCentre().y()).isCloseTo(0, within(1e-6));
      assertThat(report.supportGap()).isCloseTo(0, within(1e-6 * report.diagonal()));
      assertThat(report.maxPenetration()).isLessThan(1e-6 * report.diagonal());
      assertThat(report.distanceFromBox()).isLessThan(1e-6);
      assertThat(report.tiltDegrees()).isLessThan(1e-6);
      assertThat(report.contactRatio()).isGreaterThan(0.85);
      assertThat(report.stabilityMargin()).isCloseTo(0.2, within(0.01));
      assertThat(report.notes()).contains("stands on the floor");
    }
  }

  @Test
  void fitsTheTightestSideOfTheBoxAndSaysHowMuchIsUnused() {
    Placement placed = place(TestRoom.empty(), wanted(0, 0.5, -1, new Vec3(0.5, 2, 0.2), 0));
    assertThat(placed.scale()).isCloseTo(0.5, within(1e-6));
    assertThat(placed.report().scaleSlack()).isCloseTo(0.75, within(1e-6));
  }

  @Test
  void standsOnTheTableWhenTheBoxIsAboveIt() {
    TestRoom room = TestRoom.empty().tableTop(1, 1, 1.2, 0.76);
    Placement placed = place(room, wanted(1, 1.4, 1, new Vec3(0.3, 0.6, 0.3), 30));
    assertThat(placed.box().bottomCentre().y()).isCloseTo(0.76, within(1e-6));
    assertThat(placed.report().notes()).contains("stands on a surface 76 cm above the floor");
  }

  @Test
  void standsUnderTheTableWhenTheBoxIsBelowIt() {
    TestRoom room = TestRoom.empty().tableTop(1, 1, 1.2, 0.76);
    Placement placed = place(room, wanted(1, 0.3, 1, new Vec3(0.3, 0.6, 0.3), 0));
    assertThat(placed.box().bottomCentre().y()).isCloseTo(0, within(1e-6));
    assertThat(placed.report().distanceFromBox()).isLessThan(1e-6);
  }

  @Test
  void movesOutOfAWallAndSaysSo() {
    Placement placed = place(TestRoom.empty(), wanted(2.9, 0.5, 0, new Vec3(0.5, 1, 0.4), 0));
    double right = placed.box().centre().x() + 0.25;
    assertThat(right).isBetween(2.9, 3.0 + 1e-6);
    assertThat(placed.report().maxPenetration()).isLessThan(0.002 * placed.report().diagonal());
    assertThat(placed.report().distanceFromBox()).isBetween(0.14, 0.25);
    assertThat(placed.report().notes()).anyMatch(note -> note.startsWith("moved 1"));
  }

  @Test
  void comesBackIntoTheRoomFromBeyondTheWall() {
    Placement placed = place(TestRoom.empty(), wanted(3.6, 0.5, 0, new Vec3(0.5, 1, 0.4), 0));
    assertThat(placed.box().centre().x() + 0.25).isLessThanOrEqualTo(3.0 + 1e-6);
    assertThat(placed.report().notes()).contains("stands on the floor");
  }

  @Test
  void movesOutOfFurniture() {
    TestRoom room = TestRoom.empty().block(new Vec3(-1, 0, -2), new Vec3(1, 0.9, -1));
    Placement placed = place(room, wanted(0.1, 0.4, -1.3, new Vec3(0.4, 0.8, 0.4), 0));
    Vec3 centre = placed.box().centre();
    double half = placed.box().size().z() / 2;
    assertThat(centre.z() - half).isGreaterThan(-1 - 1e-6);
    assertThat(placed.report().maxPenetration()).isLessThan(0.002 * placed.report().diagonal());
  }

  @Test
  void withoutABoxStandsInFrontOfTheEyeAndFacesIt() {
    TestRoom room = TestRoom.empty().block(new Vec3(-0.5, 0, -2.6), new Vec3(0.5, 0.9, -1.6));
    Placement placed =
        Placement.of(BOX, Optional.empty(), room.surroundings(), CHOICES, Progress.none());
    Vec3 bottom = placed.box().bottomCentre();
    assertThat(bottom.y()).isCloseTo(0, within(1e-6));
    assertThat(placed.box().size().y()).isCloseTo(0.9, within(1e-6));
    assertThat(Math.hypot(bottom.x(), bottom.z())).isBetween(1.2, 3.0);
    Vec3 front = placed.box().rotation().zAxis();
    Vec3 toEye = new Vec3(-bottom.x(), 0, -bottom.z()).normalised();
    assertThat(front.dot(toEye)).isGreaterThan(0.999);
    assertThat(placed.report().maxPenetration()).isLessThan(1e-6);
  }

  @Test
  void withoutABoxStandsWhereFloorWasKeptFree() {
    Vec3 kept = new Vec3(1.0, 0, 0.6); // beside the eye, where it would not stand otherwise
    Placement placed =
        Placement.of(
            BOX,
            Optional.empty(),
            TestRoom.empty().surroundings(Optional.of(kept)),
            CHOICES,
            Progress.none());
    Placement elsewhere =
        Placement.of(
            BOX, Optional.empty(), TestRoom.empty().surroundings(), CHOICES, Progress.none());
    assertThat(placed.box().bottomCentre().distance(kept)).isLessThan(1);
    assertThat(elsewhere.box().bottomCentre().distance(kept)).isGreaterThan(1.5);
  }

  @Test
  void becomesSmallerInANarrowPlace() {
    TestRoom room =
        TestRoom.empty()
            .block(new Vec3(-2.95, 0, -2.95), new Vec3(-0.4, 2, 2.95))
            .block(new Vec3(0.4, 0, -2.95), new Vec3(2.95, 2, 2.95));
    TriangleMesh wide = TestRoom.box(1, 0.5, 0.5);
    Placement placed =
        Placement.of(wide, Optional.empty(), room.surroundings(), CHOICES, Progress.none());
    assertThat(placed.box().size().x()).isLessThan(0.75);
    assertThat(placed.report().notes()).anyMatch(note -> note.startsWith("made smaller"));
    assertThat(placed.report().maxPenetration()).isLessThan(1e-6);
  }

  @Test
  void isTheSameWhenEverythingIsAHundredTimesLarger() {
    TestRoom room = TestRoom.empty().block(new Vec3(-1, 0, -2), new Vec3(1, 0.9, -1));
    Placement small = place(room, wanted(0.1, 0.4, -1.3, new Vec3(0.4, 0.8, 0.4), 10));
    room.times(100);
    Placement large = place(room, wanted(10, 40, -130, new Vec3(40, 80, 40), 10));
    Vec3 difference = large.box().centre().times(0.01).minus(small.box().centre());
    assertThat(difference.length()).isLessThan(2e-4);
    assertThat(large.scale() / 100).isCloseTo(small.scale(), within(1e-9));
    assertThat(large.report().maxPenetration() / 100)
        .isCloseTo(small.report().maxPenetration(), within(1e-4));
  }

  @Test
  void stillTurnsAsTheBoxIsTurned() {
    Quaternion lying = Quaternion.ofYawPitchRoll(30, 90, 0);
    Box3 box = new Box3(new Vec3(0, 1, -1), new Vec3(0.5, 1, 0.4), lying);
    Placement placed = place(TestRoom.empty(), box);
    assertThat(placed.report().tiltDegrees()).isCloseTo(90, within(1e-6));
    assertThat(placed.report().supportGap()).isCloseTo(0, within(1e-6));
    assertThat(placed.box().centre().y()).isCloseTo(0.2, within(1e-5));
  }

  @Test
  void saysThatATiltedTowerWouldTopple() {
    Quaternion tilted = Quaternion.ofYawPitchRoll(0, 0, 40);
    Box3 box = new Box3(new Vec3(0, 1, -1), new Vec3(0.5, 1, 0.4), tilted);
    PlacementReport report = place(TestRoom.empty(), box).report();
    assertThat(report.stabilityMargin()).isNegative();
    assertThat(report.notes()).anyMatch(note -> note.startsWith("would topple"));
  }

  @Test
  void survivesASceneWithoutPoints() {
    Surroundings nothing =
        Surroundings.of(
            new PointCloud(new float[0], new float[0], new float[0], new float[0]),
            0,
            new Vec3(0, 1.6, 0),
            Optional.empty(),
            Progress.none());
    Placement placed =
        Placement.of(
            BOX,
            Optional.of(wanted(0, 1, -1, new Vec3(0.5, 1, 0.4), 0)),
            nothing,
            CHOICES,
            Progress.none());
    assertThat(placed.box().bottomCentre().y()).isCloseTo(0, within(1e-6));
    assertThat(placed.report().notes()).anyMatch(note -> note.contains("assumed"));
    Placement free = Placement.of(BOX, Optional.empty(), nothing, CHOICES, Progress.none());
    assertThat(free.report().notes()).anyMatch(note -> note.startsWith("found no free floor"));
  }

  @Test
  void asSecondObjectStandsBesideTheFirst() {
    Surroundings room = TestRoom.empty().surroundings();
    Box3 box = wanted(0, 0.5, -1.5, new Vec3(0.5, 1, 0.4), 0);
    Placement first = Placement.of(BOX, Optional.of(box), room, CHOICES, Progress.none());
    Body body = Body.of(BOX, first.scale(), 3000, 0);
    Placement second =
        Placement.of(
            BOX,
            Optional.of(box),
            room.with(body, first.objectToWorld()),
            CHOICES,
            Progress.none());
    Vec3 apart = second.box().centre().minus(first.box().centre());
    assertThat(Math.max(Math.abs(apart.x()) - 0.5, Math.abs(apart.z()) - 0.4)).isGreaterThan(-0.01);
  }
}
