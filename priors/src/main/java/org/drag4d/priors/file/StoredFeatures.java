package org.drag4d.priors.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.NpyFile;
import org.drag4d.geometry.Pinhole;
import org.drag4d.scene.FeatureExtractor.Features;
import org.drag4d.scene.distillation.FeatureSource;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * Features of views that some other program made, of any network: a folder with {@code NAME.npy} of
 * shape [h, w, D] for each view of that name. {@code drag4d render} draws the pictures to look at.
 */
public final class StoredFeatures implements FeatureSource {
  private final Path folder;

  /**
   * Takes a folder.
   *
   * @throws InputException if there is none
   */
  public StoredFeatures(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder.toString(), "is not a folder of features");
    }
    this.folder = folder;
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public Features features(Pinhole camera, Image picture, Progress progress) {
    Path file = folder.resolve(camera.name() + ".npy");
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          file.toString(),
          "is not there",
          "Each view needs an array of features [h, w, D] by its camera's name.");
    }
    NpyFile.Array array = NpyFile.read(file);
    int[] s = array.shape();
    if (s.length != 3 || s[0] < 1 || s[1] < 1 || s[2] < 1) {
      throw new InputException(
          file.toString(), "features have shape [h, w, D], not " + Arrays.toString(s));
    }
    return new Features(s[1], s[0], s[2], array.floats());
  }
}
