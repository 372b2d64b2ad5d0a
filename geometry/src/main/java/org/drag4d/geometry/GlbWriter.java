package org.drag4d.geometry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays out one GLB file (glTF 2.0 specification, sections 3 and 4; object-composition 9.2). */
final class GlbWriter {
  private static final int FLOAT = 5126;
  private static final int UNSIGNED_SHORT = 5123;
  private static final int UNSIGNED_INT = 5125;
  private static final int VERTEX_DATA = 34962;
  private static final int INDEX_DATA = 34963;
  private static final int OTHER_DATA = 0;

  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ArrayNode views = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode accessors = JsonNodeFactory.instance.arrayNode();

  byte[] write(GltfScene scene, Map<String, String> text) {
    ObjectNode asset = root.putObject("asset").put("version", "2.0");
    asset.put("generator", "Drag4D for Java");
    if (!text.isEmpty()) {
      ObjectNode extras = asset.putObject("extras");
      text.forEach(extras::put);
    }
    root.putArray("extensionsUsed").add("KHR_materials_unlit");
    root.put("scene", 0);
    ArrayNode members = root.putArray("scenes").addObject().putArray("nodes");
    ArrayNode nodes = root.putArray("nodes");
    ArrayNode meshes = root.putArray("meshes");
    for (int i = 0; i < scene.nodes().size(); i++) {
      members.add(i);
      node(scene.nodes().get(i), nodes.addObject().put("mesh", i), meshes.addObject());
    }
    animation(scene.nodes());
    root.set("accessors", accessors);
    root.set("bufferViews", views);
    root.putArray("buffers").addObject().put("byteLength", binary.size());
    byte[] json = padded(JsonFile.text(root).getBytes(StandardCharsets.UTF_8), (byte) ' ');
    byte[] data = padded(binary.toByteArray(), (byte) 0);
    return ByteBuffer.allocate(28 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x46546C67)
        .putInt(2)
        .putInt(28 + json.length + data.length)
        .putInt(json.length)
        .putInt(0x4E4F534A)
        .put(json)
        .putInt(data.length)
        .putInt(0x004E4942)
        .put(data)
        .array();
  }

  private static byte[] padded(byte[] bytes, byte with) {
    byte[] padded = Arrays.copyOf(bytes, (bytes.length + 3) / 4 * 4);
    Arrays.fill(padded, bytes.length, padded.length, with);
    return padded;
  }

  private void node(GltfScene.Node node, ObjectNode json, ObjectNode meshJson) {
    json.put("name", node.name());
    boolean moves = node.movement().isPresent();
    Vec3 t = node.meshToWorld().translation();
    if (moves || !t.equals(Vec3.ZERO)) {
      json.putArray("translation").add((float) t.x()).add((float) t.y()).add((float) t.z());
    }
    Quaternion q = node.meshToWorld().rotation();
    if (moves || !q.equals(Quaternion.IDENTITY)) {
      json.putArray("rotation")
          .add((float) q.x())
          .add((float) q.y())
          .add((float) q.z())
          .add((float) q.w());
    }
    TriangleMesh mesh = node.mesh();
    meshJson.put("name", node.name());
    ObjectNode primitive = meshJson.putArray("primitives").addObject();
    ObjectNode attributes = primitive.putObject("attributes");
    attributes.put("POSITION", floats(mesh.positions(), "VEC3", VERTEX_DATA, true));
    if (mesh.normals().length > 0) {
      attributes.put("NORMAL", floats(unit(mesh.normals()), "VEC3", VERTEX_DATA, false));
    }
    boolean textured = mesh.texture().isPresent() && mesh.textureCoordinates().length > 0;
    if (textured) {
      attributes.put("TEXCOORD_0", floats(mesh.textureCoordinates(), "VEC2", VERTEX_DATA, false));
    } else if (mesh.colours().length > 0) {
      attributes.put("COLOR_0", floats(linear(mesh.colours()), "VEC3", VERTEX_DATA, false));
    }
    primitive.put("indices", indices(mesh.triangles(), mesh.vertexCount()));
    primitive.put("material", material(node.name(), textured ? mesh.texture() : Optional.empty()));
    primitive.put("mode", 4);
  }

  /** Unlit, without metal, and seen from both sides: surfaces from depth are open. */
  private int material(String name, Optional<Image> texture) {
    ArrayNode materials = root.withArray("materials");
    ObjectNode material = materials.addObject().put("name", name);
    ObjectNode pbr = material.putObject("pbrMetallicRoughness");
    texture.ifPresent(image -> pbr.putObject("baseColorTexture").put("index", texture(image)));
    pbr.put("metallicFactor", 0).put("roughnessFactor", 1);
    material.put("doubleSided", true);
    material.putObject("extensions").putObject("KHR_materials_unlit");
    return materials.size() - 1;
  }

  private int texture(Image image) {
    byte[] png = ImageFiles.png(image, Map.of());
    ArrayNode images = root.withArray("images");
    images.addObject().put("bufferView", view(png, OTHER_DATA)).put("mimeType", "image/png");
    ArrayNode samplers = root.withArray("samplers");
    if (samplers.isEmpty()) {
      // Linear with mipmaps; clamped, since our texture coordinates never repeat.
      samplers
          .addObject()
          .put("magFilter", 9729)
          .put("minFilter", 9987)
          .put("wrapS", 33071)
          .put("wrapT", 33071);
    }
    ArrayNode textures = root.withArray("textures");
    textures.addObject().put("sampler", 0).put("source", images.size() - 1);
    return textures.size() - 1;
  }

