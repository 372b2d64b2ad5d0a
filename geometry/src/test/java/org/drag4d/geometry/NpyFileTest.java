package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {
  @TempDir Path folder;

  @Test
  void writesAndReadsAllItsTypes() {
    Path file = folder.resolve("a.npy");
    float[] floats = {1.5f, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE, 3, 4};
    NpyFile.write(file, floats, 2, 3);
    assertThat(NpyFile.read(file).floats()).containsExactly(floats);
    assertThat(NpyFile.read(file).shape()).containsExactly(2, 3);
    NpyFile.write(file, new int[] {Integer.MIN_VALUE, 5}, 2);
    assertThat(NpyFile.read(file).ints()).containsExactly(Integer.MIN_VALUE, 5);
    NpyFile.write(file, new byte[] {(byte) 200, 1}, 1, 2, 1);
    assertThat(NpyFile.read(file).ints()).containsExactly(200, 1);
    assertThat(NpyFile.read(file).type()).isEqualTo("u1");
  }

  @Test
  void headerIsWhatTheFormatAsksFor() throws IOException {
    Path file = folder.resolve("h.npy");
    NpyFile.write(file, new float[12], 3, 4);
    byte[] bytes = Files.readAllBytes(file);
    int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getChar(8);
    assertThat((10 + header) % 64).isZero();
    assertThat(bytes[10 + header - 1]).isEqualTo((byte) '\n');
    assertThat(new String(bytes, 10, header, StandardCharsets.US_ASCII).strip())
        .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }");
    assertThat(bytes.length).isEqualTo(10 + header + 48);
  }

  @Test
  void readsWhatOthersWrite() throws IOException {
    // The array [[0, 1, 2], [3, 4, 5]] as float64, big-endian, column-major, version 2.0.
    ByteBuffer data = ByteBuffer.allocate(48);
    for (double v : new double[] {0, 3, 1, 4, 2, 5}) {
      data.putDouble(v);
    }
    Path file = written(2, "{'descr': '>f8', 'fortran_order': True, 'shape': (2, 3), }", data);
    assertThat(NpyFile.read(file).values()).containsExactly(0, 1, 2, 3, 4, 5);
    ByteBuffer half = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
    half.putShort((short) 0x3e00);
    assertThat(
            NpyFile.read(
                    written(1, "{'shape': (1,), 'fortran_order': False, 'descr': '<f2'}", half))
                .values())
        .containsExactly(1.5);
  }

  @Test
  void damageIsNamed() throws IOException {
    Path file = folder.resolve("a.npy");
    NpyFile.write(file, new float[100], 10, 10);
    byte[] bytes = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.npy");
    Files.write(cut, Arrays.copyOf(bytes, 200));
    assertThatThrownBy(() -> NpyFile.read(cut))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("[10, 10]")
        .hasMessageContaining("400 bytes")
        .hasMessageContaining("byte 128");
    Files.write(cut, Arrays.copyOf(bytes, 20));
    assertThatThrownBy(() -> NpyFile.read(cut)).hasMessageContaining("header at byte 8");
    Files.writeString(cut, "hello, this is text");
    assertThatThrownBy(() -> NpyFile.read(cut)).hasMessageContaining("not an NPY");
    ByteBuffer none = ByteBuffer.allocate(0);
    Path huge =
        written(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999, 9)}", none);
    assertThatThrownBy(() -> NpyFile.read(huge)).hasMessageContaining("more than");
    Path odd = written(1, "{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}", none);
    assertThatThrownBy(() -> NpyFile.read(odd))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("c8");
  }

  @Test
  void depthKeepsInfinity() {
    Path file = folder.resolve("depth.npy");
    var depth =
        new DepthMap(
            2, 1, new float[] {1, Float.POSITIVE_INFINITY}, DepthMap.Measure.RADIAL_DISTANCE);
    NpyFile.writeDepth(file, depth);
    assertThat(NpyFile.readDepth(file, DepthMap.Measure.RADIAL_DISTANCE).metres())
        .containsExactly(depth.metres());
    NpyFile.write(file, new float[8], 2, 2, 2);
    assertThatThrownBy(() -> NpyFile.readDepth(file, DepthMap.Measure.Z_DEPTH))
        .hasMessageContaining("[2, 2, 2]");
  }

  private Path written(int version, String header, ByteBuffer data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    int lengthBytes = version == 1 ? 2 : 4;
    ByteBuffer out =
        ByteBuffer.allocate(8 + lengthBytes + text.length + data.capacity())
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    out.put((byte) version).put((byte) 0);
    if (version == 1) {
      out.putChar((char) text.length);
    } else {
      out.putInt(text.length);
    }
    out.put(text).put(data.array());
    Path file = Files.createTempFile(folder, "x", ".npy");
    Files.write(file, out.array());
    return file;
  }
}
