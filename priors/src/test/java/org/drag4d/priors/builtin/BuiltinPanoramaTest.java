package org.drag4d.priors.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.FloorPlane;
import org.drag4d.scene.NovelViews;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.PanoramaPoints;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.scene.Quality;
import org.drag4d.scene.SceneSettings;
import org.drag4d.scene.ViewPlan;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

class BuiltinPanoramaTest {
  private static final SceneSettings SETTINGS = Quality.TINY.sceneSettings(1);

  /** What a displaced view sees must be what the panorama sees, where both see it. */
  @Test
  void panoramaAndDisplacedViewsShowOnePlace() {
    try (Workers workers = Workers.of(2)) {
      BuiltinPanorama prior = new BuiltinPanorama(workers);
      PanoramaGenerator.Request request = SETTINGS.panoramaRequest();
      PanoramaScene panorama =
          prior.generate("a small study with a desk", request, Progress.none());
      assertThat(panorama.prior()).isEqualTo("builtin");
      assertThat(panorama.notes()).anyMatch(note -> note.contains("study"));
      FloorPlane floor =
          FloorPlane.find(PanoramaPoints.of(panorama, SETTINGS), panorama.camera().centre())
              .orElseThrow();
      assertThat(floor.offset()).isCloseTo(0, within(0.015)); // a carpet may lie on it

      NovelViews place = panorama.novelViews().orElseThrow();
      int agreeing = 0;
      int all = 0;
      for (Pinhole camera : ViewPlan.of(panorama, SETTINGS).displaced()) {
        TrainingView view = place.render(camera, 1, Progress.none());
        for (int at = 0; at < view.zDepth().length; at += 7) {
          if (view.zDepth()[at] > 0) {
            Vec3 p =
                camera.unproject(
                    at % camera.width() + 0.5, at / camera.width() + 0.5, view.zDepth()[at]);
            Vec3 seen = panorama.camera().project(p);
            float r =
                panorama
                    .radialDistance()
                    .at(
                        Math.min(panorama.camera().width() - 1, (int) seen.x()),
                        Math.min(panorama.camera().height() - 1, (int) seen.y()));
            all++;
            agreeing += r > seen.z() * 1.1 ? 0 : 1; // nothing may float before what is seen
          }
        }
      }
      assertThat(all).isGreaterThan(1000);
      assertThat(agreeing / (double) all).isGreaterThan(0.95);
    }
  }

  @Test
  void placesCanBeSeenAgainAfterARestart() {
    try (Workers workers = Workers.of(2)) {
      PanoramaGenerator.Request request = SETTINGS.panoramaRequest();
      BuiltinPanorama first = new BuiltinPanorama(workers);
      PanoramaScene panorama = first.generate("a small study", request, Progress.none());
      Pinhole camera = ViewPlan.of(panorama, SETTINGS).displaced().get(0);
      TrainingView before = panorama.novelViews().orElseThrow().render(camera, 1, Progress.none());
      NovelViews again =
          new BuiltinPanorama(workers).novelViews("a small study", request).orElseThrow();
      TrainingView after = again.render(camera, 1, Progress.none());
      assertThat(after.picture()).isEqualTo(before.picture());
      assertThat(after.zDepth()).isEqualTo(before.zDepth());
      assertThat(again.freeFloorCentre())
          .isEqualTo(panorama.novelViews().orElseThrow().freeFloorCentre());
    }
  }
}
