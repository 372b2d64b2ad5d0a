package org.drag4d.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelTrainer;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

class SceneGuidanceTest {
  private static final int SIDE = 32;

  /** Wants everything to be red. */
  private static final class Redder implements ScoreDistillation {
    private final List<Long> seeds = new ArrayList<>();

    @Override
    public String name() {
      return "redder";
    }

    @Override
    public float[] gradient(
        Image view, String prompt, double progressShare, long seed, Progress progress) {
      seeds.add(seed);
      float[] gradient = new float[3 * view.width() * view.height()];
      for (int at = 0; at < gradient.length; at++) {
        gradient[at] = view.values()[at] - (at % 3 == 0 ? 1 : 0);
      }
      return gradient;
    }
  }

  private static StoredView view(String name, float[] weights) {
    Image grey = new Image(SIDE, SIDE, 3);
    Arrays.fill(grey.values(), 0.5f);
    Pose away = Pose.lookingAt(new Vec3(0, 0, 2), Vec3.ZERO);
    return StoredView.of(
        new TrainingView(
            Pinhole.ofVerticalFov(name, SIDE, SIDE, 60, away),
            grey,
            weights,
            new float[0],
            new float[0]));
  }

  /** The right half was not seen. */
  private static float[] halfSeen() {
    float[] weights = new float[SIDE * SIDE];
    for (int at = 0; at < weights.length; at++) {
      weights[at] = at % SIDE < SIDE / 2 ? 1 : 0;
    }
    return weights;
  }

  private static final ViewSet VIEWS =
      new ViewSet(
          List.of(view("base", new float[0])),
          List.of(view("displaced", halfSeen())),
          "projection");

  private static SceneSettings settings() {
    return Quality.TINY.sceneSettings(3);
  }

  @Test
  void onlyWhatNobodySawIsGuidedByAShareOfThePhotometricGradient() {
    Redder redder = new Redder();
    SceneGuidance guidance =
        new SceneGuidance(redder, "a red room", VIEWS, settings(), Progress.none());
    assertThat(guidance.speaksAt(20, 0)).as("base views").isFalse();
    assertThat(guidance.speaksAt(0, 1)).as("the beginning").isFalse();
    assertThat(guidance.speaksAt(20, 1)).isTrue();
    assertThat(guidance.speaksAt(21, 1)).isFalse();
    float[] gradient = guidance.gradient(20, 1, new Image(SIDE, SIDE, 3), 7);
    double squares = 0;
    for (int at = 0; at < gradient.length; at++) {
      squares += gradient[at] * gradient[at];
      if (at / 3 % SIDE < SIDE / 2) {
        assertThat(gradient[at]).isZero();
      }
    }
    assertThat(Math.sqrt(squares)).isCloseTo(0.7, within(1e-4));
    assertThat(redder.seeds).containsExactly(3L * 1_000_003 + 20);
  }

  /** The trained surfels become redder where they were not seen, and stay grey elsewhere. */
  @Test
  void surfelsFollowTheGuidance() {
    Surfels initial = wall();
    try (Workers workers = Workers.of(1)) {
      Image plain = trained(initial, false, workers);
      Image guided = trained(initial, true, workers);
      assertThat(red(guided, SIDE / 2, SIDE)).isGreaterThan(red(plain, SIDE / 2, SIDE) + 0.01);
      assertThat(red(guided, 0, SIDE / 2 - 4))
          .isCloseTo(red(plain, 0, SIDE / 2 - 4), within(0.005));
    }
  }

  private static Image trained(Surfels initial, boolean guided, Workers workers) {
    SceneSettings settings = settings();
    ViewSet unseenOnly = new ViewSet(List.of(), VIEWS.storedDisplaced(), VIEWS.displacedBy());
    try (SurfelTrainer trainer =
        SceneOptimisation.trainer(initial, unseenOnly, settings, workers)) {
      if (guided) {
        trainer.guidedBy(
            new SceneGuidance(new Redder(), "red", unseenOnly, settings, Progress.none()));
      }
      trainer.run(Progress.none(), SurfelTrainer.Listener.NONE);
      return new Image(SIDE, SIDE, 3, trainer.render(VIEWS.cameras().get(1)).colour());
    }
  }

  private static double red(Image image, int from, int to) {
    double sum = 0;
    for (int y = 4; y < SIDE - 4; y++) {
      for (int x = from; x < to - 4; x++) {
        sum += image.at(x, y, 0) - image.at(x, y, 2);
      }
    }
    return sum / (SIDE - 8) / (to - 4 - from);
  }

  /** A grey wall of surfels that faces the camera. */
  private static Surfels wall() {
    int n = 24;
    float[] positions = new float[3 * n * n];
    float[] scales = new float[2 * n * n];
    float[] rotations = new float[4 * n * n];
    float[] opacities = new float[n * n];
    float[] colours = new float[3 * n * n];
    for (int at = 0; at < n * n; at++) {
      positions[3 * at] = (at % n - n / 2f + 0.5f) * 0.12f;
      positions[3 * at + 1] = (at / n - n / 2f + 0.5f) * 0.12f;
      Arrays.fill(scales, 2 * at, 2 * at + 2, (float) Math.log(0.07));
      rotations[4 * at] = 1;
      opacities[at] = 3;
    }
    return new Surfels(0, positions, rotations, scales, opacities, colours);
  }
}
