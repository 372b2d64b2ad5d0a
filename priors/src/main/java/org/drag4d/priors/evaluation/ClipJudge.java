package org.drag4d.priors.evaluation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.store.InstalledModel;
import org.drag4d.nets.store.ModelStore;
import org.drag4d.nets.vision.Clip;
import org.drag4d.nets.vision.ClipScore;
import org.drag4d.nets.vision.ClipScore.Quality;
import org.drag4d.scene.evaluation.PictureJudge;

/**
 * CLIP-Score and CLIP-IQA of pictures, the paper's measures without truth ("motion-video" sections
 * 8.5 and 8.6): {@code clip_score} (2.5 times the cosine of picture and prompt), {@code
 * clip_cosine}, {@code clip_iqa} (good rather than bad), {@code clip_iqa_sharpness} and {@code
 * clip_iqa_colourfulness}.
 */
public final class ClipJudge implements PictureJudge, AutoCloseable {
  /** The network's name in the model store. */
  public static final String MODEL = "clip-vit-base-patch32";

  private final Clip clip;
  private final ClipScore score;

  /** Takes a network, and closes it. */
  public ClipJudge(Clip clip) {
    this.clip = clip;
    score = new ClipScore(clip);
  }

  /** Returns the judge whose network is installed. */
  public static Optional<ClipJudge> installed() {
    ModelStore store = ModelStore.ofEnvironment();
    return store.find(MODEL).map(ClipJudge::of);
  }

  private static ClipJudge of(InstalledModel model) {
    Path vocabulary = model.file("vocab.json").toAbsolutePath().getParent();
    return new ClipJudge(
        new Clip(
            model.file("onnx/vision_model.onnx"),
            model.file("onnx/text_model.onnx"),
            vocabulary,
            OnnxSettings.DEFAULT));
  }

  @Override
  public Map<String, Double> of(Image picture, String prompt) {
    ClipScore.Opinion opinion = score.of(picture, prompt);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("clip_score", opinion.clipScore());
    figures.put("clip_cosine", opinion.cosine());
    figures.put("clip_iqa", opinion.iqa().get(Quality.QUALITY));
    figures.put("clip_iqa_sharpness", opinion.iqa().get(Quality.SHARPNESS));
    figures.put("clip_iqa_colourfulness", opinion.iqa().get(Quality.COLOURFULNESS));
    return figures;
  }

  @Override
  public void close() {
    clip.close();
  }
}
