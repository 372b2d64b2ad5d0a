package org.drag4d.geometry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.drag4d.task.InputException;

/** Numbers and bytes of a glTF file: buffers, buffer views and accessors, all checked. */
final class GltfAccessors {
  private static final long MAXIMUM_BYTES = 1L << 30;
  private static final int MAXIMUM_VALUES = 1 << 28;

  private final Path file;
  private final JsonNode root;
  private final ByteBuffer binary;
  private final Map<Integer, ByteBuffer> buffers = new HashMap<>();

  /**
   * Prepares to read.
   *
   * @param binary the GLB's second chunk; empty for .gltf
   */
  GltfAccessors(Path file, JsonNode root, ByteBuffer binary) {
    this.file = file;
    this.root = root;
    this.binary = binary;
  }

  /** Returns a copy of the bytes of a buffer view. */
  byte[] view(int index, String place) {
    ByteBuffer view = viewBuffer(index, place);
    byte[] bytes = new byte[view.capacity()];
    view.get(0, bytes);
    return bytes;
  }

  private ByteBuffer viewBuffer(int index, String place) {
    JsonNode view = root.path("bufferViews").path(index);
    if (view.isMissingNode()) {
      throw new InputException(place, "refers to buffer view " + index + ", which is not there");
    }
    if (view.path("extensions").has("EXT_meshopt_compression")) {
      throw new InputException(place, "is compressed by meshopt, which is not read");
    }
    ByteBuffer buffer = buffer(view.path("buffer").asInt(-1), place);
    long offset = view.path("byteOffset").asLong(0);
    long length = view.path("byteLength").asLong(-1);
    if (offset < 0 || length < 0 || offset + length > buffer.capacity()) {
      throw new InputException(
          place,
          "buffer view "
              + index
              + " ends at byte "
              + (offset + length)
              + " of "
              + buffer.capacity());
    }
    return buffer.slice((int) offset, (int) length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer buffer(int index, String place) {
    JsonNode buffer = root.path("buffers").path(index);
    if (buffer.isMissingNode()) {
      throw new InputException(place, "refers to buffer " + index + ", which is not there");
    }
    if (!buffer.has("uri")) {
      return binary;
    }
    return buffers.computeIfAbsent(
        index, key -> ByteBuffer.wrap(resource(buffer.get("uri").asText(), place)));
  }

  /** Returns what a URI holds: data in the file itself, or a file in the same folder. */
  byte[] resource(String uri, String place) {
    if (uri.startsWith("data:")) {
      int comma = uri.indexOf(',');
      try {
        return Base64.getDecoder().decode(uri.substring(comma + 1));
      } catch (IllegalArgumentException e) {
        throw new InputException(place, "its data URI is damaged");
      }
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    String name = URLDecoder.decode(uri, StandardCharsets.UTF_8);
    Path resource = folder.resolve(name).normalize();
    if (uri.isEmpty() || uri.contains("://") || !resource.startsWith(folder)) {
      throw new InputException(place, "\"" + uri + "\" lies outside the file's folder");
    }
    return WholeFile.read(resource, MAXIMUM_BYTES);
  }

  /**
   * Reads an accessor as numbers; normalised integers become fractions.
   *
   * @param width numbers to take per element; a wider element's rest is dropped (alpha)
   */
  float[] floats(int index, int width, String place) {
    JsonNode accessor = accessor(index, place);
    int type = accessor.path("componentType").asInt();
    boolean normalised = accessor.path("normalized").asBoolean(false);
    Layout layout = layout(accessor, width, place);
    float[] values = new float[layout.count * width];
    for (int i = 0; i < layout.count; i++) {
      for (int c = 0; c < width; c++) {
        int at = layout.offset + i * layout.stride + c * layout.size;
        values[i * width + c] = (float) number(layout.bytes, at, type, normalised);
      }
    }
    return values;
  }

  /** Reads an accessor as indices of 8, 16 or 32 bits. */
  int[] indices(int index, String place) {
    JsonNode accessor = accessor(index, place);
    int type = accessor.path("componentType").asInt();
    if (type != 5121 && type != 5123 && type != 5125) {
      throw new InputException(place, "indices of component type " + type);
    }
    Layout layout = layout(accessor, 1, place);
    int[] values = new int[layout.count];
    for (int i = 0; i < values.length; i++) {
      int at = layout.offset + i * layout.stride;
      double value = number(layout.bytes, at, type, false);
      values[i] = value > Integer.MAX_VALUE ? -1 : (int) value;
    }
    return values;
  }

  private JsonNode accessor(int index, String place) {
    JsonNode accessor = root.path("accessors").path(index);
    if (accessor.isMissingNode()) {
      throw new InputException(place, "refers to accessor " + index + ", which is not there");
    }
    if (accessor.has("sparse")) {
      throw new InputException(place, "is a sparse accessor, which is not read");
    }
    return accessor;
  }

  private record Layout(ByteBuffer bytes, int offset, int stride, int size, int count) {}

  private Layout layout(JsonNode accessor, int width, String place) {
    int components =
        switch (accessor.path("type").asText("")) {
          case "SCALAR" -> 1;
          case "VEC2" -> 2;
          case "VEC3" -> 3;
          case "VEC4" -> 4;
          default -> 0;
        };
    if (components < width) {
      throw new InputException(
          place,
          "has type "
              + accessor.path("type").asText("none")
              + " where "
              + width
              + " numbers are needed");
    }
    int size =
        switch (accessor.path("componentType").asInt()) {
          case 5120, 5121 -> 1;
          case 5122, 5123 -> 2;
          case 5125, 5126 -> 4;
          default ->
              throw new InputException(
                  place, "has component type " + accessor.path("componentType").asInt());
        };
    long count = accessor.path("count").asLong(-1);
    if (count < 0 || count * width > MAXIMUM_VALUES) {
      throw new InputException(place, "has a count of " + count);
    }
    if (!accessor.has("bufferView")) { // all zero, by the specification
      return new Layout(ByteBuffer.allocate(components * size), 0, 0, size, (int) count);
    }
    int viewIndex = accessor.get("bufferView").asInt(-1);
    ByteBuffer view = viewBuffer(viewIndex, place);
    int stride =
        root.path("bufferViews").path(viewIndex).path("byteStride").asInt(components * size);
    long offset = accessor.path("byteOffset").asLong(0);
    long end = count == 0 ? 0 : offset + (count - 1) * stride + (long) components * size;
    if (offset < 0 || stride < 1 || end > view.capacity()) {
      throw new InputException(
          place, "its numbers end at byte " + end + " of a view of " + view.capacity());
    }
    return new Layout(view, (int) offset, stride, size, (int) count);
  }

  private static double number(ByteBuffer bytes, int at, int type, boolean normalised) {
    return switch (type) {
      case 5120 -> normalised ? Math.max(-1, bytes.get(at) / 127.0) : bytes.get(at);
      case 5121 -> normalised ? (bytes.get(at) & 255) / 255.0 : bytes.get(at) & 255;
      case 5122 -> normalised ? Math.max(-1, bytes.getShort(at) / 32767.0) : bytes.getShort(at);
      case 5123 -> normalised ? bytes.getChar(at) / 65535.0 : bytes.getChar(at);
      case 5125 -> bytes.getInt(at) & 0xffffffffL;
      default -> bytes.getFloat(at);
    };
  }
}
