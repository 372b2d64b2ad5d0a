package org.drag4d.nets.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.drag4d.task.InputException;

/**
 * Named tensors of one or more files, memory-mapped and read-only. Closing it ends their memory.
 */
public sealed interface WeightFile extends AutoCloseable
    permits SafetensorsFile, ShardedSafetensors, TorchCheckpoint {

  /** Returns the tensors by name, in the order of the file. */
  Map<String, StoredTensor> tensors();

  /** Returns the tensors whose names begin like this, by what follows, in the order of the file. */
  default Map<String, StoredTensor> under(String prefix) {
    Map<String, StoredTensor> part = new LinkedHashMap<>();
    tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
              }
            });
    return part;
  }

  /** Unmaps the file. */
  @Override
  void close();

  /**
   * Opens a weight file of any format that is read: {@code .safetensors}, its {@code .index.json}
   * of shards, or a PyTorch checkpoint.
   *
   * @throws InputException if the file is missing, damaged, or of another format
   */
  static WeightFile open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file.toString(), "there is no such file");
    }
    String name = file.getFileName().toString();
    if (name.endsWith(".index.json")) {
      return ShardedSafetensors.open(file);
    }
    return name.endsWith(".safetensors") ? SafetensorsFile.open(file) : TorchCheckpoint.open(file);
  }
}
