package org.drag4d.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of stage 1 before optimisation, on a room that is known in closed form. */
class SceneStepsTest {
  private static final SceneSettings SETTINGS = Quality.TINY.sceneSettings(3);
  private static final PanoramaScene ROOM = room(true, 512);
  private static final PanoramaScene PANORAMA_ONLY = room(false, 512);

  private static PanoramaScene room(boolean seesFromElsewhere, int width) {
    return new BoxRoom(seesFromElsewhere)
        .generate("", new PanoramaGenerator.Request(width, 1, 0), Progress.none())
        .quantised();
  }

  private static ViewSet views(PanoramaScene panorama) {
    try (Workers workers = Workers.of(2)) {
      return ViewSet.of(
          ViewPlan.of(panorama, SETTINGS), panorama, SETTINGS, workers, Progress.none());
    }
  }

  private static Vec3 at(float[] array, int i) {
    return new Vec3(array[3 * i], array[3 * i + 1], array[3 * i + 2]);
  }

  /** Distance of a point from the nearest surface of the room. */
  static double offSurface(Vec3 p) {
    double inside =
        Math.min(
            Math.min(p.x() - BoxRoom.LOW.x(), BoxRoom.HIGH.x() - p.x()),
            Math.min(
                Math.min(p.y() - BoxRoom.LOW.y(), BoxRoom.HIGH.y() - p.y()),
                Math.min(p.z() - BoxRoom.LOW.z(), BoxRoom.HIGH.z() - p.z())));
    double block =
        Math.max(
            Math.max(BoxRoom.BLOCK_LOW.x() - p.x(), p.x() - BoxRoom.BLOCK_HIGH.x()),
            Math.max(
                p.y() - BoxRoom.BLOCK_HIGH.y(),
                Math.max(BoxRoom.BLOCK_LOW.z() - p.z(), p.z() - BoxRoom.BLOCK_HIGH.z())));
    return Math.min(Math.abs(inside), Math.abs(block));
  }

  // ---------------------------------------------------------------- points

  @Test
  void panoramaPointsLieOnTheRoom() {
    PointCloud points = PanoramaPoints.of(ROOM, SETTINGS);
    assertThat(points.count()).isBetween(11_000, 15_000); // of 15 000 less the window and edges
    for (int i = 0; i < points.count(); i++) {
      assertThat(offSurface(at(points.positions(), i))).isLessThan(1e-4);
    }
  }

  /** Spacings are sides of squares, so their squares must add up to the room's visible surface. */
  @Test
  void spacingsAddUpToTheSurface() {
    PointCloud points = PanoramaPoints.of(ROOM, SETTINGS);
    double area = 0;
    for (int i = 0; i < points.count(); i++) {
      Vec3 p = at(points.positions(), i);
      if (p.y() > BoxRoom.HIGH.y() - 1e-3) {
        area += points.spacings()[i] * (double) points.spacings()[i];
      }
    }
    assertThat(area).isCloseTo(25, within(0.75)); // the ceiling, 5 m x 5 m
  }

  @Test
  void normalsFromDistanceAreThoseOfTheRoom() {
    float[] normals = PanoramaNormals.fromDistance(ROOM.camera(), ROOM.radialDistance());
    int right = 0;
    int all = 0;
    for (int i = 0; i < normals.length / 3; i++) {
      if (ROOM.radialDistance().metres()[i] < Float.POSITIVE_INFINITY) {
        all++;
        if (at(normals, i).dot(at(ROOM.normals(), i)) > 0.999) {
          right++;
        }
      } else {
        assertThat(at(normals, i).length()).isZero();
      }
    }
    assertThat(right / (double) all).isGreaterThan(0.98);
  }

