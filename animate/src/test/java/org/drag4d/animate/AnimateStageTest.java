package org.drag4d.animate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.drag4d.geometry.GlbFile;
import org.drag4d.geometry.GltfScene;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Occupancy;
import org.drag4d.geometry.Path3;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.SurfelScene.Member;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnimateStageTest {
  private static final Vec3 SIZE = new Vec3(0.4, 0.6, 0.3);

  /** Shows the guide, as the built-in prior does. */
  private static final VideoGenerator GUIDE =
      new VideoGenerator() {
        @Override
        public String name() {
          return "guide";
        }

        @Override
        public List<Image> frames(
            SurfelScene scene,
            Motion motion,
            Pinhole camera,
            MotionControls controls,
            long seed,
            Progress progress) {
          return controls.guide();
        }
      };

  private static AnimateSettings small(String... views) {
    return new AnimateSettings(OptionalInt.of(5), 96, 64, 8, List.of(views), 45, true, 0);
  }

  private static AnimateInputs inputs(TestRoom room, Member member, PathRequest path) {
    return new AnimateInputs(
        room.scene(member), room.points(), 0, new Vec3(0, 1.6, 0), List.of(path), GUIDE);
  }

  private static PathRequest preset(PathPreset preset) {
    return new PathRequest.Preset(Optional.empty(), preset);
  }

  private static PathRequest drawn(Vec3... points) {
    return new PathRequest.Drawn("test.json", Path3.through(List.of(points)));
  }

  @ParameterizedTest
  @EnumSource
  void presetsStartAtTheObjectAndStayOnFreeFloor(PathPreset preset) {
    TestRoom room = new TestRoom(0.04);
    // A low bench across the room leaves half of the floor.
    room.wall(new Vec3(-0.9, 0.2, 0), new Vec3(1, 0, 0), 2.5, 0.2, new float[] {1, 1, 1});
    Member member = room.member(1, "teddy", new Vec3(0.6, 0, 0.3), 20, SIZE);
    AnimationPlan plan =
        AnimateStage.plan(
            inputs(room, member, preset(preset)),
            AnimateSettings.DEFAULT,
            Workers.of(1),
            Progress.none());
    List<Pose> poses = plan.motion().objectToWorld().get(1);
    assertThat(poses).hasSize(25);
    assertThat(poses.getFirst().translation()).isEqualTo(new Vec3(0.6, 0, 0.3));
    double far = 0;
    for (Pose pose : poses) {
      Vec3 p = pose.translation();
      assertThat(p.x()).isBetween(-0.9 + 0.15, 2.5 - 0.15);
      assertThat(Math.abs(p.z())).isLessThan(2.5 - 0.15);
      assertThat(p.y()).isBetween(-1e-3, 0.3);
      far = Math.max(far, p.distance(poses.getFirst().translation()));
    }
    assertThat(far).isGreaterThan(0.3);
    if (preset == PathPreset.CIRCLE || preset == PathPreset.FIGURE8) {
      assertThat(poses.getLast().translation().distance(poses.getFirst().translation()))
          .isLessThan(1e-6);
    }
    if (preset == PathPreset.HOP) {
      assertThat(poses.stream().mapToDouble(p -> p.translation().y()).max().orElse(0))
          .isGreaterThan(0.08);
      assertThat(poses.getLast().translation().y()).isCloseTo(0, within(1e-6));
    }
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void allViewsSeeTheSweptBoxAndBlockedOnesSayWhatTheyDid() {
    TestRoom room = new TestRoom(0.04);
    Member member = room.member(1, "teddy", new Vec3(-0.5, 0, 0), 0, SIZE);
    // A partition in front of the object, 0.7 m away and as high as the room.
    room.wall(new Vec3(0, 1.3, 0.9), new Vec3(0, 0, 1), 2.5, 1.3, new float[] {1, 1, 1});
    AnimateInputs inputs = inputs(room, member, drawn(new Vec3(-0.5, 0, 0), new Vec3(0.6, 0, 0)));
    AnimationPlan plan =
        AnimateStage.plan(inputs, AnimateSettings.DEFAULT, Workers.of(1), Progress.none());
    assertThat(plan.views()).extracting(RingView::name).isEqualTo(ViewRing.NAMES);
    Occupancy occupancy = Occupancy.of(inputs.points(), List.of());
    for (RingView view : plan.views()) {
      for (Pose pose : plan.motion().objectToWorld().get(1)) {
        Vec3 middle = pose.apply(new Vec3(0, 0.3, 0));
        Vec3 p = view.camera().project(middle);
        assertThat(p.z()).as(view.name()).isGreaterThan(0.2);
        assertThat(p.x()).as(view.name()).isBetween(0.0, 576.0);
        assertThat(p.y()).as(view.name()).isBetween(0.0, 320.0);
      }
      Vec3 eye = view.camera().centre();
      assertThat(occupancy.contains(eye)).as(view.name()).isTrue();
      assertThat(occupancy.sees(eye, new Vec3(0.05, 0.3, 0))).as(view.name()).isTrue();
    }
    RingView front = plan.views().getFirst();
    assertThat(front.camera().centre().z()).isBetween(0.0, 0.9);
    assertThat(String.join(" ", front.notes())).contains("in the way");
    // Behind there is room for the usual lens: 180 degrees looks along +Z from -Z.
    RingView back = plan.views().get(2);
    assertThat(back.camera().centre().z()).isLessThan(-1);
    assertThat(back.camera().verticalFovDegrees()).isCloseTo(45, within(1e-6));
    // Azimuth 90 grows counter-clockwise seen from above: the camera is on the +X side.
    assertThat(plan.views().get(1).camera().centre().x()).isGreaterThan(1);
  }

  @Test
  void framesMasksDepthAndTracksAgree() {
    TestRoom room = new TestRoom(0.05);
    Member member = room.member(1, "teddy", new Vec3(-0.6, 0, 0), 0, SIZE);
    AnimateInputs inputs = inputs(room, member, drawn(new Vec3(-0.6, 0, 0), new Vec3(0.6, 0, 0)));
    AnimateSettings settings = small("a000_e00", "a180_e30");
    Animation one;
    Animation two;
    try (Workers workers = Workers.of(1)) {
      one = AnimateStage.run(inputs, settings, workers, Progress.none());
    }
    try (Workers workers = Workers.of(2)) {
      two = AnimateStage.run(inputs, settings, workers, Progress.none());
    }
    for (int v = 0; v < 2; v++) {
      assertThat(two.clips().get(v).frames()).isEqualTo(one.clips().get(v).frames());
    }
    ViewClip clip = one.clips().getFirst();
    ViewTracks.Track track = clip.controls().tracks().tracks().getFirst();
    assertThat(track.object()).isEqualTo("teddy");
    assertThat(clip.controls().tracks().tracks())
        .extracting(ViewTracks.Track::part)
        .containsExactly(0, 1, 2);
    for (int f = 0; f < 5; f++) {
      Vec3 middle = one.plan().motion().objectToWorld().get(1).get(f).apply(new Vec3(0, 0.3, 0));
      Vec3 expected = clip.view().camera().project(middle);
      assertThat(track.points()[2 * f]).isCloseTo(expected.x(), within(1e-6));
      assertThat(track.points()[2 * f + 1]).isCloseTo(expected.y(), within(1e-6));
      assertThat(track.depth()[f]).isCloseTo(expected.z(), within(1e-6));
      assertThat(track.visible()[f]).isTrue();
      int x = (int) expected.x();
      int y = (int) expected.y();
      assertThat(clip.controls().masks().get(f).at(x, y, 0)).isGreaterThan(0.9f);
      // The front face is 0.15 m nearer than the middle, and red.
      assertThat(clip.controls().zDepths().get(f).at(x, y))
          .isCloseTo((float) expected.z() - 0.15f, within(0.03f));
      assertThat(clip.frames().get(f).at(x, y, 0)).isGreaterThan(0.8f);
      assertThat(clip.frames().get(f).at(x, y, 1)).isLessThan(0.3f);
    }
    // The middle of mass of the mask moves to the right in the front view.
    assertThat(centroid(clip.controls().masks().get(4)))
        .isGreaterThan(centroid(clip.controls().masks().get(0)) + 20);
  }

  private static double centroid(Image mask) {
    double sum = 0;
    double total = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        sum += x * mask.at(x, y, 0);
        total += mask.at(x, y, 0);
      }
    }
    return sum / total;
  }

  @Test
  void whatIsBehindAScreenIsHiddenAndSaidSo() {
    TestRoom room = new TestRoom(0.05);
    Member member = room.member(1, "teddy", new Vec3(-0.9, 0, -0.5), 0, SIZE);
    // A screen that hides the right half of the path from the front.
    room.wall(new Vec3(0.7, 0.6, 0.2), new Vec3(0, 0, 1), 0.5, 0.6, new float[] {0, 1, 0});
    AnimateInputs inputs =
        inputs(room, member, drawn(new Vec3(-0.9, 0, -0.5), new Vec3(0.7, 0, -0.5)));
    AnimateSettings settings = small("a000_e00");
    AnimationPlan plan = AnimateStage.plan(inputs, settings, Workers.of(1), Progress.none());
    // A camera of our own, so that the ring does not avoid the screen.
    RingView view =
        new RingView(
            "a000_e00",
            0,
            0,
            Pinhole.ofVerticalFov(
                "a000_e00", 96, 64, 45, Pose.lookingAt(new Vec3(0, 0.4, 2.3), new Vec3(0, 0.3, 0))),
            List.of());
    ViewClip clip = AnimateStage.clip(inputs, settings, plan, view, Workers.of(1), Progress.none());
    ViewTracks.Track track = clip.controls().tracks().tracks().getFirst();
    assertThat(track.visible()[0]).isTrue();
    assertThat(track.visible()[4]).isFalse();
    int x = (int) track.points()[8];
    int y = (int) track.points()[9];
    assertThat(clip.controls().masks().get(4).at(x, y, 0)).isLessThan(0.1f);
    assertThat(clip.frames().get(4).at(x, y, 1)).isGreaterThan(0.8f);
    assertThat(String.join(" ", clip.controls().tracks().warnings()))
        .contains("passes behind")
        .contains("too fast");
  }

  @Test
  void aShadowLiesOnTheFloorAndNotOnTheObject() {
    TestRoom room = new TestRoom(0.05);
    Member member = room.member(1, "teddy", new Vec3(0, 0, 0), 0, SIZE);
    AnimateInputs inputs = inputs(room, member, drawn(new Vec3(0, 0, 0), new Vec3(0, 0.8, 0)));
    AnimateSettings with = small("a000_e30");
    AnimateSettings without =
        new AnimateSettings(OptionalInt.of(5), 96, 64, 8, List.of("a000_e30"), 45, false, 0);
    ViewClip shaded =
        AnimateStage.run(inputs, with, Workers.of(1), Progress.none()).clips().getFirst();
    ViewClip plain =
        AnimateStage.run(inputs, without, Workers.of(1), Progress.none()).clips().getFirst();
    Pinhole camera = shaded.view().camera();
    double low = ratio(shaded, plain, 0, camera.project(new Vec3(0, 0, 0.2)));
    double high = ratio(shaded, plain, 4, camera.project(new Vec3(0, 0, 0.2)));
    assertThat(low).isLessThan(0.85);
    assertThat(high).isBetween(low + 0.05, 0.99);
    assertThat(ratio(shaded, plain, 0, camera.project(new Vec3(0, 0.3, 0.15))))
        .isCloseTo(1, within(0.01));
    assertThat(ratio(shaded, plain, 0, camera.project(new Vec3(0.9, 0, 0.2))))
        .isCloseTo(1, within(0.01));
  }

  private static double ratio(ViewClip a, ViewClip b, int frame, Vec3 pixel) {
    int x = (int) pixel.x();
    int y = (int) pixel.y();
    return a.frames().get(frame).at(x, y, 0) / b.frames().get(frame).at(x, y, 0);
  }

  @Test
  void whatCannotBeFollowedIsAnInputError() {
    TestRoom room = new TestRoom(0.1);
    Member member = room.member(1, "teddy", new Vec3(0, 0, 0), 0, SIZE);
    assertWrong(
        inputs(room, member, drawn(new Vec3(0, 0, 0), new Vec3(7, 0, 0))),
        "test.json, points[1].position",
        "outside the scene");
    Path3 named =
        new Path3(
            Optional.of("tedy"),
            Path3.through(List.of(Vec3.ZERO, Vec3.UP)).points(),
            Path3.Timing.ARC_LENGTH,
            Path3.Orientation.FIXED,
            OptionalDouble.empty());
    assertWrong(
        inputs(room, member, new PathRequest.Drawn("p.json", named)),
        "p.json",
        "Did you mean \"teddy\"");
    assertThatThrownBy(() -> PathPreset.of("hopp", "--path"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Did you mean \"hop\"");
    AnimationPlan through =
        AnimateStage.plan(
            inputs(
                new TestRoom(0.05)
                    .wall(new Vec3(0.8, 0.5, 0), new Vec3(1, 0, 0), 1, 0.5, new float[] {1, 1, 1}),
                member,
                drawn(new Vec3(0, 0, 0), new Vec3(1.5, 0, 0))),
            AnimateSettings.DEFAULT,
            Workers.of(1),
            Progress.none());
    assertThat(through.warnings()).anyMatch(w -> w.contains("goes through something"));
  }

  private static void assertWrong(AnimateInputs inputs, String where, String what) {
    assertThatThrownBy(
            () ->
                AnimateStage.plan(inputs, AnimateSettings.DEFAULT, Workers.of(1), Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(where)
        .hasMessageContaining(what);
  }

  @Test
  void movingSceneComesBackFromItsFile(@TempDir Path folder) {
    TestRoom room = new TestRoom(0.2);
    Member member = room.member(1, "teddy", new Vec3(-0.5, 0, 0), 30, SIZE);
    AnimateInputs inputs = inputs(room, member, preset(PathPreset.LINE));
    AnimationPlan plan =
        AnimateStage.plan(inputs, AnimateSettings.DEFAULT, Workers.of(1), Progress.none());
    TriangleMesh triangle =
        new TriangleMesh(
            new float[] {0, 0, 0, 1, 0, 0, 0, 1, 0},
            new float[0],
            new float[0],
            new float[0],
            new int[] {0, 1, 2},
            Optional.empty());
    Path file = folder.resolve("scene4d.glb");
    GlbFile.write(
        file,
        Scene4D.meshes(triangle, List.of(member), Map.of(1, triangle), plan.motion()),
        Map.of());
    GltfScene back = GlbFile.read(file);
    GltfScene.Movement movement = back.nodes().get(1).movement().orElseThrow();
    List<Pose> poses = plan.motion().objectToWorld().get(1);
    assertThat(movement.seconds()[24]).isCloseTo(3, within(1e-6));
    for (int f = 0; f < 25; f++) {
      assertThat(movement.meshToWorld().get(f).translation().distance(poses.get(f).translation()))
          .isLessThan(1e-5);
    }
    Scene4D.SurfelForm form = Scene4D.surfels(inputs.scene(), plan.motion());
    assertThat(form.still().count() + form.layers().getFirst().atRest().count())
        .isEqualTo(inputs.scene().surfels().count());
    // A surfel that stood at the foot's height still does, and went as far as the object.
    float[] rest = form.layers().getFirst().atRest().positions();
    float[] last = form.layers().getFirst().at(24).positions();
    Vec3 way = poses.getLast().translation().minus(poses.getFirst().translation());
    Vec3 mean = Vec3.ZERO;
    for (int i = 0; i < rest.length; i += 3) {
      mean =
          mean.plus(
              new Vec3(last[i] - rest[i], last[i + 1] - rest[i + 1], last[i + 2] - rest[i + 2])
                  .times(3.0 / rest.length));
    }
    assertThat(mean.distance(way)).isLessThan(0.2);
  }
}
