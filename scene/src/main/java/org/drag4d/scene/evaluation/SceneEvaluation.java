package org.drag4d.scene.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageQuality;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.NovelViews;
import org.drag4d.scene.evaluation.HeldOutCameras.HeldOut;
import org.drag4d.splat.Rasterizer;
import org.drag4d.splat.Rasterizers;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Compares surfels with their place, where the place can be seen from elsewhere: what held-out
 * cameras see of both.
 */
public final class SceneEvaluation {
  private final List<HeldOut> cameras;
  private final List<TrainingView> truths;

  /**
   * Keeps what held-out cameras truly see.
   *
   * @param cameras where they stand
   * @param truths what each of them sees of the place
   */
  public SceneEvaluation(List<HeldOut> cameras, List<TrainingView> truths) {
    this.cameras = List.copyOf(cameras);
    this.truths = List.copyOf(truths);
  }

  /**
   * Figures of one displacement.
   *
   * @param displacementMetres from the panorama's centre
   * @param views how many cameras
   * @param psnr mean over the cameras in dB, without mirrors
   * @param ssim mean over the cameras
   * @param depthError mean over the cameras of the median of |z - z*| / z* over pixels that are not
   *     sky
   * @param holes share of pixels through which more than half of what lies behind is seen
   * @param judgements mean over the cameras of what a {@link PictureJudge} says
   */
  public record Row(
      double displacementMetres,
      int views,
      double psnr,
      double ssim,
      double depthError,
      double holes,
      Map<String, Double> judgements) {}

  /**
   * Renders what the place looks like from held-out cameras.
   *
   * @param centre of the panorama
   * @param perDisplacement most cameras at each of {@link HeldOutCameras#DISPLACEMENTS}
   * @param size width and height in pixels
   * @param samples camera samples per pixel
   */
  public static SceneEvaluation of(
      NovelViews place,
      Vec3 centre,
      int perDisplacement,
      int size,
      int samples,
      Progress progress) {
    List<HeldOut> cameras = HeldOutCameras.plan(place, centre, perDisplacement, size);
    List<TrainingView> truths = new ArrayList<>();
    for (HeldOut held : cameras) {
      progress.begin(
          "rendering held-out view " + (truths.size() + 1) + " of " + cameras.size(), 0, "");
      truths.add(place.render(held.camera(), samples, progress));
    }
    return new SceneEvaluation(cameras, truths);
  }

  /** Returns the cameras. */
  public List<HeldOut> cameras() {
    return cameras;
  }

  /** Returns what the place looks like from each camera. */
  public List<TrainingView> truths() {
    return truths;
  }

  /** Measures surfels: a row a displacement, the nearest first. */
  public List<Row> measure(Surfels surfels, Workers workers, Progress progress) {
    return measure(surfels, PictureJudge.NONE, "", workers, progress);
  }

  /**
   * Measures surfels and has their pictures judged: a row a displacement, the nearest first.
   *
   * @param prompt what the pictures should show
   */
  public List<Row> measure(
      Surfels surfels, PictureJudge judge, String prompt, Workers workers, Progress progress) {
    progress.begin("measuring held-out views", cameras.size(), "views");
    List<Row> each = new ArrayList<>();
    try (Rasterizer rasterizer = Rasterizers.best(workers)) {
      for (int i = 0; i < cameras.size(); i++) {
        RenderedView view = rasterizer.render(surfels, cameras.get(i).camera());
        Image picture = new Image(view.width(), view.height(), 3, view.colour()).quantised();
        each.add(
            compare(
                view,
                picture,
                truths.get(i),
                cameras.get(i).displacementMetres(),
                judge.of(picture, prompt)));
        progress.advance(i + 1);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (double displacement : HeldOutCameras.DISPLACEMENTS) {
      List<Row> of = each.stream().filter(row -> row.displacementMetres() == displacement).toList();
      if (!of.isEmpty()) {
        rows.add(mean(of, displacement));
      }
    }
    return List.copyOf(rows);
  }

  /** Returns the mean of rows, each of which counts as much as it has views. */
  public static Row mean(List<Row> rows, double displacementMetres) {
    int views = 0;
    double[] sums = new double[4];
    Map<String, Double> judgements = new LinkedHashMap<>();
    for (Row row : rows) {
      views += row.views();
      sums[0] += row.views() * row.psnr();
      sums[1] += row.views() * row.ssim();
      sums[2] += row.views() * row.depthError();
      sums[3] += row.views() * row.holes();
      row.judgements()
          .forEach((name, value) -> judgements.merge(name, row.views() * value, Double::sum));
    }
    int all = views;
    judgements.replaceAll((name, sum) -> sum / all);
    return new Row(
        displacementMetres,
        views,
        sums[0] / views,
        sums[1] / views,
        sums[2] / views,
        sums[3] / views,
        judgements);
  }

  private static Row compare(
      RenderedView view,
      Image picture,
      TrainingView truth,
      double displacement,
      Map<String, Double> judgements) {
    Image expected = truth.picture().quantised();
    int holes = 0;
    int known = 0;
    double[] errors = new double[view.alpha().length];
    for (int at = 0; at < errors.length; at++) {
      holes += view.alpha()[at] < 0.5f ? 1 : 0;
      float z = truth.zDepth()[at];
      if (z > 0) {
        errors[known++] = Math.abs(view.depth()[at] - z) / z;
      }
    }
    Arrays.sort(errors, 0, known);
    return new Row(
        displacement,
        1,
        ImageQuality.psnr(picture, expected, truth.weights()),
        ImageQuality.ssim(picture, expected),
        known == 0 ? 0 : errors[known / 2],
        holes / (double) errors.length,
        judgements);
  }
}