  /** Jumps are found, planes are left alone even where they are seen at five degrees. */
  @Test
  void edgesAreJumpsAndNotSlantedPlanes() {
    int n = 100;
    float[] plane = new float[n];
    float[] step = new float[n];
    float[] ramp = new float[n];
    for (int i = 0; i < n; i++) {
      double angle = Math.toRadians(5 + 0.35 * i);
      plane[i] = (float) (1.5 / Math.sin(angle)); // a floor 1.5 m below
      step[i] = i < 50 ? 2 : 3;
      ramp[i] = i < 48 ? 2 : i < 50 ? 2 + 0.33f * (i - 47) : 3;
    }
    assertThat(marked(plane)).isZero();
    assertThat(marked(step)).isEqualTo(2);
    assertThat(marked(ramp)).isBetween(3, 4);
  }

  /** What lies between two surfaces is in a ramp; a clean jump and a thin bar are not. */
  @Test
  void rampsLieBetweenSurfaces() {
    int n = 60;
    float[] plane = new float[n];
    float[] step = new float[n];
    float[] ramp = new float[n];
    float[] bar = new float[n];
    for (int i = 0; i < n; i++) {
      plane[i] = (float) (1.5 / Math.sin(Math.toRadians(5 + 0.35 * i)));
      step[i] = i < 30 ? 2 : 3;
      ramp[i] = i < 28 ? 2 : i < 30 ? 2 + 0.33f * (i - 27) : 3;
      bar[i] = i == 20 || i == 40 || i == 41 ? 1 : 4;
    }
    assertThat(inRamps(plane)).isZero();
    assertThat(inRamps(step)).isZero();
    assertThat(inRamps(ramp)).isEqualTo(2);
    assertThat(inRamps(bar)).isZero();
  }

  private static int inRamps(float[] row) {
    boolean[] ramps =
        DepthEdges.ramps(
            new DepthMap(row.length, 1, row, DepthMap.Measure.RADIAL_DISTANCE), 0.05, false);
    int count = 0;
    for (boolean ramp : ramps) {
      count += ramp ? 1 : 0;
    }
    return count;
  }

  private static int marked(float[] row) {
    boolean[] edges =
        DepthEdges.of(
            new DepthMap(row.length, 1, row, DepthMap.Measure.RADIAL_DISTANCE), 0.05, false);
    int count = 0;
    for (boolean edge : edges) {
      count += edge ? 1 : 0;
    }
    return count;
  }

  @Test
  void displacedViewsAddOnlyWhatThePanoramaDoesNotSee() {
    PointCloud seen = PanoramaPoints.of(ROOM, SETTINGS);
    PointCloud all = ScenePoints.join(ROOM, seen, views(ROOM), SETTINGS);
    assertThat(all.count()).isBetween(seen.count() + 10, SETTINGS.pointLimit());
    int hidden = 0;
    for (int i = seen.count(); i < all.count(); i++) {
      Vec3 p = at(all.positions(), i);
      assertThat(offSurface(p)).isLessThan(1e-3);
      Vec3 ray = p.minus(BoxRoom.EYE).normalised();
      double sight = BoxRoom.trace(BoxRoom.EYE, ray).distance();
      hidden += sight < p.distance(BoxRoom.EYE) - 0.02 ? 1 : 0;
    }
    assertThat(hidden).isGreaterThan((all.count() - seen.count()) * 9 / 10); // some fill the edges
  }

  // ---------------------------------------------------------------- cameras

  @Test
  void thePaperHasThirtyBaseViewsAndThePolesAreSeenToo() {
    ViewPlan plan = ViewPlan.of(PANORAMA_ONLY, Quality.HIGH.sceneSettings(0));
    assertThat(plan.base()).hasSize(32);
    assertThat(plan.displaced()).hasSize(120);
    for (int j = 0; j < 90; j++) {
      for (int i = 0; i < 180; i++) {
        Vec3 p =
            ROOM.camera().centre().plus(ROOM.camera().worldRay(i * 512 / 180.0, j * 256 / 90.0));
        assertThat(plan.base()).anyMatch(camera -> sees(camera, p));
      }
    }
  }

  private static boolean sees(Pinhole camera, Vec3 p) {
    Vec3 at = camera.project(p);
    return at.z() > 0
        && at.x() >= 0
        && at.y() >= 0
        && at.x() <= camera.width()
        && at.y() <= camera.height();
  }

