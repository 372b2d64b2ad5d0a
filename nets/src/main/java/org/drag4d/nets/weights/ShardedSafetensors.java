package org.drag4d.nets.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.drag4d.task.InputException;

/**
 * A model in several safetensors files, held together by an {@code .index.json} whose {@code
 * weight_map} says which tensor is in which file.
 */
public final class ShardedSafetensors implements WeightFile {
  private static final long LARGEST_INDEX = 1L << 27;

  private final Map<String, SafetensorsFile> shards;
  private final Map<String, StoredTensor> tensors;

  private ShardedSafetensors(
      Map<String, SafetensorsFile> shards, Map<String, StoredTensor> tensors) {
    this.shards = shards;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Opens an index and its shards, which lie beside it.
   *
   * @throws InputException if the index or a shard is missing or damaged, or if they disagree
   */
  public static ShardedSafetensors open(Path index) {
    Map<String, SafetensorsFile> shards = new LinkedHashMap<>();
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    try {
      if (Files.size(index) > LARGEST_INDEX) {
        throw new InputException(index.toString(), "larger than 128 MiB, which no index is");
      }
      JsonNode map = new ObjectMapper().readTree(Files.readAllBytes(index)).path("weight_map");
      if (!map.isObject()) {
        throw new InputException(index + ", weight_map", "missing");
      }
      for (Map.Entry<String, JsonNode> entry : map.properties()) {
        String shard = entry.getValue().asText();
        Path file = index.resolveSibling(shard);
        if (shard.isEmpty() || !file.getFileName().toString().equals(shard)) {
          throw new InputException(
              index + ", weight_map." + entry.getKey(), "\"" + shard + "\" is no file beside it");
        }
        StoredTensor tensor =
            shards
                .computeIfAbsent(shard, name -> SafetensorsFile.open(file))
                .tensors()
                .get(entry.getKey());
        if (tensor == null) {
          throw new InputException(file.toString(), "has no tensor " + entry.getKey());
        }
        tensors.put(entry.getKey(), tensor);
      }
      return new ShardedSafetensors(shards, tensors);
    } catch (IOException e) {
      shards.values().forEach(SafetensorsFile::close);
      throw new InputException(index.toString(), "cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      shards.values().forEach(SafetensorsFile::close);
      throw e;
    }
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    shards.values().forEach(SafetensorsFile::close);
  }
}
