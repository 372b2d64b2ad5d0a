package org.drag4d.scene;

import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.splat.TrainingView;
import org.drag4d.splat.ViewGuidance;
import org.drag4d.task.Progress;

/**
 * L_SDS in the optimisation of a scene: where displaced views show what the panorama did not see,
 * the sentence says what would be likely there (object-composition section 8.2). Nothing that was
 * seen is touched, and the gradient's length is a fixed share of the photometric one's.
 */
public final class SceneGuidance implements ViewGuidance {
  /** Surfaces first take their places. */
  private static final double BEGIN_SHARE = 0.25;

  /** A network costs as much as many steps. */
  private static final int EVERY = 10;

  private static final double STRENGTH = 0.1;

  private final ScoreDistillation distillation;
  private final String prompt;
  private final List<TrainingView> displaced;
  private final int baseViews;
  private final SceneSettings settings;
  private final Progress progress;

  /**
   * Prepares guidance.
   *
   * @param distillation the prior; whoever gave it releases it
   * @param prompt the sentence of the place
   * @param views what is learnt from
   */
  public SceneGuidance(
      ScoreDistillation distillation,
      String prompt,
      ViewSet views,
      SceneSettings settings,
      Progress progress) {
    this.distillation = distillation;
    this.prompt = prompt;
    this.displaced = views.displaced();
    this.baseViews = views.base().size();
    this.settings = settings;
    this.progress = progress;
  }

  @Override
  public boolean speaksAt(int step, int view) {
    return view >= baseViews && step >= BEGIN_SHARE * settings.steps() && step % EVERY == 0;
  }

  @Override
  public float[] gradient(int step, int view, Image rendered, double photometricNorm) {
    float[] weights = displaced.get(view - baseViews).weights();
    float[] gradient =
        anySeenByNobody(weights)
            ? distillation.gradient(
                rendered,
                prompt,
                (double) step / settings.steps(),
                settings.seed() * 1_000_003 + step,
                progress)
            : new float[3 * rendered.width() * rendered.height()];
    double squares = 0;
    for (int at = 0; at < gradient.length; at++) {
      gradient[at] *= weights.length == 0 ? 0 : 1 - weights[at / 3];
      squares += gradient[at] * gradient[at];
    }
    double scale = squares > 0 ? STRENGTH * photometricNorm / Math.sqrt(squares) : 0;
    for (int at = 0; at < gradient.length; at++) {
      gradient[at] *= (float) scale;
    }
    return gradient;
  }

  private static boolean anySeenByNobody(float[] weights) {
    for (float weight : weights) {
      if (weight < 1) {
        return true;
      }
    }
    return false;
  }
}