  @Test
  void orbitsKeepTheirPivot() {
    ViewPlan plan = ViewPlan.of(PANORAMA_ONLY, Quality.HIGH.sceneSettings(0));
    for (int k = 0; k < 120; k++) {
      Pinhole base = plan.base().get(k / 4);
      Pinhole displaced = plan.displaced().get(k);
      double step = displaced.centre().distance(base.centre());
      double depth = step / (2 * Math.sin(Math.toRadians(2.5))); // text-to-scene 3.2
      Vec3 seen = displaced.project(base.cameraToWorld().apply(new Vec3(0, 0, depth)));
      assertThat(seen.x()).isCloseTo(256, within(1e-6));
      assertThat(seen.y()).isCloseTo(256, within(1e-6));
      assertThat(depth).isBetween(0.5, 5.0);
    }
  }

  @ParameterizedTest
  @EnumSource(Quality.class)
  void displacedCamerasKeepClearOfEverything(Quality quality) {
    ViewPlan plan = ViewPlan.of(ROOM, quality.sceneSettings(0));
    assertThat(plan.displaced()).hasSize(quality.sceneSettings(0).displacedViews());
    for (Pinhole camera : plan.displaced()) {
      assertThat(offSurface(camera.centre())).as(camera.name()).isGreaterThan(0.15);
    }
  }

  // ---------------------------------------------------------------- views

  @Test
  void baseViewsAreTheRoomSeenFromItsCentre() {
    for (TrainingView view : views(ROOM).base()) {
      TrainingView exact = BoxRoom.view(view.camera());
      assertThat(psnr(view.picture().values(), exact.picture().values(), new float[0]))
          .as(view.camera().name())
          .isGreaterThan(33);
      assertThat(shareWithin(view.zDepth(), exact.zDepth(), 0.002)).isGreaterThan(0.95);
    }
  }

  @Test
  void projectedViewsAreTheRoomWhereTheyCount() {
    ViewSet set = views(PANORAMA_ONLY);
    assertThat(set.displacedBy()).isEqualTo("projection");
    for (TrainingView view : set.displaced()) {
      TrainingView exact = BoxRoom.view(view.camera());
      assertThat(psnr(view.picture().values(), exact.picture().values(), view.weights()))
          .isGreaterThan(30);
      int counted = 0;
      for (int at = 0; at < view.weights().length; at++) {
        counted += view.weights()[at] == 1 ? 1 : 0;
        if (view.zDepth()[at] == 0) {
          assertThat(view.weights()[at]).isZero();
        }
      }
      assertThat(counted).isGreaterThan(view.weights().length * 6 / 10);
    }
  }

  /** A far step to the side uncovers what the block hid: those pixels must be holes. */
  @Test
  void holesAreWhatThePanoramaDidNotSee() {
    Pinhole camera =
        Pinhole.ofVerticalFov(
            "side", 96, 96, 70, Pose.lookingAt(new Vec3(0.6, 1.4, -2.4), new Vec3(2.0, 0.3, -0.6)));
    TrainingView view =
        ProjectedView.of(
            new ProjectedView.Grid(PANORAMA_ONLY, PANORAMA_ONLY.normals(), SETTINGS),
            camera,
            SETTINGS);
    int hidden = 0;
    int falselySeen = 0;
    int seen = 0;
    int falselyHidden = 0;
    for (int at = 0; at < 96 * 96; at++) {
      Vec3 ray = camera.worldRay(at % 96 + 0.5, at / 96 + 0.5);
      double distance = BoxRoom.trace(camera.centre(), ray).distance();
      Vec3 p = camera.centre().plus(ray.times(distance));
      Vec3 sight = p.minus(BoxRoom.EYE);
      double clear = BoxRoom.trace(BoxRoom.EYE, sight.normalised()).distance();
      boolean isHole = view.zDepth()[at] == 0;
      if (clear < sight.length() - 0.05) {
        hidden++;
        falselySeen += isHole ? 0 : 1;
      } else if (clear < Double.POSITIVE_INFINITY) {
        seen++;
        falselyHidden += isHole ? 1 : 0;
      }
    }
    assertThat(hidden).isGreaterThan(500);
    // The block's far side is not known at all, so a little of the wall shows through it.
    assertThat(falselySeen / (double) hidden).isLessThan(0.12);
    assertThat(falselyHidden / (double) seen).isLessThan(0.06);
  }

