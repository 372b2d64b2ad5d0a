package org.drag4d.scene.evaluation;

import java.util.Map;
import org.drag4d.geometry.Image;

/** What is said of a picture without knowing the truth: by a network that has seen many. */
@FunctionalInterface
public interface PictureJudge {
  /** Says nothing. */
  PictureJudge NONE = (picture, prompt) -> Map.of();

  /**
   * Judges a picture.
   *
   * @param picture three channels
   * @param prompt what it should show
   * @return figures by name, the same names for every picture
   */
  Map<String, Double> of(Image picture, String prompt);
}
