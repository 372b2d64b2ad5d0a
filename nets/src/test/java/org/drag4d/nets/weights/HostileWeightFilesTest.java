package org.drag4d.nets.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.drag4d.nets.onnx.OnnxSession;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.vision.SuperResolution;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Weight files of people who mean harm, or of disks that do: whatever lies in a file, the answer is
 * the file's contents or one clear error, quickly and with little memory.
 *
 * <p>Each kind of file is changed for a while ({@code -Ddrag4d.fuzz.seconds}, 8 by default), always
 * in the same order; the number of the change that failed is said and can be run alone.
 */
class HostileWeightFilesTest {
  private static final Path FILES = Path.of("src/test/resources");
  private static final long MOST_BYTES_PER_FILE = 64L << 20;
  private static final Duration LONGEST_PER_FILE = Duration.ofSeconds(20);
  private static final long[] TELLING = {
    0,
    1,
    -1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0xffff,
    0x7fffffffL,
    0x80000000L,
    0xffffffffL,
    1L << 40,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "parity/clip-text-sd2/io.safetensors, safetensors",
    "weights/lightning.ckpt, ckpt",
    "weights/state_dict.pt, pt",
    "parity/superresolution-checkpoint-x4/model.pth, pth",
    "parity/onnx-types/model.onnx, onnx",
    "parity/superresolution-ncnn-x4/model.param, param",
  })
  void changedFilesGiveAResultOrOneClearError(String name, String ending) throws IOException {
    Path source = FILES.resolve(name);
    byte[] good = Files.readAllBytes(source);
    Path file = folder.resolve("hostile." + ending);
    if (ending.equals("param")) {
      Files.copy(source.resolveSibling("model.bin"), folder.resolve("hostile.bin"));
    }
    Files.write(file, good);
    open(file); // libraries are loaded and the honest file is read
    long end = System.nanoTime() + Long.getLong("drag4d.fuzz.seconds", 8) * 1_000_000_000L;
    int changes = 0;
    do {
      byte[] bad = changed(good, new SplittableRandom(changes));
      Files.write(file, bad);
      try {
        open(file);
      } catch (InputException e) {
        assertThat(e.getMessage()).as("change " + changes).contains("hostile.");
      } catch (RuntimeException | Error e) {
        Path kept = Path.of("target", "hostile-" + changes + "." + ending);
        Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
        throw new AssertionError("change " + changes + " of " + name + ", kept as " + kept, e);
      }
      changes++;
    } while (System.nanoTime() < end);
    assertThat(changes).isGreaterThan(20);
    requireNothingMapped();
  }

  private static byte[] changed(byte[] good, SplittableRandom random) {
    byte[] bad = good.clone();
    int edits = 1 + random.nextInt(4);
    for (int edit = 0; edit < edits && bad.length > 8; edit++) {
      // headers and directories lie at the ends, and matter most
      int at =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(Math.min(256, bad.length));
            case 1 -> bad.length - 1 - random.nextInt(Math.min(512, bad.length));
            default -> random.nextInt(bad.length);
          };
      switch (random.nextInt(6)) {
        case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bad[at] = (byte) random.nextInt(256);
        case 2 -> {
          ByteBuffer value = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
          value.putLong(0, TELLING[random.nextInt(TELLING.length)]);
          int length = Math.min(1 << random.nextInt(4), bad.length - at);
          System.arraycopy(value.array(), 0, bad, at, length);
        }
        case 3 -> bad = Arrays.copyOf(bad, at);
        case 4 -> { // a part once more
          int length = 1 + random.nextInt(Math.min(64, bad.length - at));
          byte[] longer = Arrays.copyOf(bad, bad.length + length);
          System.arraycopy(bad, at, longer, at + length, bad.length - at);
          bad = longer;
        }
        default -> { // a part left out
          int length = Math.min(1 + random.nextInt(64), bad.length - at);
          System.arraycopy(bad, at + length, bad, at, bad.length - at - length);
          bad = Arrays.copyOf(bad, bad.length - length);
        }
      }
    }
    return bad;
  }

  /** Reads a file as the program does, within its limits. */
  private static void open(Path file) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    try {
      String name = file.getFileName().toString();
      if (name.endsWith(".onnx")) {
        try (OnnxSession session = OnnxSession.open(file, new OnnxSettings(1, false, CPU))) {
          session.outputs();
        }
      } else if (name.endsWith(".param") || name.endsWith(".pth")) {
        try (SuperResolution network =
            SuperResolution.open(file, new OnnxSettings(1, false, CPU))) {
          assertThat(network).isNotNull();
        }
      } else {
        try (WeightFile weights = WeightFile.open(file)) {
          for (StoredTensor tensor : weights.tensors().values()) {
            assertThat(tensor.count()).isLessThanOrEqualTo(4096 * Math.max(64, sizeOf(file)));
            if (tensor.count() < 1 << 16) {
              tensor.toFloats();
            }
          }
        }
      }
    } finally {
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("bytes allocated").isLessThan(MOST_BYTES_PER_FILE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_PER_FILE);
    }
  }

  private static final OnnxSettings.Device CPU = OnnxSettings.Device.CPU;

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A refused file must not stay mapped. */
  private void requireNothingMapped() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    if (Files.exists(maps)) {
      assertThat(Files.readAllLines(maps)).noneMatch(line -> line.contains(folder.toString()));
    }
  }

  /** A member that would unfold to a gigabyte is refused before anything is unfolded. */
  @Test
  void zipBombsAreRefused() throws IOException {
    Path file = folder.resolve("hostile.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      zip.putNextEntry(new ZipEntry("bomb/data.pkl"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("compressed");
  }

  /** Lists of lists of lists, each ten times the one before: 10^9 values in 200 bytes. */
  @Test
  void pickleBombsAreRefused() throws IOException {
    StringBuilder pickle = new StringBuilder("]q\u0000");
    for (int level = 1; level < 10; level++) {
      pickle.append("(");
      for (int i = 0; i < 10; i++) {
        pickle.append("h").append((char) (level - 1));
      }
      pickle.append("lq").append((char) level);
    }
    pickle.append(".");
    assertThatThrownBy(() -> open(checkpoint(pickle.toString(), new byte[4])))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("hold more than");
  }

  @Test
  void longNamesAreRefused() throws IOException {
    String key = "V" + "k".repeat(3000) + "\n";
    String pickle = "(" + key + "(" + key + "(" + key + "N" + "ddd.";
    assertThatThrownBy(() -> open(checkpoint(pickle, new byte[4])))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a name of more than");
  }

  /** A view with strides of 0 would make gigabytes of four bytes. */
  @Test
  void repeatedNumbersAreRefused() throws IOException {
    String tensor =
        "(Va\nctorch._utils\n_rebuild_tensor_v2\n((Vstorage\nctorch\nFloatStorage\nV0\nVcpu\nI1\ntQ"
            + "I0\n(I100000\nI100000\nt(I0\nI0\ntI00\n(dtRd.";
    assertThatThrownBy(() -> open(checkpoint(tensor, new byte[4])))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("would have 1.0E10 numbers, made of 1");
  }

  /** A header that claims to be larger than memory, and tensors that lie upon each other. */
  @Test
  void safetensorsWithImpossibleHeadersAreRefused() throws IOException {
    Path file = folder.resolve("hostile.safetensors");
    for (long length : new long[] {-1, Long.MAX_VALUE, 1L << 40, 1 << 30}) {
      Files.write(
          file, ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length).array());
      assertThatThrownBy(() -> open(file)).isInstanceOf(InputException.class);
    }
    String one = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    String overlapping = "{\"a\":" + one + ",\"b\":" + one + "}";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(0, overlapping.length())
            .array());
    bytes.writeBytes(overlapping.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(new byte[4]);
    Files.write(file, bytes.toByteArray());
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("overlap");
    String deep = "{\"a\":" + "[".repeat(100_000);
    Files.write(
        file,
        ByteBuffer.allocate(8 + deep.length())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(deep.length())
            .put(deep.getBytes(StandardCharsets.UTF_8))
            .array());
    assertThatThrownBy(() -> open(file)).isInstanceOf(InputException.class);
  }

  /** An archive as PyTorch stores it. */
  private Path checkpoint(String pickle, byte[] storage) throws IOException {
    Path file = folder.resolve("hostile.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setMethod(ZipOutputStream.STORED);
      member(zip, "archive/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
      member(zip, "archive/data/0", storage);
    }
    return file;
  }

  private static void member(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
