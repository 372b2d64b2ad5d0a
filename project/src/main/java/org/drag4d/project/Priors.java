package org.drag4d.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.drag4d.animate.VideoGenerator;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.compose.ObjectGenerator;
import org.drag4d.project.ProjectFile.MakingEntry;
import org.drag4d.scene.Inpainter;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.ScoreDistillation;

/**
 * What the pipeline believes from whom, each made only when a stage asks for it. A name that is not
 * known is bad input and named with the known ones.
 */
public interface Priors {
  /**
   * Returns the prior that makes panoramas of sentences.
   *
   * @param depthModel the network that says how far away things are, for priors that need one
   */
  PanoramaGenerator panorama(String name, Optional<String> depthModel);

  /**
   * Returns a "prior" that knows one panorama: a person's picture.
   *
   * @param depth its distances, where there are any
   * @param depthModel the network that estimates them, where there are none
   */
  PanoramaGenerator panoramaOfFile(Path picture, Optional<Path> depth, Optional<String> depthModel);

  /**
   * Checks a person's panorama to its last byte.
   *
   * @throws org.drag4d.task.InputException if it cannot be used
   */
  void checkPanoramaFile(Path picture, Optional<Path> depth, Optional<String> depthModel);

  /**
   * Returns the name of the depth network that a choice means.
   *
   * @param choice a name; empty for the finest installed one
   */
  String depthModel(Optional<String> choice);

  /** Returns the finest installed depth network, if there is any. */
  Optional<String> installedDepthModel();

  /** Returns the prior that paints what views lack. */
  Inpainter inpainter(String name);

  /** Returns the prior that says how views should change to fit the sentence. */
  ScoreDistillation guidance(String name);

  /**
   * Returns the prior that finds the object in a picture.
   *
   * @param making what a person says about that; names no files but its scribbles
   * @param scribbles where those lie
   */
  ForegroundSegmenter segmenter(MakingEntry making, Optional<Path> scribbles);

  /** Returns the prior that makes objects of pictures; empty for the usual one. */
  ObjectGenerator objects(Optional<String> name);

  /** Returns the prior that makes videos. */
  VideoGenerator video();

  /** Returns the names of the sample objects. */
  List<String> samples();

  /** Returns a sample object, made now or kept from an earlier time. */
  SampleFiles.Sample sample(String name);
}
