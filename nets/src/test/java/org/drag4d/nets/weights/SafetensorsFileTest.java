package org.drag4d.nets.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
  @TempDir Path folder;

  @Test
  void readsTensorsAndMetadata() throws IOException {
    Path file =
        write(
            "a.safetensors",
            """
            {"__metadata__": {"format": "pt"},
             "b": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
             "a": {"dtype": "F16", "shape": [], "data_offsets": [8, 10]},
             "e": {"dtype": "BF16", "shape": [0, 4], "data_offsets": [10, 10]}}
            """,
            10,
            data -> data.putFloat(1.5f).putFloat(-2).putShort((short) 0x3c00));
    try (SafetensorsFile weights = SafetensorsFile.open(file)) {
      assertThat(weights.metadata()).containsEntry("format", "pt");
      assertThat(weights.tensors().get("b").toFloats()).containsExactly(1.5f, -2);
      assertThat(weights.tensors().get("a").toFloats()).containsExactly(1);
      assertThat(weights.tensors().get("e").toFloats()).isEmpty();
    }
  }

  @Test
  void readsShards() throws IOException {
    for (String shard : new String[] {"one", "two"}) {
      write(
          shard + ".safetensors",
          "{\"%s\": {\"dtype\": \"U8\", \"shape\": [1], \"data_offsets\": [0, 1]}}"
              .formatted(shard),
          1,
          data -> data.put((byte) shard.length()));
    }
    Path index = folder.resolve("model.safetensors.index.json");
    Files.writeString(
        index, "{\"weight_map\": {\"one\": \"one.safetensors\", \"two\": \"two.safetensors\"}}");
    try (WeightFile weights = WeightFile.open(index)) {
      assertThat(weights.tensors()).containsOnlyKeys("one", "two");
      assertThat(weights.tensors().get("two").toFloats()).containsExactly(3);
    }
    Files.writeString(index, "{\"weight_map\": {\"three\": \"one.safetensors\"}}");
    assertThatThrownBy(() -> WeightFile.open(index)).hasMessageContaining("no tensor three");
    Files.writeString(index, "{\"weight_map\": {\"one\": \"../one.safetensors\"}}");
    assertThatThrownBy(() -> WeightFile.open(index)).hasMessageContaining("no file beside it");
  }

  @Test
  void refusesWhatTheReferenceReaderRefuses() throws IOException {
    assertRefused("hole", "{\"a\": {\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", 2);
    assertRefused("end", "{\"a\": {\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 2);
    assertRefused(
        "shape wants", "{\"a\": {\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,2]}}", 2);
    assertRefused("lies at", "{\"a\": {\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}", 2);
    assertRefused(
        "is not read", "{\"a\": {\"dtype\":\"F4\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
    assertRefused(
        "Duplicate",
        "{\"a\": {\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}, \"a\": 1}",
        0);
    assertRefused(
        "impossible",
        "{\"a\": {\"dtype\":\"U8\",\"shape\":[4294967296,4294967296,9],\"data_offsets\":[0,1]}}",
        1);
    assertRefused("not JSON", "{\"a\":", 0);
    Path file = folder.resolve("b.safetensors");
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("3 bytes");
    Files.write(file, new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) 0x80, 1});
    assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("header");
  }

  private void assertRefused(String part, String header, int dataBytes) throws IOException {
    Path file = write("c.safetensors", header, dataBytes, data -> {});
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(part);
  }

  private Path write(String name, String header, int dataBytes, Consumer<ByteBuffer> data)
      throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    var buffer = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(json.length).put(json);
    data.accept(buffer);
    Path file = folder.resolve(name);
    Files.write(file, buffer.array());
    return file;
  }
}
