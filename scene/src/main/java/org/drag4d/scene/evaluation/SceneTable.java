package org.drag4d.scene.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drag4d.scene.NovelViews;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.scene.SceneSettings;
import org.drag4d.scene.SceneStage;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/** Ways to make a scene from a panorama, side by side on worlds that are known exactly. */
public final class SceneTable {
  private static final int VIEWS_PER_DISPLACEMENT = 4;
  private static final int TRUTH_SAMPLES = 8;

  private SceneTable() {}

  /** How displaced views come about. */
  public enum Method {
    /** Stage 1 as it is for any panorama: displaced views are what can be projected from it. */
    FULL,
    /** The world itself renders the displaced views: what a perfect inpainter would give. */
    ORACLE;

    /** Returns the name in tables and on the command line. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the method of a name.
     *
     * @throws InputException if there is none
     */
    public static Method of(String label) {
      return Arrays.stream(values())
          .filter(method -> method.label().equals(label))
          .findFirst()
          .orElseThrow(
              () ->
                  new InputException(
                      "--methods", "there is no method '" + label + "'", "Use full or oracle."));
    }
  }

  /**
   * Figures of one method in one world.
   *
   * @param method {@link Method#label}
   * @param world the sentence
   * @param displacementMetres where the cameras stand, from the panorama's centre
   * @param psnr dB
   * @param ssim structural similarity
   * @param depthError median of |z - z*| / z*
   * @param holes share of pixels that show nothing
   * @param seconds that the method took in this world, without the panorama
   * @param judgements what a {@link PictureJudge} says of the pictures, on average
   */
  public record Row(
      String method,
      String world,
      double displacementMetres,
      double psnr,
      double ssim,
      double depthError,
      double holes,
      double seconds,
      Map<String, Double> judgements) {}

  /**
   * The mean of a method over all worlds and cameras.
   *
   * @param method {@link Method#label}
   * @param psnr dB
   * @param ssim structural similarity
   * @param depthError median of |z - z*| / z*
   * @param holes share of pixels that show nothing
   * @param seconds mean over the worlds
   * @param judgements what a {@link PictureJudge} says of the pictures, on average
   */
  public record Mean(
      String method,
      double psnr,
      double ssim,
      double depthError,
      double holes,
      double seconds,
      Map<String, Double> judgements) {}

  /**
   * Measures methods in one world.
   *
   * @param prompt what the world is
   * @param prior a prior that can see its worlds from anywhere
   * @param judge who says something of each picture; {@link PictureJudge#NONE} for nobody
   * @throws InputException if the prior knows only the panorama
   */
  public static List<Row> measure(
      String prompt,
      PanoramaGenerator prior,
      List<Method> methods,
      PictureJudge judge,
      SceneSettings settings,
      Workers workers,
      Progress progress) {
    PanoramaScene panorama =
        prior.generate(prompt, settings.panoramaRequest(), progress).quantised();
    NovelViews place =
        panorama
            .novelViews()
            .orElseThrow(
                () ->
                    new InputException(
                        prior.name(), "knows only its panorama, so nothing can be measured"));
    SceneEvaluation evaluation =
        SceneEvaluation.of(
            place,
            panorama.camera().centre(),
            VIEWS_PER_DISPLACEMENT,
            settings.viewSize(),
            TRUTH_SAMPLES,
            progress);
    List<Row> rows = new ArrayList<>();
    for (Method method : methods) {
      PanoramaScene known =
          method == Method.ORACLE ? panorama : panorama.withNovelViews(Optional.empty());
      long start = System.nanoTime();
      var scene = SceneStage.run(known, settings, workers, progress);
      double seconds = (System.nanoTime() - start) * 1e-9;
      for (SceneEvaluation.Row row :
          evaluation.measure(scene.surfels(), judge, prompt, workers, progress)) {
        rows.add(
            new Row(
                method.label(),
                prompt,
                row.displacementMetres(),
                row.psnr(),
                row.ssim(),
                row.depthError(),
                row.holes(),
                seconds,
                row.judgements()));
      }
    }
    return List.copyOf(rows);
  }

  /** Returns a mean for each method that has rows, in the order of their first rows. */
  public static List<Mean> means(List<Row> rows) {
    return rows.stream()
        .map(Row::method)
        .distinct()
        .map(method -> mean(method, rows.stream().filter(r -> r.method().equals(method)).toList()))
        .toList();
  }

  private static Mean mean(String method, List<Row> rows) {
    return new Mean(
        method,
        rows.stream().mapToDouble(Row::psnr).average().orElseThrow(),
        rows.stream().mapToDouble(Row::ssim).average().orElseThrow(),
        rows.stream().mapToDouble(Row::depthError).average().orElseThrow(),
        rows.stream().mapToDouble(Row::holes).average().orElseThrow(),
        rows.stream().mapToDouble(Row::seconds).average().orElseThrow(),
        judgements(rows));
  }

  private static Map<String, Double> judgements(List<Row> rows) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (Row row : rows) {
      row.judgements()
          .forEach((name, value) -> means.merge(name, value / rows.size(), Double::sum));
    }
    return means;
  }
}