  private static double psnr(float[] a, float[] b, float[] weights) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < a.length; i++) {
      if (weights.length == 0 || weights[i / 3] == 1) {
        sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
        n++;
      }
    }
    return -10 * Math.log10(sum / n);
  }

  private static double shareWithin(float[] a, float[] b, double relative) {
    int good = 0;
    for (int i = 0; i < a.length; i++) {
      good += Math.abs(a[i] - b[i]) <= relative * b[i] ? 1 : 0;
    }
    return good / (double) a.length;
  }

  // ---------------------------------------------------------------- floor and start

  @ParameterizedTest
  @ValueSource(ints = {256, 512})
  void floorIsFoundUnderTheBlock(int width) {
    PanoramaScene room = room(true, width);
    FloorPlane floor =
        FloorPlane.find(PanoramaPoints.of(room, SETTINGS), BoxRoom.EYE).orElseThrow();
    assertThat(floor.offset()).isCloseTo(0, within(0.002));
    assertThat(floor.normal()).isEqualTo(Vec3.UP);
    assertThat(floor.inlierShare()).isGreaterThan(0.8);
  }

  @Test
  void noFloorWithoutLevelSurface() {
    PointCloud wall =
        new PointCloud(new float[300], new float[300], normalsAlongX(), new float[100]);
    assertThat(FloorPlane.find(wall, BoxRoom.EYE)).isEqualTo(Optional.empty());
  }

  private static float[] normalsAlongX() {
    float[] normals = new float[300];
    for (int i = 0; i < 300; i += 3) {
      normals[i] = 1;
    }
    return normals;
  }

  @Test
  void initialSurfelsFaceLikeTheirPointsAndStayWithinTheBudget() {
    PointCloud points = PanoramaPoints.of(ROOM, SETTINGS);
    Surfels surfels = InitialSurfels.of(ROOM, points, views(ROOM), SETTINGS);
    assertThat(surfels.count()).isBetween(1000, SETTINGS.surfels());
    int sky = 0;
    for (int i = 0; i < surfels.count(); i++) {
      Vec3 p = at(surfels.positions(), i);
      float[] q = surfels.rotations();
      Vec3 n = new Quaternion(q[4 * i], q[4 * i + 1], q[4 * i + 2], q[4 * i + 3]).zAxis();
      Vec3 ray = p.minus(BoxRoom.EYE).normalised();
      if (p.distance(BoxRoom.EYE) > 50) {
        sky++;
        assertThat(n.dot(ray)).isLessThan(-0.999);
      } else {
        assertThat(n.dot(BoxRoom.trace(BoxRoom.EYE, ray).normal())).isGreaterThan(0.999);
      }
    }
    assertThat(sky).isBetween(5, 220);
  }

  @Test
  void stepsGiveTheSameForAnyNumberOfThreads() {
    ViewPlan plan = ViewPlan.of(PANORAMA_ONLY, SETTINGS);
    try (Workers one = Workers.of(1);
        Workers three = Workers.of(3)) {
      ViewSet a = ViewSet.of(plan, PANORAMA_ONLY, SETTINGS, one, Progress.none());
      ViewSet b = ViewSet.of(plan, PANORAMA_ONLY, SETTINGS, three, Progress.none());
      for (int i = 0; i < a.all().size(); i++) {
        assertThat(a.all().get(i).picture()).isEqualTo(b.all().get(i).picture());
        assertThat(a.all().get(i).zDepth()).isEqualTo(b.all().get(i).zDepth());
        assertThat(a.all().get(i).weights()).isEqualTo(b.all().get(i).weights());
      }
    }
  }
}
