package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlyFileTest {
  @TempDir Path folder;

  static TriangleMesh tetrahedron() {
    return new TriangleMesh(
        new float[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1},
        new float[] {0, 0, -1, 1, 0, 0, 0, 1, 0, 0, 0, 1},
        new float[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0.2f},
        new float[0],
        new int[] {0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3},
        Optional.empty());
  }

  private Path written(String header, byte[] data) throws IOException {
    Path file = Files.createTempFile(folder, "x", ".ply");
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(text, text.length + data.length);
    System.arraycopy(data, 0, all, text.length, data.length);
    Files.write(file, all);
    return file;
  }

  @Test
  void meshAndPointsComeBack() {
    Path file = folder.resolve("m.ply");
    PlyFile.writeMesh(file, tetrahedron());
    TriangleMesh mesh = PlyFile.readMesh(file);
    assertThat(mesh.positions()).containsExactly(tetrahedron().positions());
    assertThat(mesh.normals()).containsExactly(tetrahedron().normals());
    assertThat(mesh.triangles()).containsExactly(tetrahedron().triangles());
    assertThat(mesh.colours()).containsExactly(tetrahedron().colours());
    PointCloud cloud =
        new PointCloud(
            new float[] {1, 2, 3, 4, 5, 6},
            new float[] {0, 1, 0.2f, 1, 1, 1},
            new float[] {0, 1, 0, 0, 0, -1},
            new float[] {0.5f, 0.01f});
    PlyFile.writePoints(file, cloud);
    PointCloud back = PlyFile.readPoints(file);
    assertThat(back.positions()).containsExactly(cloud.positions());
    assertThat(back.colours()).containsExactly(cloud.colours());
    assertThat(back.normals()).containsExactly(cloud.normals());
    assertThat(back.spacings()).containsExactly(cloud.spacings());
  }

  @Test
  void readsAsciiWithQuadsAndWindowsLines() throws IOException {
    Path file =
        written(
            """
            ply
            format ascii 1.0
            comment made by hand
            element vertex 4
            property double x
            property double y
            property double z
            element face 1
            property list uchar uint vertex_index
            end_header
            0 0 0
            1 0 0
            1 1e0 0
            0 1 -0.5
            4 0 1 2 3
            """
                .replace("\n", "\r\n"),
            new byte[0]);
    TriangleMesh mesh = PlyFile.readMesh(file);
    assertThat(mesh.triangles()).containsExactly(0, 1, 2, 0, 2, 3);
    assertThat(mesh.positions()).endsWith(0f, 1f, -0.5f);
    assertThat(PlyTable.read(file).comments()).containsExactly("made by hand");
  }

  @Test
  void readsBigEndianWithExtraProperties() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(40);
    data.putFloat(1).putFloat(2).putFloat(3).putShort((short) 9).put((byte) 255).put((byte) 51);
    data.put((byte) 0).putDouble(0.1);
    Path file =
        written(
            """
            ply
            format binary_big_endian 1.0
            element vertex 1
            property float32 x
            property float32 y
            property float32 z
            property ushort label
            property uchar red
            property uchar green
            property uchar blue
            property double weight
            end_header
            """,
            Arrays.copyOf(data.array(), data.position()));
    PointCloud cloud = PlyFile.readPoints(file);
    assertThat(cloud.positions()).containsExactly(1, 2, 3);
    assertThat(cloud.colours()).containsExactly(1f, 0.2f, 0f);
    PlyTable.Element vertex = PlyTable.read(file).element("vertex").orElseThrow();
    assertThat(((PlyTable.Column.Doubles) vertex.columns().get("weight")).values())
        .containsExactly(0.1);
  }

  @Test
  void damageIsSaidWithItsPlace() throws IOException {
    Path good = folder.resolve("m.ply");
    PlyFile.writeMesh(good, tetrahedron());
    byte[] bytes = Files.readAllBytes(good);
    Path bad = folder.resolve("bad.ply");
    for (int length = 0; length < bytes.length; length += 7) {
      Files.write(bad, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> PlyFile.readMesh(bad))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("bad.ply");
    }
    assertWrong("ply\nformat ascii 1.0\nelement vertex -5\nend_header\n", "line 3");
    assertWrong("ply\nformat ascii 1.0\nelement vertex 2000000000\nend_header\n", "line 3");
    assertWrong("ply\nformat odd 1.0\n", "odd");
    assertWrong("ply\nelement vertex 0\nproperty flaot x\nend_header\n", "flaot");
    assertWrong(
        "ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nend_header\nhm\n", "hm");
    String header = "ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float y\n";
    assertWrong(header + "end_header\n1 2\n", "no property z");
    assertWrong(header + "property float z\nend_header\n1 2 nan\n", "vertex 0");
    assertWrong(
        header
            + "property float z\nelement face 1\nproperty list uchar int vertex_indices\n"
            + "end_header\n1 2 3\n3 0 0 1\n",
        "vertex 1 of 1");
  }

  private void assertWrong(String text, String what) throws IOException {
    Path file = written(text, new byte[0]);
    assertThatThrownBy(() -> PlyFile.readMesh(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(what);
  }
}
