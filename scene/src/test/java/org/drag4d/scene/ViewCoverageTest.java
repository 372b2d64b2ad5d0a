package org.drag4d.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

class ViewCoverageTest {
  private static final NovelViews ROOM =
      new BoxRoom(true).novelViews("", new PanoramaGenerator.Request(64, 1, 0)).orElseThrow();

  /** Looks at the side of the block that the panorama's centre cannot see. */
  private static final Pinhole BEHIND =
      camera("behind", new Vec3(2.2, 0.5, -2.6), new Vec3(1.5, 0.4, -1.3));

  private static Pinhole camera(String name, Vec3 eye, Vec3 target) {
    return Pinhole.ofVerticalFov(name, 64, 64, 60, Pose.lookingAt(eye, target));
  }

  /** Cameras right beside the panorama's, all around. */
  private static List<Pinhole> besideThePanorama() {
    List<Pinhole> cameras = new ArrayList<>();
    for (int k = 0; k < 12; k++) {
      double yaw = Math.toRadians(30 * k);
      Vec3 eye = BoxRoom.EYE.plus(new Vec3(0.05, 0, 0.05));
      cameras.add(
          camera("beside " + k, eye, eye.plus(new Vec3(Math.sin(yaw), -0.3, -Math.cos(yaw)))));
    }
    return cameras;
  }

  @Test
  void whatThePanoramaCannotSeeIsChosenFirst() {
    List<Pinhole> candidates = besideThePanorama();
    candidates.add(7, BEHIND);
    assertThat(ViewCoverage.choose(ROOM, BoxRoom.EYE, List.of(), candidates, 1))
        .containsExactly(BEHIND);
  }

  @Test
  void aViewThatShowsTheSameAgainWaits() {
    Pinhole again = BEHIND.named("again");
    Pinhole other = camera("other", new Vec3(-2, 0.3, -2.5), new Vec3(2, 0.3, 1.5));
    List<Pinhole> chosen =
        ViewCoverage.choose(ROOM, BoxRoom.EYE, List.of(), List.of(BEHIND, again, other), 3);
    assertThat(chosen).containsExactlyInAnyOrder(BEHIND, again, other);
    assertThat(chosen.getLast()).isEqualTo(again);
  }

  @Test
  void whatIsGivenAlreadyIsNotChosenAgain() {
    Pinhole again = BEHIND.named("again");
    Pinhole other = camera("other", new Vec3(2.3, 0.3, 1), new Vec3(1.3, 0.3, -1));
    assertThat(ViewCoverage.choose(ROOM, BoxRoom.EYE, List.of(BEHIND), List.of(again, other), 1))
        .containsExactly(other);
  }

  /** The measure that the choice is for: holes in what cameras around the floor see. */
  @Test
  void fewChosenViewsLeaveLessUnseenThanAsManyAtEqualSteps() {
    SceneSettings settings = Quality.TINY.sceneSettings(0);
    PanoramaScene panorama =
        new BoxRoom(true).generate("", new PanoramaGenerator.Request(256, 1, 0), Progress.none());
    List<Pinhole> chosen = ViewPlan.of(panorama, settings).displaced();
    List<Pinhole> evenly = new ArrayList<>();
    for (int k = 0; k < chosen.size(); k++) {
      double yaw = 2 * Math.PI * k / chosen.size();
      Vec3 target = ROOM.freeFloorCentre().plus(Vec3.UP.times(0.5));
      Vec3 away = new Vec3(Math.sin(yaw), 0, -Math.cos(yaw));
      double step = ViewPlan.clearStep(ROOM, target, away, 2);
      evenly.add(
          Pinhole.ofVerticalFov(
              "even",
              64,
              64,
              settings.displacedFovDegrees(),
              Pose.lookingAt(target.plus(away.times(step)), target)));
    }
    assertThat(unseenOfTheBlock(chosen)).isLessThan(unseenOfTheBlock(evenly));
  }

  /** Returns how many points of the block's sides neither the panorama nor a camera sees. */
  private static int unseenOfTheBlock(List<Pinhole> cameras) {
    int unseen = 0;
    for (int i = 0; i < 400; i++) {
      double along = (i % 20 + 0.5) / 20;
      double up = (i / 20 + 0.5) / 20 * 0.9;
      for (int side = 0; side < 4; side++) {
        double x = side == 0 ? 1.0 : side == 1 ? 1.7 : 1.0 + 0.7 * along;
        double z = side == 2 ? -1.5 : side == 3 ? -0.7 : -1.5 + 0.8 * along;
        Vec3 p = new Vec3(x, up, z);
        boolean seen = open(BoxRoom.EYE, p);
        for (Pinhole camera : cameras) {
          Vec3 at = camera.project(p);
          boolean inside = at.z() > 0 && at.x() >= 0 && at.y() >= 0 && at.x() < 64 && at.y() < 64;
          seen |= inside && open(camera.centre(), p);
        }
        unseen += seen ? 0 : 1;
      }
    }
    return unseen;
  }

  private static boolean open(Vec3 eye, Vec3 p) {
    Vec3 ray = p.minus(eye);
    return BoxRoom.trace(eye, ray.normalised()).distance() > ray.length() - 1e-3;
  }
}
