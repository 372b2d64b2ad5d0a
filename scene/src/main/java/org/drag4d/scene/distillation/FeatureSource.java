package org.drag4d.scene.distillation;

import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.scene.FeatureExtractor;
import org.drag4d.scene.FeatureExtractor.Features;
import org.drag4d.task.Progress;

/** Where the features of views come from: a network that looks at them, or files. */
public interface FeatureSource extends AutoCloseable {
  /** Returns the name by which the source is named in results. */
  String name();

  /**
   * Returns the features of a view; of all views as many channels.
   *
   * @param camera from where
   * @param picture what it shows, three channels
   */
  Features features(Pinhole camera, Image picture, Progress progress);

  @Override
  default void close() {}

  /** Returns what a prior says; it is released when the source is closed. */
  static FeatureSource of(FeatureExtractor extractor) {
    return new FeatureSource() {
      @Override
      public String name() {
        return extractor.name();
      }

      @Override
      public Features features(Pinhole camera, Image picture, Progress progress) {
        return extractor.features(picture, progress);
      }

      @Override
      public void close() {
        extractor.release();
      }
    };
  }
}
