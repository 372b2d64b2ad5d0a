package org.drag4d.splat.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.Surfels;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurfelFilesTest {
  @TempDir Path folder;

  private static SurfelScene scene(int count, int degree, long seed) {
    Random random = new Random(seed);
    int perSurfel = 3 * (degree + 1) * (degree + 1);
    Surfels s =
        new Surfels(
            degree,
            gaussian(random, 3 * count, 2),
            gaussian(random, 4 * count, 1),
            gaussian(random, 2 * count, 0.5f),
            gaussian(random, count, 1),
            gaussian(random, perSurfel * count, 0.2f));
    for (int i = 0; i < s.logScales().length; i++) {
      s.logScales()[i] -= 4;
    }
    return SurfelScene.withoutObjects(s);
  }

  private static float[] gaussian(Random random, int length, float sigma) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (random.nextGaussian() * sigma);
    }
    return values;
  }

  private static byte[] ply(SurfelScene scene, SurfelPly.Layout layout) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SurfelPly.write(out, scene, layout);
    return out.toByteArray();
  }

  private static SurfelFile parse(byte[] bytes) throws IOException {
    return SurfelPly.read(new ByteArrayInputStream(bytes), "scene.ply");
  }

  private static void assertSame(Surfels a, Surfels b) {
    assertThat(a.degree()).isEqualTo(b.degree());
    assertThat(a.positions()).isEqualTo(b.positions());
    assertThat(a.rotations()).isEqualTo(b.rotations());
    assertThat(a.logScales()).isEqualTo(b.logScales());
    assertThat(a.opacityLogits()).isEqualTo(b.opacityLogits());
    assertThat(a.sphericalHarmonics()).isEqualTo(b.sphericalHarmonics());
  }

  @Property(tries = 30)
  void plyKeepsEveryBit(
      @ForAll @IntRange(max = 3000) int count,
      @ForAll @IntRange(max = 3) int degree,
      @ForAll SurfelPly.Layout layout)
      throws IOException {
    SurfelScene scene = scene(count, degree, count);
    SurfelFile back = parse(ply(scene, layout));
    assertSame(back.scene().surfels(), scene.surfels());
    assertThat(back.notes()).isEmpty();
  }

  @Test
  void plyKeepsObjects() throws IOException {
    SurfelScene plain = scene(3, 0, 1);
    SurfelScene scene =
        new SurfelScene(plain.surfels(), new int[] {0, 2, 1}, new int[] {0, 5, 300}, List.of());
    SurfelScene back = parse(ply(scene, SurfelPly.Layout.THREE_SCALES)).scene();
    assertThat(back.instances()).containsExactly(0, 2, 1);
    assertThat(back.parts()).containsExactly(0, 5, 300);
  }

  /** The layout that programs of 2DGS expect: 61 floats in this order, channel-major harmonics. */
  @Test
  void plyOf2dgsHasTheKnownLayout() throws IOException {
    byte[] bytes = ply(scene(2, 3, 7), SurfelPly.Layout.TWO_SCALES);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("end_header\n") + "end_header\n".length();
    List<String> names =
        text.substring(0, end)
            .lines()
            .filter(l -> l.startsWith("property float "))
            .map(l -> l.substring(15))
            .toList();
    assertThat(names).hasSize(61).startsWith("x", "y", "z", "nx", "ny", "nz", "f_dc_0");
    assertThat(names.subList(53, 61))
        .containsExactly(
            "f_rest_44", "opacity", "scale_0", "scale_1", "rot_0", "rot_1", "rot_2", "rot_3");
    assertThat(bytes).hasSize(end + 2 * 244);
    Surfels s = scene(2, 3, 7).surfels();
    ByteBuffer row = ByteBuffer.wrap(bytes, end, 244).slice().order(ByteOrder.LITTLE_ENDIAN);
    assertThat(row.getFloat(4 * 9)).isEqualTo(s.sphericalHarmonics()[3]); // red of coefficient 1
    assertThat(row.getFloat(4 * (9 + 15))).isEqualTo(s.sphericalHarmonics()[4]); // green of it
  }

  @Test
  void thirdScaleIsAMillionthOfTheMedian() throws IOException {
    byte[] bytes = ply(scene(501, 0, 3), SurfelPly.Layout.THREE_SCALES);
    float[] sorted = scene(501, 0, 3).surfels().logScales().clone();
    Arrays.sort(sorted);
    ByteBuffer last =
        ByteBuffer.wrap(bytes, bytes.length - 20, 20).slice().order(ByteOrder.LITTLE_ENDIAN);
    assertThat((double) last.getFloat()).isCloseTo(sorted[501] + Math.log(1e-6), within(1e-5));
  }

  /** A flat 3D Gaussian whose thin axis is x: the surfel's normal must be where x pointed. */
  @Test
  void thinnestAxisOf3dGaussiansBecomesTheNormal() {
    Quaternion q = new Quaternion(0.3, -0.5, 0.2, 0.7);
    SurfelCollector collector = new SurfelCollector(0, 1);
    collector.add(
        new float[3],
        new float[] {(float) q.w(), (float) q.x(), (float) q.y(), (float) q.z()},
        new float[] {-9, -3, -2},
        0,
        new float[3],
        0,
        0);
    SurfelFile file = collector.toFile(List.of());
    float[] r = file.scene().surfels().rotations();
    Quaternion turned = new Quaternion(r[0], r[1], r[2], r[3]);
    assertThat(turned.zAxis().distance(q.xAxis())).isLessThan(1e-6);
    assertThat(turned.xAxis().distance(q.yAxis())).isLessThan(1e-6);
    assertThat(turned.yAxis().distance(q.zAxis())).isLessThan(1e-6);
    assertThat(file.scene().surfels().logScales()).containsExactly(-3, -2);
    assertThat(file.notes()).hasSize(1);
  }

  @Test
  void splatsThatAreNotFiniteAreLeftOutAndCounted() throws IOException {
    SurfelScene scene = scene(5, 1, 2);
    scene.surfels().positions()[4] = Float.NaN;
    scene.surfels().logScales()[7] = Float.POSITIVE_INFINITY;
    scene.surfels().opacityLogits()[0] = Float.POSITIVE_INFINITY; // fully opaque: allowed
    SurfelFile back = parse(ply(scene, SurfelPly.Layout.TWO_SCALES));
    assertThat(back.scene().surfels().count()).isEqualTo(3);
    assertThat(back.scene().surfels().opacityLogits()[0]).isEqualTo(30);
    assertThat(back.notes()).singleElement().asString().startsWith("2 splats");
  }

  @Test
  void cutPlySaysWhere() throws IOException {
    byte[] bytes = ply(scene(5, 0, 2), SurfelPly.Layout.TWO_SCALES);
    assertThatThrownBy(() -> parse(Arrays.copyOf(bytes, bytes.length - 3)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("byte " + (bytes.length - 3))
        .hasMessageContaining("splat 4 of 5");
  }

  @Property(tries = 200)
  void damagedPlyIsRefusedOrRead(@ForAll long seed) throws IOException {
    byte[] bytes = ply(scene(20, 1, 5), SurfelPly.Layout.THREE_SCALES);
    Random random = new Random(seed);
    for (int i = 0; i < 4; i++) {
      bytes[random.nextInt(i % 2 == 0 ? 900 : bytes.length)] = (byte) random.nextInt();
    }
    try {
      assertThat(parse(bytes).scene().surfels().count()).isLessThanOrEqualTo(SurfelFile.LIMIT);
    } catch (InputException refused) {
      assertThat(refused.getMessage()).contains("scene.ply");
    }
  }

  @Test
  void pointCloudsAndOtherFilesAreRefusedInWords() throws IOException {
    byte[] points =
        "ply\nformat binary_little_endian 1.0\nelement vertex 1\nproperty float x\nend_header\n...."
            .getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> parse(points)).hasMessageContaining("without splats");
    Path text = Files.writeString(folder.resolve("a.txt"), "hello");
    assertThatThrownBy(() -> SurfelFile.read(text)).hasMessageContaining("not a splat file");
    Path newer = Files.writeString(folder.resolve("a.spz"), "NGSP\u0004");
    assertThatThrownBy(() -> SurfelFile.read(newer)).hasMessageContaining("version 4");
    assertThatThrownBy(() -> SurfelFile.read(folder.resolve("none.ply")))
        .hasMessageContaining("no such file");
  }

  @Test
  void hugeClaimsTakeNoMemory() {
    byte[] header =
        ("ply\nformat binary_little_endian 1.0\nelement vertex 49999999\nproperty float x\n"
                + "property float y\nproperty float z\nproperty float f_dc_0\n"
                + "property float f_dc_1\nproperty float f_dc_2\nproperty float opacity\n"
                + "property float scale_0\nproperty float scale_1\nproperty float rot_0\n"
                + "property float rot_1\nproperty float rot_2\nproperty float rot_3\nend_header\n")
            .getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> parse(header)).hasMessageContaining("splat 0 of 49999999");
  }

  // ---------------------------------------------------------------- .splat

  @Test
  void dotSplatKeepsWhatItCan() throws IOException {
    SurfelScene scene = scene(400, 2, 11);
    Path file = folder.resolve("a.splat");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DotSplatFile.write(out, scene.surfels());
    Files.write(file, out.toByteArray());
    Surfels back = SurfelFile.read(file).scene().surfels();
    assertThat(back.count()).isEqualTo(400);
    double last = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 400; i++) {
      int source = find(scene.surfels(), back, i);
      assertThat(normal(back, i).dot(normal(scene.surfels(), source))).isGreaterThan(0.999);
      assertThat((double) back.logScales()[2 * i])
          .isCloseTo(scene.surfels().logScales()[2 * source], within(1e-5));
      assertThat(opacity(back, i)).isCloseTo(opacity(scene.surfels(), source), within(0.0021));
      for (int c = 0; c < 3; c++) {
        assertThat((double) back.sphericalHarmonics()[3 * i + c])
            .isCloseTo(scene.surfels().sphericalHarmonics()[27 * source + c], within(0.0071));
      }
      double importance =
          opacity(scene.surfels(), source)
              * Math.exp(back.logScales()[2 * i] + back.logScales()[2 * i + 1]);
      assertThat(importance).isLessThanOrEqualTo(last * 1.0001);
      last = importance;
    }
    Files.write(file, Arrays.copyOf(out.toByteArray(), 100));
    assertThatThrownBy(() -> SurfelFile.read(file)).hasMessageContaining("whole number");
  }

  private static int find(Surfels all, Surfels some, int i) {
    for (int k = 0; k < all.count(); k++) {
      if (Arrays.equals(all.positions(), 3 * k, 3 * k + 3, some.positions(), 3 * i, 3 * i + 3)) {
        return k;
      }
    }
    throw new AssertionError("no surfel at that place");
  }

  private static Vec3 normal(Surfels s, int i) {
    float[] q = s.rotations();
    return new Quaternion(q[4 * i], q[4 * i + 1], q[4 * i + 2], q[4 * i + 3]).zAxis();
  }

  private static double opacity(Surfels s, int i) {
    return 1 / (1 + Math.exp(-s.opacityLogits()[i]));
  }

  // ---------------------------------------------------------------- SPZ

  /** Check values of surfel-splatting section 14.4, from an independent writer. */
  @Test
  void spzBytesAreTheKnownOnes() throws IOException {
    assertThat(SpzFile.scaleByte(-4.2) & 0xff).isEqualTo(93);
    assertThat(SpzFile.alphaByte(0.8) & 0xff).isEqualTo(176);
    assertThat(SpzFile.colourByte(0.7) & 0xff).isEqualTo(154);
    assertThat(SpzFile.packRotation(new Quaternion(0.9, 0.2, -0.3, 0.1))).isEqualTo(0xc94b784a);
    Surfels one =
        new Surfels(
            0,
            new float[] {1.234f, -1.234f, 0},
            new float[] {1, 0, 0, 0},
            new float[2],
            new float[1],
            new float[3]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SpzFile.write(out, one);
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes();
    assertThat(HexFormat.of().formatHex(plain, 0, 16))
        .isEqualTo("4e47535003000000" + "01000000000c0000");
    assertThat(HexFormat.of().formatHex(plain, 16, 22)).isEqualTo("be1300" + "42ecff");
    assertThat(plain).hasSize(16 + 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void spzKeepsWhatItCan(int degree) throws IOException {
    SurfelScene scene = scene(300, degree, 13);
    Path file = folder.resolve("a.spz");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SpzFile.write(out, scene.surfels());
    Files.write(file, out.toByteArray());
    Surfels s = scene.surfels();
    Surfels back = SurfelFile.read(file).scene().surfels();
    assertThat(back.count()).isEqualTo(300);
    for (int i = 0; i < 300; i++) {
      for (int c = 0; c < 3; c++) {
        assertThat((double) back.positions()[3 * i + c])
            .isCloseTo(s.positions()[3 * i + c], within(1.3e-4));
      }
      assertThat(normal(back, i).dot(normal(s, i))).isGreaterThan(0.9999);
      assertThat((double) back.logScales()[2 * i]).isCloseTo(s.logScales()[2 * i], within(0.0313));
      assertThat(opacity(back, i)).isCloseTo(opacity(s, i), within(0.002));
    }
    int per = 3 * (degree + 1) * (degree + 1);
    for (int k = 0; k < per * 300; k++) {
      double tolerance = k % per < 3 ? 0.0131 : k % per < 12 ? 4.6 / 128 : 8.6 / 128;
      double value = s.sphericalHarmonics()[k];
      if (k % per < 3 || Math.abs(value) < 0.9) {
        assertThat((double) back.sphericalHarmonics()[k]).isCloseTo(value, within(tolerance));
      }
    }
    byte[] cut = Arrays.copyOf(out.toByteArray(), out.size() / 2);
    Files.write(file, cut);
    assertThatThrownBy(() -> SurfelFile.read(file)).isInstanceOf(InputException.class);
  }

  @Test
  void spzEndsAtTwoKilometres() {
    SurfelScene scene = scene(2, 0, 1);
    scene.surfels().positions()[3] = 2100;
    assertThatThrownBy(() -> SpzFile.write(new ByteArrayOutputStream(), scene.surfels()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2048");
  }
}
