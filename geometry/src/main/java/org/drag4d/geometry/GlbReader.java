package org.drag4d.geometry;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drag4d.task.InputException;

/** Takes meshes, their places and their movements out of a glTF 2.0 file. */
final class GlbReader {
  private static final long MAXIMUM_BYTES = 1L << 30;
  private static final int MAXIMUM_NODES = 100_000;
  private static final int MAXIMUM_DEPTH = 64;
  private static final Set<String> FOLLOWED =
      Set.of(
          "KHR_materials_unlit",
          "KHR_texture_transform",
          "EXT_texture_webp",
          "KHR_lights_punctual");

  private final String where;
  private final JsonNode root;
  private final GltfAccessors data;
  private final Map<Integer, Image> images = new HashMap<>();
  private final List<GltfScene.Node> out = new ArrayList<>();
  private int visited;

  private GlbReader(Path file, JsonNode root, ByteBuffer binary) {
    this.where = file.toString();
    this.root = root;
    data = new GltfAccessors(file, root, binary);
  }

  static GltfScene read(Path file) {
    byte[] bytes = WholeFile.read(file, MAXIMUM_BYTES);
    String where = file.toString();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length >= 12 && in.getInt(0) == 0x46546C67) {
      return parse(file, where, in);
    }
    int start = 0;
    while (start < Math.min(bytes.length, 16) && bytes[start] != '{') {
      start++;
    }
    if (start == Math.min(bytes.length, 16)) {
      throw new InputException(where, "is not a glTF file");
    }
    JsonNode root = JsonFile.parse(new String(bytes, StandardCharsets.UTF_8), where);
    return new GlbReader(file, root, ByteBuffer.allocate(0)).scene();
  }

  private static GltfScene parse(Path file, String where, ByteBuffer in) {
    if (in.getInt(4) != 2) {
      throw new InputException(where, "is GLB version " + in.getInt(4) + "; version 2 is read");
    }
    int length = in.getInt(8);
    if (length < 20 || length > in.capacity()) {
      throw new InputException(
          where, "cut off: its header says " + length + " bytes, there are " + in.capacity());
    }
    Optional<JsonNode> root = Optional.empty();
    ByteBuffer binary = ByteBuffer.allocate(0);
    int at = 12;
    while (at + 8 <= length) {
      int size = in.getInt(at);
      int type = in.getInt(at + 4);
      if (size < 0 || size > length - at - 8) {
        throw new InputException(where, "the chunk at byte " + at + " is cut off");
      }
      ByteBuffer chunk = in.slice(at + 8, size).order(ByteOrder.LITTLE_ENDIAN);
      if (type == 0x4E4F534A && root.isEmpty()) {
        root = Optional.of(JsonFile.parse(StandardCharsets.UTF_8.decode(chunk).toString(), where));
      } else if (type == 0x004E4942 && binary.capacity() == 0) {
        binary = chunk;
      }
      at += 8 + size;
    }
    JsonNode json =
        root.orElseThrow(() -> new InputException(where, "has no JSON chunk at byte 12"));
    return new GlbReader(file, json, binary).scene();
  }

  private GltfScene scene() {
    String version = root.path("asset").path("version").asText("");
    if (!version.startsWith("2.")) {
      throw new InputException(where + ", asset.version", "is \"" + version + "\"; 2.0 is read");
    }
    for (JsonNode required : root.path("extensionsRequired")) {
      if (!FOLLOWED.contains(required.asText())) {
        throw new InputException(
            where,
            "needs the extension " + required.asText() + ", which is not read",
            "Export it again without compression and quantisation.");
      }
    }
    JsonNode scene = root.path("scenes").path(root.path("scene").asInt(0));
    if (scene.isMissingNode()) { // a library of meshes: take them all
      for (int i = 0; i < root.path("nodes").size(); i++) {
        if (isRoot(i)) {
          visit(i, Affine.IDENTITY, 0);
        }
      }
    }
    for (JsonNode node : scene.path("nodes")) {
      visit(node.asInt(-1), Affine.IDENTITY, 0);
    }
    return new GltfScene(out);
  }

  private boolean isRoot(int index) {
    for (JsonNode node : root.path("nodes")) {
      for (JsonNode child : node.path("children")) {
        if (child.asInt(-1) == index) {
          return false;
        }
      }
    }
    return true;
  }

  private void visit(int index, Affine parentToWorld, int depth) {
    JsonNode node = root.path("nodes").path(index);
    if (node.isMissingNode()) {
      throw new InputException(where, "refers to node " + index + ", which is not there");
    }
    if (depth > MAXIMUM_DEPTH || ++visited > MAXIMUM_NODES) {
      throw new InputException(where + ", nodes[" + index + "]", "nodes are nested in a circle");
    }
    Affine toWorld = parentToWorld.times(Affine.ofNode(node, where + ", nodes[" + index + "]"));
    if (node.has("mesh")) {
      mesh(node, index, toWorld, depth == 0);
    }
    for (JsonNode child : node.path("children")) {
      visit(child.asInt(-1), toWorld, depth + 1);
    }
  }

  private void mesh(JsonNode node, int index, Affine toWorld, boolean top) {
    int meshIndex = node.path("mesh").asInt(-1);
    JsonNode mesh = root.path("meshes").path(meshIndex);
    if (mesh.isMissingNode()) {
      throw new InputException(where + ", nodes[" + index + "].mesh", "is not there");
    }
    String name = node.path("name").asText(mesh.path("name").asText("node " + index));
    Optional<Pose> rigid = toWorld.rigid();
    Optional<GltfScene.Movement> movement =
        top && rigid.isPresent() ? movement(index, rigid.get()) : Optional.empty();
    for (int p = 0; p < mesh.path("primitives").size(); p++) {
      String place = where + ", meshes[" + meshIndex + "].primitives[" + p + "]";
      JsonNode primitive = mesh.path("primitives").path(p);
      if (primitive.path("extensions").has("KHR_draco_mesh_compression")
          && !primitive.path("attributes").has("POSITION")) {
        throw new InputException(place, "is compressed by Draco, which is not read");
      }
      int mode = primitive.path("mode").asInt(4);
      if (mode >= 4 && mode <= 6) { // points and lines are no surface
        TriangleMesh local = primitive(primitive, mode, place);
        out.add(
            new GltfScene.Node(
                name,
                rigid.orElse(Pose.IDENTITY),
                rigid.isPresent() ? local : toWorld.apply(local),
                movement));
      }
    }
  }

  private TriangleMesh primitive(JsonNode primitive, int mode, String place) {
    JsonNode attributes = primitive.path("attributes");
    if (!attributes.has("POSITION")) {
      throw new InputException(place, "has no POSITION");
    }
    float[] positions = data.floats(attributes.get("POSITION").asInt(-1), 3, place + ".POSITION");
    for (float coordinate : positions) {
      if (!Float.isFinite(coordinate)) {
        throw new InputException(place + ".POSITION", "has the coordinate " + coordinate);
      }
    }
    int vertices = positions.length / 3;
    float[] normals =
        attributes.has("NORMAL")
            ? data.floats(attributes.get("NORMAL").asInt(-1), 3, place + ".NORMAL")
            : new float[0];
    int[] indices =
        primitive.has("indices")
            ? data.indices(primitive.get("indices").asInt(-1), place + ".indices")
            : sequence(vertices);
    for (int index : indices) {
      if (index < 0 || index >= vertices) {
        throw new InputException(place, "refers to vertex " + index + " of " + vertices);
      }
    }
    JsonNode material = root.path("materials").path(primitive.path("material").asInt(-1));
    JsonNode pbr = material.path("pbrMetallicRoughness");
    JsonNode info = pbr.path("baseColorTexture");
    float[] factor = {1, 1, 1};
    for (int c = 0; c < 3 && c < pbr.path("baseColorFactor").size(); c++) {
      factor[c] = (float) pbr.path("baseColorFactor").path(c).asDouble(1);
    }
    int set =
        info.path("extensions")
            .path("KHR_texture_transform")
            .path("texCoord")
            .asInt(info.path("texCoord").asInt(0));
    Optional<Image> texture =
        info.isMissingNode() || !attributes.has("TEXCOORD_" + set)
            ? Optional.empty()
            : Optional.of(tinted(texture(info.path("index").asInt(-1), place), factor));
    float[] coordinates = new float[0];
    float[] colours = new float[0];
    if (texture.isPresent()) {
      int accessor = attributes.get("TEXCOORD_" + set).asInt(-1);
      coordinates = data.floats(accessor, 2, place + ".TEXCOORD_" + set);
      transform(coordinates, info.path("extensions").path("KHR_texture_transform"));
    } else {
      colours = colours(attributes, factor, vertices, place);
    }
    if ((normals.length != 0 && normals.length != positions.length)
        || (coordinates.length != 0 && coordinates.length != 2 * vertices)) {
      throw new InputException(place, "its attributes differ in length");
    }
    return new TriangleMesh(
        positions, normals, colours, coordinates, triangles(indices, mode), texture);
  }

  private float[] colours(JsonNode attributes, float[] factor, int vertices, String place) {
    float[] colours = new float[3 * vertices];
    Arrays.fill(colours, 1);
    if (attributes.has("COLOR_0")) {
      int accessor = attributes.get("COLOR_0").asInt(-1);
      colours = data.floats(accessor, 3, place + ".COLOR_0");
      if (colours.length != 3 * vertices) {
        throw new InputException(place, "its attributes differ in length");
      }
    }
    for (int i = 0; i < colours.length; i++) {
      colours[i] = Srgb.fromLinear(Math.max(0, Math.min(1, colours[i] * factor[i % 3])));
    }
    return colours;
  }

  private static int[] sequence(int count) {
    int[] indices = new int[count];
    Arrays.setAll(indices, i -> i);
    return indices;
  }

  /** Unrolls strips (mode 5) and fans (mode 6). */
  private static int[] triangles(int[] indices, int mode) {
    if (mode == 4) {
      return Arrays.copyOf(indices, indices.length / 3 * 3);
    }
    int count = Math.max(0, indices.length - 2);
    int[] triangles = new int[3 * count];
    for (int i = 0; i < count; i++) {
      boolean odd = mode == 5 && i % 2 == 1;
      triangles[3 * i] = mode == 6 ? indices[0] : indices[odd ? i + 1 : i];
      triangles[3 * i + 1] = mode == 6 ? indices[i + 1] : indices[odd ? i : i + 1];
      triangles[3 * i + 2] = indices[i + 2];
    }
    return triangles;
  }

  /** KHR_texture_transform: scale, then turn counter-clockwise, then shift. */
  private static void transform(float[] uv, JsonNode transform) {
    if (transform.isMissingNode()) {
      return;
    }
    double angle = transform.path("rotation").asDouble(0);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double scaleU = transform.path("scale").path(0).asDouble(1);
    double scaleV = transform.path("scale").path(1).asDouble(1);
    double shiftU = transform.path("offset").path(0).asDouble(0);
    double shiftV = transform.path("offset").path(1).asDouble(0);
    for (int i = 0; i < uv.length; i += 2) {
      double u = uv[i] * scaleU;
      double v = uv[i + 1] * scaleV;
      uv[i] = (float) (cos * u + sin * v + shiftU);
      uv[i + 1] = (float) (-sin * u + cos * v + shiftV);
    }
  }

  private Image texture(int index, String place) {
    JsonNode texture = root.path("textures").path(index);
    int source =
        texture.has("source")
            ? texture.get("source").asInt(-1)
            : texture.path("extensions").path("EXT_texture_webp").path("source").asInt(-1);
    JsonNode image = root.path("images").path(source);
    if (image.isMissingNode()) {
      throw new InputException(place, "its texture " + index + " has no picture that can be read");
    }
    return images.computeIfAbsent(
        source,
        key -> {
          String name = where + ", images[" + key + "]";
          byte[] bytes =
              image.has("bufferView")
                  ? data.view(image.get("bufferView").asInt(-1), name)
                  : data.resource(image.path("uri").asText(""), name);
          return ImageFiles.read(bytes, name);
        });
  }

  /** Multiplies a texture by a colour, in light. */
  private static Image tinted(Image image, float[] factor) {
    if (factor[0] == 1 && factor[1] == 1 && factor[2] == 1) {
      return image;
    }
    Image tinted = new Image(image.width(), image.height(), image.channels());
    for (int i = 0; i < image.values().length; i++) {
      int c = i % image.channels();
      float value = image.values()[i];
      float by = factor[image.channels() == 1 ? 0 : Math.min(c, 2)];
      tinted.values()[i] = c == 3 ? value : Srgb.fromLinear(Math.min(1, Srgb.toLinear(value) * by));
    }
    return tinted;
  }

  /** Reads linear keys of translation and rotation of a node without parents. */
  private Optional<GltfScene.Movement> movement(int nodeIndex, Pose rest) {
    double[] times = new double[0];
    float[] translations = new float[0];
    float[] rotations = new float[0];
    JsonNode animation = root.path("animations").path(0);
    for (JsonNode channel : animation.path("channels")) {
      if (channel.path("target").path("node").asInt(-1) != nodeIndex) {
        continue;
      }
      String path = channel.path("target").path("path").asText("");
      JsonNode sampler = animation.path("samplers").path(channel.path("sampler").asInt(-1));
      String place = where + ", animations[0], " + path + " of node " + nodeIndex;
      if (!sampler.path("interpolation").asText("LINEAR").equals("LINEAR")
          || !(path.equals("translation") || path.equals("rotation"))) {
        continue; // other movements are not ours; the mesh stays at rest
      }
      float[] keys = data.floats(sampler.path("input").asInt(-1), 1, place);
      if (times.length != 0 && times.length != keys.length) {
        return Optional.empty();
      }
      times = new double[keys.length];
      for (int i = 0; i < keys.length; i++) {
        times[i] = keys[i];
      }
      int output = sampler.path("output").asInt(-1);
      if (path.equals("translation")) {
        translations = data.floats(output, 3, place);
      } else {
        rotations = data.floats(output, 4, place);
      }
    }
    if (times.length == 0
        || (translations.length != 0 && translations.length != 3 * times.length)
        || (rotations.length != 0 && rotations.length != 4 * times.length)) {
      return Optional.empty();
    }
    List<Pose> poses = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      Vec3 t =
          translations.length == 0
              ? rest.translation()
              : new Vec3(translations[3 * i], translations[3 * i + 1], translations[3 * i + 2]);
      Quaternion q =
          rotations.length == 0
              ? rest.rotation()
              : new Quaternion(
                  rotations[4 * i + 3],
                  rotations[4 * i],
                  rotations[4 * i + 1],
                  rotations[4 * i + 2]);
      poses.add(new Pose(q, t));
    }
    return Optional.of(new GltfScene.Movement(times, poses));
  }
}
