package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlbFileTest {
  @TempDir Path folder;

  private static TriangleMesh textured() {
    return new TriangleMesh(
        new float[] {0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0},
        new float[] {0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1},
        new float[0],
        new float[] {0, 1, 1, 1, 1, 0, 0, 0},
        new int[] {0, 1, 2, 0, 2, 3},
        Optional.of(ImageFilesTest.noise(8, 8, 3, 2).quantised()));
  }

  static GltfScene moving() {
    List<Pose> poses =
        List.of(
            new Pose(Quaternion.IDENTITY, new Vec3(0.5, 0, -2)),
            new Pose(Quaternion.about(Vec3.UP, 100), new Vec3(1, 0.25, -2)),
            new Pose(Quaternion.about(Vec3.UP, 200), new Vec3(1.5, 0, -2)));
    return new GltfScene(
        List.of(
            new GltfScene.Node("scene", Pose.IDENTITY, PlyFileTest.tetrahedron(), Optional.empty()),
            new GltfScene.Node(
                "teddy",
                poses.getFirst(),
                textured(),
                Optional.of(new GltfScene.Movement(new double[] {0, 0.125, 0.25}, poses)))));
  }

  private Path written(GltfScene scene) {
    Path file = folder.resolve("s.glb");
    GlbFile.write(file, scene, Map.of("prompt", "a room"));
    return file;
  }

  @Test
  void meshesPlacesAndMovementsComeBack() {
    GltfScene back = GlbFile.read(written(moving()));
    assertThat(back.nodes()).hasSize(2);
    TriangleMesh still = back.nodes().getFirst().mesh();
    assertThat(still.positions()).containsExactly(PlyFileTest.tetrahedron().positions());
    assertThat(still.triangles()).containsExactly(PlyFileTest.tetrahedron().triangles());
    for (int i = 0; i < still.colours().length; i++) {
      assertThat(still.colours()[i])
          .isCloseTo(PlyFileTest.tetrahedron().colours()[i], within(1e-6f));
    }
    GltfScene.Node teddy = back.nodes().get(1);
    assertThat(teddy.name()).isEqualTo("teddy");
    assertThat(teddy.mesh().texture()).isEqualTo(textured().texture());
    assertThat(teddy.mesh().textureCoordinates()).containsExactly(textured().textureCoordinates());
    GltfScene.Movement movement = teddy.movement().orElseThrow();
    assertThat(movement.seconds()).containsExactly(0, 0.125, 0.25);
    for (int i = 0; i < 3; i++) {
      Pose expected = moving().nodes().get(1).movement().orElseThrow().meshToWorld().get(i);
      Pose pose = movement.meshToWorld().get(i);
      assertThat(pose.translation().distance(expected.translation())).isLessThan(1e-6);
      assertThat(pose.rotation().zAxis().distance(expected.rotation().zAxis())).isLessThan(1e-6);
    }
  }

  /** What the Khronos validator complains about most in files of new writers. */
  @Test
  void fileIsValid() throws IOException {
    Path file = written(moving());
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.getInt(0)).isEqualTo(0x46546C67);
    assertThat(in.getInt(4)).isEqualTo(2);
    assertThat(in.getInt(8)).isEqualTo(bytes.length);
    int json = in.getInt(12);
    assertThat(json % 4).isZero();
    assertThat(in.getInt(16)).isEqualTo(0x4E4F534A);
    int binary = in.getInt(20 + json);
    assertThat(binary % 4).isZero();
    assertThat(28 + json + binary).isEqualTo(bytes.length);
    JsonNode root = new ObjectMapper().readTree(bytes, 20, json);
    int declared = root.path("buffers").path(0).path("byteLength").asInt();
    assertThat(binary - declared).isBetween(0, 3);
    for (JsonNode view : root.path("bufferViews")) {
      assertThat(view.path("byteOffset").asInt() % 4).isZero();
      assertThat(view.path("byteOffset").asInt() + view.path("byteLength").asInt())
          .isLessThanOrEqualTo(declared);
    }
    ByteBuffer data = in.slice(28 + json, binary).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode accessor : root.path("accessors")) {
      JsonNode view = root.path("bufferViews").path(accessor.path("bufferView").asInt());
      int width =
          switch (accessor.path("type").asText()) {
            case "SCALAR" -> 1;
            case "VEC2" -> 2;
            case "VEC3" -> 3;
            default -> 4;
          };
      int size = accessor.path("componentType").asInt() == 5123 ? 2 : 4;
      assertThat(accessor.path("count").asInt() * width * size)
          .isEqualTo(view.path("byteLength").asInt());
      for (int c = 0; c < accessor.path("min").size(); c++) {
        float least = Float.MAX_VALUE;
        float most = -Float.MAX_VALUE;
        for (int i = 0; i < accessor.path("count").asInt(); i++) {
          float value = data.getFloat(view.path("byteOffset").asInt() + 4 * (i * width + c));
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
        assertThat(accessor.path("min").path(c).doubleValue()).isEqualTo(least);
        assertThat(accessor.path("max").path(c).doubleValue()).isEqualTo(most);
      }
    }
    for (JsonNode mesh : root.path("meshes")) {
      JsonNode attributes = mesh.path("primitives").path(0).path("attributes");
      assertThat(root.path("accessors").path(attributes.path("POSITION").asInt()).path("min"))
          .hasSize(3);
    }
    for (JsonNode sampler : root.path("animations").path(0).path("samplers")) {
      assertThat(root.path("accessors").path(sampler.path("input").asInt()).path("max")).hasSize(1);
    }
    assertThat(root.path("asset").path("extras").path("prompt").asText()).isEqualTo("a room");
    GlbFile.write(folder.resolve("t.glb"), moving(), Map.of("prompt", "a room"));
    assertThat(Files.readAllBytes(folder.resolve("t.glb"))).isEqualTo(bytes);
  }

  @Test
  void coloursAreLinearInTheFile() throws IOException {
    TriangleMesh grey =
        new TriangleMesh(
            new float[9],
            new float[0],
            filled(9, 0.5f),
            new float[0],
            new int[] {0, 1, 2},
            Optional.empty());
    Path file = folder.resolve("c.glb");
    GlbFile.writeMesh(file, grey);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    // sRGB 0.5 is the light 0.21404 (IEC 61966-2-1); colours follow the 36 bytes of positions.
    assertThat(in.getFloat(28 + in.getInt(12) + 36)).isCloseTo(0.21404f, within(1e-4f));
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }

  private Path gltf(String json, ByteBuffer data) throws IOException {
    String uri =
        "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(data.array());
    Path file = Files.createTempFile(folder, "x", ".gltf");
    Files.writeString(
        file,
        """
        {"asset": {"version": "2.0"}, "buffers": [{"byteLength": %d, "uri": "%s"}], %s}
        """
            .formatted(data.capacity(), uri, json.replace('\'', '"')),
        StandardCharsets.UTF_8);
    return file;
  }

  private static final String NESTED =
      """
      'scene': 0, 'scenes': [{'nodes': [0]}],
      'nodes': [
        {'children': [1], 'translation': [10, 0, 0], 'scale': [2, 2, 2]},
        {'mesh': 0, 'matrix': [-1,0,0,0, 0,1,0,0, 0,0,1,0, 0,1,0,1]}],
      'meshes': [{'primitives': [{'attributes': {'POSITION': 0, 'COLOR_0': 2}, 'indices': 1}]}],
      'bufferViews': [{'buffer': 0, 'byteLength': 48, 'byteStride': 16},
                      {'buffer': 0, 'byteOffset': 48, 'byteLength': 3}],
      'accessors': [
        {'bufferView': 0, 'componentType': 5126, 'count': 3, 'type': 'VEC3'},
        {'bufferView': 1, 'componentType': 5121, 'count': 3, 'type': 'SCALAR'},
        {'bufferView': 0, 'byteOffset': 12, 'componentType': 5121, 'count': 3, 'type': 'VEC4',
         'normalized': true}]
      """;

  private static ByteBuffer nestedData() {
    ByteBuffer data = ByteBuffer.allocate(52).order(ByteOrder.LITTLE_ENDIAN);
    float[][] positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
    for (float[] p : positions) {
      data.putFloat(p[0]).putFloat(p[1]).putFloat(p[2]);
      data.put((byte) 255).put((byte) 0).put((byte) 55).put((byte) 255); // 55/255 = 0.2157
    }
    return data.put((byte) 0).put((byte) 1).put((byte) 2);
  }

  @Test
  void filesOfOthersAreBroughtIntoTheWorld() throws IOException {
    GltfScene scene = GlbFile.read(gltf(NESTED, nestedData()));
    TriangleMesh mesh = scene.nodes().getFirst().mesh();
    // x → 10 - 2x, y → 2y + 2, z → 2z; mirrored, so the triangle turns around.
    assertThat(mesh.positions()).containsExactly(10, 2, 0, 8, 2, 0, 10, 4, 0);
    assertThat(mesh.triangles()).containsExactly(1, 0, 2);
    assertThat(mesh.colours()[0]).isCloseTo(1, within(1e-6f));
    assertThat(mesh.colours()[2]).isCloseTo(0.5018f, within(1e-3f)); // sRGB of 0.2157
  }

  @Test
  void whatIsNotReadIsSaidClearly() throws IOException {
    for (String extension :
        List.of("KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_mesh_quantization")) {
      assertThatThrownBy(
              () -> GlbFile.read(gltf("'extensionsRequired': ['" + extension + "']", nestedData())))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(extension)
          .hasMessageContaining("Export it again");
    }
    assertWrong(
        NESTED.replace("'count': 3, 'type': 'VEC3'", "'count': 4, 'type': 'VEC3'"), "byte 60");
    assertWrong(NESTED.replace("[1], 'tr", "[0], 'tr"), "circle");
    assertWrong(NESTED.replace("'mesh': 0", "'mesh': 7"), "nodes[1].mesh");
    assertWrong(
        NESTED.replace("5121, 'count': 3, 'type': 'SCALAR'", "5126, 'count': 3, 'type': 'SCALAR'"),
        "indices");
    ByteBuffer data = nestedData();
    data.put(50, (byte) 9);
    assertThatThrownBy(() -> GlbFile.read(gltf(NESTED, data)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("vertex 9 of 3");
  }

  private void assertWrong(String json, String what) throws IOException {
    Path file = gltf(json, nestedData());
    assertThatThrownBy(() -> GlbFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(what);
  }

  @Test
  void everyCutIsAnInputError() throws IOException {
    byte[] bytes = Files.readAllBytes(written(moving()));
    Path cut = folder.resolve("cut.glb");
    for (int length = 0; length < bytes.length; length += 61) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> GlbFile.readMesh(cut)).isInstanceOf(InputException.class);
    }
  }

  @Test
  void joinedMeshKeepsEveryTexture() {
    Image red = solid(4, 0.8f, 0.1f, 0.1f);
    Image blue = solid(6, 0.1f, 0.1f, 0.9f);
    TriangleMesh square = textured();
    GltfScene scene =
        new GltfScene(
            List.of(
                node(square, Optional.of(red), new Vec3(0, 0, 0)),
                node(square, Optional.of(blue), new Vec3(2, 0, 0)),
                new GltfScene.Node(
                    "plain", Pose.IDENTITY, PlyFileTest.tetrahedron(), Optional.empty())));
    TriangleMesh mesh = JoinedMesh.of(scene, "test");
    assertThat(mesh.triangleCount()).isEqualTo(8);
    assertThat(sample(mesh, 0)).isEqualTo(List.of(0.8f, 0.1f, 0.1f));
    assertThat(sample(mesh, 3)).isEqualTo(List.of(0.1f, 0.1f, 0.9f));
    // The third triangle of the tetrahedron has red, green and dark blue corners.
    assertThat(sample(mesh, 6).getFirst()).isCloseTo(1 / 3f, within(1e-5f));
    assertThat(mesh.positions()[3 * 6]).isEqualTo(2f);
  }

  private static GltfScene.Node node(TriangleMesh m, Optional<Image> texture, Vec3 at) {
    return new GltfScene.Node(
        "n",
        new Pose(Quaternion.IDENTITY, at),
        new TriangleMesh(
            m.positions(),
            m.normals(),
            m.colours(),
            m.textureCoordinates(),
            m.triangles(),
            texture),
        Optional.empty());
  }

  private static Image solid(int size, float r, float g, float b) {
    Image image = new Image(size, size, 3);
    for (int i = 0; i < size * size; i++) {
      image.values()[3 * i] = r;
      image.values()[3 * i + 1] = g;
      image.values()[3 * i + 2] = b;
    }
    return image;
  }

  /** The texel under the middle of a triangle. */
  private static List<Float> sample(TriangleMesh mesh, int triangle) {
    float u = 0;
    float v = 0;
    for (int k = 0; k < 3; k++) {
      u += mesh.textureCoordinates()[2 * mesh.triangles()[3 * triangle + k]] / 3;
      v += mesh.textureCoordinates()[2 * mesh.triangles()[3 * triangle + k] + 1] / 3;
    }
    Image t = mesh.texture().orElseThrow();
    int x = (int) (u * t.width());
    int y = (int) (v * t.height());
    return List.of(t.at(x, y, 0), t.at(x, y, 1), t.at(x, y, 2));
  }

  @Test
  void objComesBackWithTextureAndReadsPolygons() throws IOException {
    Path file = folder.resolve("m.obj");
    ObjFile.writeMesh(file, textured());
    TriangleMesh back = ObjFile.readMesh(file);
    assertThat(back.positions()).containsExactly(textured().positions());
    assertThat(back.texture()).isEqualTo(textured().texture());
    assertThat(back.textureCoordinates()).containsExactly(textured().textureCoordinates());
    Files.writeString(
        file,
        "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nusemtl none\nf -4//  -3 -2 -1\n".replace("//", ""));
    assertThat(ObjFile.readMesh(file).triangles()).containsExactly(0, 1, 2, 0, 2, 3);
    Files.writeString(file, "v 0 0 0\nv 1 0 0\nv 1 1 0\nf 1 2 9\n");
    assertThatThrownBy(() -> ObjFile.readMesh(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 4")
        .hasMessageContaining("\"9\"");
    Files.writeString(file, "v 0 0 nan\n");
    assertThatThrownBy(() -> ObjFile.readMesh(file)).hasMessageContaining("line 1");
  }

  @Test
  void pfmComesBackAndKnowsItsRows() throws IOException {
    Path file = folder.resolve("d.pfm");
    Image image = ImageFilesTest.noise(5, 3, 1, 9);
    PfmFile.write(file, image);
    assertThat(PfmFile.read(file)).isEqualTo(image);
    ByteBuffer data = ByteBuffer.allocate(8).putFloat(7).putFloat(8); // bottom row first
    byte[] header = "Pf\n1 2\n1.0\n".getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(header, header.length + 8);
    System.arraycopy(data.array(), 0, all, header.length, 8);
    Files.write(file, all);
    assertThat(PfmFile.read(file).values()).containsExactly(8, 7);
    Files.write(file, Arrays.copyOf(all, all.length - 1));
    assertThatThrownBy(() -> PfmFile.read(file)).isInstanceOf(InputException.class);
    Files.writeString(file, "P6 junk");
    assertThatThrownBy(() -> PfmFile.read(file)).isInstanceOf(InputException.class);
  }
}
