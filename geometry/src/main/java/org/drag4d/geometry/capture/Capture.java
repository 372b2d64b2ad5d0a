package org.drag4d.geometry.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.drag4d.task.InputException;

/**
 * Posed pictures of a place or a thing.
 *
 * @param shots sorted by the name of their file, so that every run sees the same order
 * @param positions x y z per known point of the surface; empty if the capture has none
 * @param colours red green blue per known point, sRGB in [0, 1]
 */
public record Capture(List<Shot> shots, float[] positions, float[] colours) {

  /** Copies the list. */
  public Capture {
    shots = List.copyOf(shots);
    if (positions.length != colours.length) {
      throw new IllegalArgumentException("points and their colours differ in number");
    }
  }

  /**
   * Opens a folder or a {@code transforms.json}: nerfstudio's format where there is such a file,
   * else a COLMAP model (text or binary) in the folder itself, {@code sparse/0} or {@code sparse}.
   *
   * @throws InputException if neither is there, or if it is damaged
   */
  public static Capture open(Path dataset) {
    if (Files.isRegularFile(dataset)) {
      return NerfstudioCapture.read(dataset);
    }
    if (!Files.isDirectory(dataset)) {
      throw new InputException(dataset.toString(), "there is no such file or folder");
    }
    for (String name : List.of("transforms.json", "transforms_train.json")) {
      Path file = dataset.resolve(name);
      if (Files.isRegularFile(file)) {
        return NerfstudioCapture.read(file);
      }
    }
    for (String folder : List.of("sparse/0", "sparse", "colmap/sparse/0", ".")) {
      Path model = dataset.resolve(folder).normalize();
      if (Files.isRegularFile(model.resolve("cameras.bin"))
          || Files.isRegularFile(model.resolve("cameras.txt"))) {
        return ColmapCapture.read(dataset, model);
      }
    }
    throw new InputException(
        dataset.toString(),
        "no posed pictures here",
        "Wanted: transforms.json (nerfstudio) or cameras.bin/cameras.txt in the folder, in sparse/0"
            + " or in sparse (COLMAP).");
  }
}
