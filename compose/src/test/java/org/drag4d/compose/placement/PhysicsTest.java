package org.drag4d.compose.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

/** The descent of equation 10 by itself, without the exact drop before it. */
class PhysicsTest {
  private static final Body BODY = Body.of(TestRoom.box(0.5, 1, 0.4), 1, 3000, 0);
  private static final double D = BODY.diagonal();
  private static final Quaternion TURNED = Quaternion.about(Vec3.UP, 25);

  private final Surroundings room = TestRoom.empty().surroundings();
  private final Ground ground = Ground.around(room, 0, 0, 3, D / 40, 0, 0.04 * D, 1, D / 2);

  private PhysicsLoss lossAt(Vec3 start) {
    Clearance clearance =
        Clearance.around(room, ground, start.plus(new Vec3(0, 0.5, 0)), D, 0, 0.04 * D);
    return new PhysicsLoss(BODY, TURNED, clearance, start);
  }

  private static Pose settled(PhysicsLoss loss, Pose start, int steps) {
    return PhysicsPlacement.settle(start, D, loss::at, steps, Progress.none()).pose();
  }

  @Test
  void fallsFromAboveAndRisesFromBelow() {
    for (double offset : new double[] {0.3 * D, -0.1 * D}) {
      Pose start = new Pose(TURNED, new Vec3(0.3, offset, -0.4));
      Pose rest = settled(lossAt(start.translation()), start, 900);
      assertThat(rest.translation().y()).isCloseTo(0, within(0.002 * D));
      assertThat(rest.translation().x()).isCloseTo(0.3, within(1e-3));
      assertThat(rest.rotation().yawDegrees()).isCloseTo(25, within(0.5));
    }
  }

  @Test
  void staysWhereItRests() {
    Pose start = new Pose(TURNED, new Vec3(0.3, 0, -0.4));
    Pose again = settled(lossAt(start.translation()), start, 300);
    assertThat(again.translation().distance(start.translation())).isLessThan(1e-4 * D);
    Pose inCorner = new Pose(TURNED, new Vec3(2.6, 0, -0.4)); // a corner of it is in the wall
    Pose first = dropped(settled(lossAt(inCorner.translation()), inCorner, 300));
    Pose second = dropped(settled(lossAt(first.translation()), first, 300));
    assertThat(second.translation().distance(first.translation())).isLessThan(1e-3 * D);
  }

  private Pose dropped(Pose pose) {
    return PhysicsPlacement.dropped(BODY, pose, ground, 0);
  }

  @Test
  void gradientIsThatOfTheValue() {
    Vec3 start = new Vec3(2.72, -0.013, 0.1);
    PhysicsLoss loss = lossAt(new Vec3(2.5, 0, 0));
    double yaw = 0.1;
    PhysicsLoss.Gradient g = loss.at(yaw, start);
    // samples near the wall change their nearest point, so differences are small but not minute
    double e = 1e-6;
    double dx = difference(loss, yaw, start, new Vec3(e, 0, 0), 0) / (2 * e);
    double dy = difference(loss, yaw, start, new Vec3(0, e, 0), 0) / (2 * e);
    double dz = difference(loss, yaw, start, new Vec3(0, 0, e), 0) / (2 * e);
    double dYaw = difference(loss, yaw, start, Vec3.ZERO, e) / (2 * e);
    assertThat(g.translation().x()).isCloseTo(dx, within(2e-3));
    assertThat(g.translation().y()).isCloseTo(dy, within(2e-3));
    assertThat(g.translation().z()).isCloseTo(dz, within(2e-3));
    assertThat(g.yaw()).isCloseTo(dYaw, within(2e-3));
    assertThat(g.translation().x()).isGreaterThan(0.05); // out of the wall is towards -x
  }

  private static double difference(PhysicsLoss loss, double yaw, Vec3 at, Vec3 step, double turn) {
    return loss.at(yaw + turn, at.plus(step)).value() - loss.at(yaw - turn, at.minus(step)).value();
  }

  /**
   * Documents the finding about equation 10 as printed: moving the object changes its collision
   * term nowhere but at the jumps of the indicator, so the term cannot push it out of anything.
   */
  @Test
  void asPrintedTheCollisionTermHasNoGradientByTranslation() {
    Clearance clearance =
        Clearance.around(room, ground, new Vec3(2.76, 0.5, 0), D, -1, 0); // floor and wall
    Body few = Body.of(TestRoom.box(0.5, 1, 0.4), 1, 400, 0);
    // scene points exactly where samples are: the strongest collision that there can be
    float[] scene = few.points().clone();
    float[] normals = few.normals().clone();
    for (int i = 0; i < normals.length; i++) {
      normals[i] = -normals[i];
    }
    Pose at = new Pose(Quaternion.IDENTITY, new Vec3(0, 1e-4, 0));
    double here = PaperLoss.collision(few, at, scene, normals);
    assertThat(here).isGreaterThan(100); // opposed normals in contact cost most
    for (Vec3 direction : new Vec3[] {new Vec3(1, 0, 0), Vec3.UP, new Vec3(0, 0, 1)}) {
      for (double e : new double[] {1e-9, 1e-7, 1e-5}) {
        Pose moved = new Pose(at.rotation(), at.translation().plus(direction.times(e)));
        assertThat(PaperLoss.collision(few, moved, scene, normals)).isEqualTo(here);
      }
    }
    assertThat(clearance.things()).isNotEmpty();
  }

  @Test
  void asPrintedAnObjectFallsThroughTheFloor() {
    Pose start = new Pose(TURNED, new Vec3(0, 0.3, 0));
    PhysicsPlacement.Energy printed =
        (yaw, translation) ->
            PaperLoss.gradient(
                PaperLoss.gravity(BODY, PhysicsLoss.pose(TURNED, yaw, translation), 0));
    Pose end = PhysicsPlacement.settle(start, 1, printed, 2000, Progress.none()).pose();
    assertThat(end.translation().y()).isLessThan(-0.5);
  }
}
