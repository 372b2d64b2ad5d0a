package org.drag4d.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.drag4d.animate.VideoGenerator;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.compose.ObjectGenerator;
import org.drag4d.scene.PanoramaGenerator;

/**
 * What the pipeline believes from whom, each made only when a stage asks for it. A name that is not
 * known is bad input and named with the known ones.
 */
public interface Priors {
  /** Returns the prior that makes panoramas of sentences. */
  PanoramaGenerator panorama(String name);

  /** Returns a "prior" that knows one panorama: a person's picture, with or without distances. */
  PanoramaGenerator panoramaOfFile(Path picture, Optional<Path> depth);

  /**
   * Checks a person's panorama to its last byte.
   *
   * @throws org.drag4d.task.InputException if it cannot be used
   */
  void checkPanoramaFile(Path picture, Optional<Path> depth);

  /** Returns the prior that finds objects in pictures. */
  ForegroundSegmenter segmenter();

  /** Returns the prior that makes objects of pictures. */
  ObjectGenerator objects();

  /** Returns the prior that makes videos. */
  VideoGenerator video();

  /** Returns the names of the sample objects. */
  List<String> samples();

  /** Returns a sample object, made now or kept from an earlier time. */
  SampleFiles.Sample sample(String name);
}