  private void animation(List<GltfScene.Node> nodes) {
    if (nodes.stream().noneMatch(n -> n.movement().isPresent())) {
      return;
    }
    ObjectNode animation = root.putArray("animations").addObject().put("name", "path");
    ArrayNode channels = animation.putArray("channels");
    ArrayNode samplers = animation.putArray("samplers");
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).movement().isEmpty()) {
        continue;
      }
      GltfScene.Movement movement = nodes.get(i).movement().get();
      int n = movement.seconds().length;
      float[] times = new float[n];
      float[] translations = new float[3 * n];
      float[] rotations = new float[4 * n];
      Quaternion before = movement.meshToWorld().getFirst().rotation();
      for (int k = 0; k < n; k++) {
        times[k] = (float) movement.seconds()[k];
        Vec3 t = movement.meshToWorld().get(k).translation();
        Quaternion q = movement.meshToWorld().get(k).rotation();
        double dot =
            q.w() * before.w() + q.x() * before.x() + q.y() * before.y() + q.z() * before.z();
        if (dot < 0) { // the same rotation by the shorter way from the key before
          q = new Quaternion(-q.w(), -q.x(), -q.y(), -q.z());
        }
        before = q;
        put(translations, 3 * k, t.x(), t.y(), t.z());
        put(rotations, 4 * k, q.x(), q.y(), q.z(), q.w());
      }
      int input = floats(times, "SCALAR", OTHER_DATA, true);
      channel(
          channels,
          samplers,
          i,
          "translation",
          input,
          floats(translations, "VEC3", OTHER_DATA, false));
      channel(
          channels, samplers, i, "rotation", input, floats(rotations, "VEC4", OTHER_DATA, false));
    }
  }

  private static void channel(
      ArrayNode channels, ArrayNode samplers, int node, String path, int input, int output) {
    channels
        .addObject()
        .put("sampler", samplers.size())
        .putObject("target")
        .put("node", node)
        .put("path", path);
    samplers.addObject().put("input", input).put("output", output).put("interpolation", "LINEAR");
  }

  private static void put(float[] values, int at, double... numbers) {
    for (int i = 0; i < numbers.length; i++) {
      values[at + i] = (float) numbers[i];
    }
  }

  private int indices(int[] triangles, int vertices) {
    boolean small = vertices <= 65535;
    ByteBuffer bytes =
        ByteBuffer.allocate(triangles.length * (small ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
    for (int index : triangles) {
      if (small) {
        bytes.putShort((short) index);
      } else {
        bytes.putInt(index);
      }
    }
    int type = small ? UNSIGNED_SHORT : UNSIGNED_INT;
    return accessor(bytes.array(), type, triangles.length, "SCALAR", INDEX_DATA);
  }

  private int floats(float[] values, String type, int target, boolean bounds) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    int width = type.equals("SCALAR") ? 1 : type.charAt(3) - '0';
    int index = accessor(bytes.array(), FLOAT, values.length / width, type, target);
    if (bounds) {
      ArrayNode min = ((ObjectNode) accessors.get(index)).putArray("min");
      ArrayNode max = ((ObjectNode) accessors.get(index)).putArray("max");
      for (int c = 0; c < width; c++) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = c; i < values.length; i += width) {
          least = Math.min(least, values[i]);
          most = Math.max(most, values[i]);
        }
        min.add((double) least);
        max.add((double) most);
      }
    }
    return index;
  }

  private int accessor(byte[] bytes, int componentType, int count, String type, int target) {
    accessors
        .addObject()
        .put("bufferView", view(bytes, target))
        .put("componentType", componentType)
        .put("count", count)
        .put("type", type);
    return accessors.size() - 1;
  }

  private int view(byte[] bytes, int target) {
    while (binary.size() % 4 != 0) {
      binary.write(0);
    }
    ObjectNode view = views.addObject();
    view.put("buffer", 0).put("byteOffset", binary.size()).put("byteLength", bytes.length);
    if (target != OTHER_DATA) {
      view.put("target", target);
    }
    binary.writeBytes(bytes);
    return views.size() - 1;
  }

  private static float[] unit(float[] normals) {
    float[] unit = new float[normals.length];
    for (int i = 0; i < normals.length; i += 3) {
      double x = normals[i];
      double y = normals[i + 1];
      double z = normals[i + 2];
      double length = Math.sqrt(x * x + y * y + z * z);
      if (length > 1e-12 && Double.isFinite(length)) {
        put(unit, i, x / length, y / length, z / length);
      } else {
        unit[i + 1] = 1; // the format allows no zero normals
      }
    }
    return unit;
  }

  private static float[] linear(float[] colours) {
    float[] linear = new float[colours.length];
    for (int i = 0; i < linear.length; i++) {
      linear[i] = Srgb.toLinear(Math.max(0, Math.min(1, colours[i])));
    }
    return linear;
  }
}
