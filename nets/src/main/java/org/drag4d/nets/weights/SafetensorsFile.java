package org.drag4d.nets.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drag4d.task.InputException;

/**
 * One {@code .safetensors} file: eight bytes of header length, a JSON header, the numbers. Checked
 * as strictly as the reference reader: the tensors tile the data without holes or overlaps, sizes
 * agree with shapes, no name stands twice.
 */
public final class SafetensorsFile implements WeightFile {
  private static final long LONGEST_HEADER = 100_000_000;

  private final MappedFile mapped;
  private final Map<String, StoredTensor> tensors;
  private final Map<String, String> metadata;

  private SafetensorsFile(
      MappedFile mapped, Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    this.mapped = mapped;
    this.tensors = Collections.unmodifiableMap(tensors);
    this.metadata = Collections.unmodifiableMap(metadata);
  }

  /**
   * Opens a file.
   *
   * @throws InputException if it is damaged
   */
  public static SafetensorsFile open(Path file) {
    MappedFile mapped = MappedFile.open(file);
    try {
      return read(mapped);
    } catch (RuntimeException e) {
      mapped.close();
      throw e;
    }
  }

  private static SafetensorsFile read(MappedFile mapped) {
    MemorySegment memory = mapped.memory();
    if (memory.byteSize() < 8) {
      throw mapped.damaged(memory.byteSize() + " bytes are no safetensors file");
    }
    long header = memory.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
    if (header < 2 || header > LONGEST_HEADER || header > memory.byteSize() - 8) {
      throw mapped.damaged("a header of " + header + " bytes in a file of " + memory.byteSize());
    }
    JsonNode root = json(mapped, memory.asSlice(8, header).toArray(ValueLayout.JAVA_BYTE));
    MemorySegment data = memory.asSlice(8 + header);
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    List<long[]> ranges = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getKey().equals("__metadata__")) {
        entry.getValue().properties().forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
      } else {
        tensors.put(entry.getKey(), tensor(mapped, entry, data, ranges));
      }
    }
    ranges.sort(Comparator.comparingLong((long[] range) -> range[0]).thenComparing(r -> r[1]));
    long end = 0;
    for (long[] range : ranges) {
      if (range[0] != end) {
        throw mapped.damaged("tensors leave a hole or overlap at data byte " + end);
      }
      end = range[1];
    }
    if (end != data.byteSize()) {
      throw mapped.damaged("tensors end at data byte " + end + ", the file at " + data.byteSize());
    }
    return new SafetensorsFile(mapped, tensors, metadata);
  }

  private static StoredTensor tensor(
      MappedFile mapped,
      Map.Entry<String, JsonNode> entry,
      MemorySegment data,
      List<long[]> ranges) {
    String name = entry.getKey();
    JsonNode fields = entry.getValue();
    String typeName = fields.path("dtype").asText();
    ElementType type =
        ElementType.ofSafetensors(typeName)
            .orElseThrow(
                () ->
                    new InputException(
                        mapped.file() + ", tensor " + name, "type " + typeName + " is not read"));
    JsonNode dimensions = fields.path("shape");
    JsonNode offsets = fields.path("data_offsets");
    if (!dimensions.isArray() || offsets.size() != 2) {
      throw mapped.damaged("tensor " + name + " lacks shape or data_offsets");
    }
    long[] shape = new long[dimensions.size()];
    long bytes = type.bytes();
    for (int i = 0; i < shape.length; i++) {
      shape[i] = dimensions.get(i).asLong(-1);
      if (!dimensions.get(i).isIntegralNumber() || shape[i] < 0) {
        throw mapped.damaged("tensor " + name + " has the shape " + dimensions);
      }
      if (shape[i] != 0 && bytes > Long.MAX_VALUE / shape[i]) {
        throw mapped.damaged("tensor " + name + " has the impossible shape " + dimensions);
      }
      bytes *= shape[i];
    }
    long begin = offsets.get(0).asLong(-1);
    long end = offsets.get(1).asLong(-1);
    if (begin < 0 || end < begin || end > data.byteSize()) {
      throw mapped.damaged(
          "tensor " + name + " lies at " + offsets + " of " + data.byteSize() + " data bytes");
    }
    if (end - begin != bytes) {
      throw mapped.damaged(
          "tensor " + name + " has " + (end - begin) + " bytes, its shape wants " + bytes);
    }
    ranges.add(new long[] {begin, end});
    return new StoredTensor(
        name, type, shape, StoredTensor.contiguousStrides(shape), data.asSlice(begin, bytes));
  }

  private static JsonNode json(MappedFile mapped, byte[] bytes) {
    var mapper = new ObjectMapper();
    mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    try {
      JsonNode root = mapper.readTree(bytes);
      if (!root.isObject()) {
        throw mapped.damaged("the header is not a JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw mapped.damaged("the header is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw mapped.damaged("the header cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** Returns what the file says about itself. */
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public void close() {
    mapped.close();
  }
}
