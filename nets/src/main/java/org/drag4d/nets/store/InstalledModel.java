package org.drag4d.nets.store;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.drag4d.task.InputException;

/**
 * A model that is on this computer.
 *
 * @param model which
 * @param files where each of its files lies, by path inside the model
 */
public record InstalledModel(PublishedModel model, Map<String, Path> files) {
  /** Keeps the order of the model's list. */
  public InstalledModel {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** Returns the place of one file, such as {@code onnx/model.onnx}. */
  public Path file(String path) {
    Path file = files.get(path);
    if (file == null) {
      throw new InputException(model.name(), "has no file " + path);
    }
    return file;
  }

  /** Returns the place of the model's first file, which of most models is the only one. */
  public Path mainFile() {
    return files.values().iterator().next();
  }
}
