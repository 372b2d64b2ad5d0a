package org.drag4d.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.NormalPicture;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

/** Views in memory are what their files hold, no more and no less. */
class StoredViewTest {
  private static final int W = 9;
  private static final int H = 7;

  private static TrainingView anyView() {
    var random = new Random(3);
    float[] picture = new float[3 * W * H];
    float[] weights = new float[W * H];
    float[] depth = new float[W * H];
    float[] normal = new float[3 * W * H];
    for (int i = 0; i < W * H; i++) {
      weights[i] = random.nextFloat();
      depth[i] = i % 5 == 0 ? 0 : 1 + 7 * random.nextFloat();
      Vec3 n =
          new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
              .normalised();
      for (int c = 0; c < 3; c++) {
        picture[3 * i + c] = random.nextFloat();
        normal[3 * i + c] = i % 5 == 0 ? 0 : (float) (c == 0 ? n.x() : c == 1 ? n.y() : n.z());
      }
    }
    Pinhole camera =
        Pinhole.ofVerticalFov("any", W, H, 60, Pose.lookingAt(Vec3.ZERO, new Vec3(1, 0, 0)));
    return new TrainingView(camera, new Image(W, H, 3, picture), weights, depth, normal);
  }

  @Test
  void holdsWhatEightBitsHold() {
    TrainingView exact = anyView();
    TrainingView kept = StoredView.of(exact).training();
    assertThat(kept.camera()).isEqualTo(exact.camera());
    assertThat(kept.zDepth()).isEqualTo(exact.zDepth());
    for (int i = 0; i < 3 * W * H; i++) {
      float value = exact.picture().values()[i];
      assertThat(kept.picture().values()[i]).isEqualTo(Math.round(value * 255) / 255f);
    }
    for (int i = 0; i < W * H; i++) {
      double dot = 0;
      double length = 0;
      for (int c = 0; c < 3; c++) {
        dot += kept.normal()[3 * i + c] * exact.normal()[3 * i + c];
        length += kept.normal()[3 * i + c] * kept.normal()[3 * i + c];
      }
      assertThat(length > 0).isEqualTo(i % 5 != 0);
      assertThat(dot).isGreaterThan(i % 5 == 0 ? -1 : Math.cos(Math.toRadians(0.8)));
    }
  }

  @Test
  void afterItsFilesItIsTheSame() {
    StoredView kept = StoredView.of(anyView());
    StoredView read =
        StoredView.ofFiles(
            kept.camera(),
            kept.picture(),
            kept.weights(),
            kept.zDepth(),
            kept.normalPicture().values());
    assertThat(read.training().picture()).isEqualTo(kept.training().picture());
    assertThat(read.training().weights()).isEqualTo(kept.training().weights());
    assertThat(read.training().normal()).isEqualTo(kept.training().normal());
    assertThat(read.training().normal()).isEqualTo(NormalPicture.decode(kept.normalPicture()));
  }

  @Test
  void viewsAreHandedOverInTheOrderOfTheirPlan() {
    SceneSettings settings =
        new SceneSettings(5, 128, 1, 16, 75, 5, 75, 1, 0.05, 0.75, 500, 100, 1, 16, 100);
    for (boolean known : new boolean[] {true, false}) {
      PanoramaScene panorama =
          new BoxRoom(known).generate("", settings.panoramaRequest(), Progress.none());
      ViewPlan plan = ViewPlan.of(panorama, settings);
      List<Pinhole> seen = new ArrayList<>();
      try (Workers workers = Workers.of(3)) {
        ViewSet.make(
            plan, panorama, settings, workers, Progress.none(), view -> seen.add(view.camera()));
      }
      List<Pinhole> planned = new ArrayList<>(plan.base());
      planned.addAll(plan.displaced());
      assertThat(seen).isEqualTo(planned);
    }
  }
}
