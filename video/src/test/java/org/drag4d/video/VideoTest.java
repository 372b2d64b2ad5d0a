package org.drag4d.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.task.CancelledException;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VideoTest {
  @TempDir Path folder;

  /** A coloured disc that moves over a slope of colour: each frame is different. */
  private static List<Image> frames(int count, int width, int height) {
    List<Image> frames = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      Image image = new Image(width, height, 3);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double dx = x - width * (0.2 + 0.6 * f / count);
          double dy = y - height * 0.5;
          double inside = Math.max(0, Math.min(1, height * 0.2 - Math.hypot(dx, dy)));
          image.set(x, y, 0, (float) (inside * 0.9 + (1 - inside) * 0.2 * x / width));
          image.set(x, y, 1, (float) (inside * 0.3 + (1 - inside) * 0.7 * y / height));
          image.set(x, y, 2, (float) (inside * 0.2 + (1 - inside) * 0.6));
        }
      }
      frames.add(image);
    }
    return frames;
  }

  private static double psnr(Image a, Image b) {
    double sum = 0;
    for (int i = 0; i < a.values().length; i++) {
      double d = a.values()[i] - b.values()[i];
      sum += d * d;
    }
    return -10 * Math.log10(sum / a.values().length);
  }

  /** What is written beside the file first goes to a device that is always full. */
  @ParameterizedTest
  @EnumSource
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsNamedAndLeavesNothing(VideoCodec codec) throws IOException {
    Path file = folder.resolve("v." + codec.extension());
    Files.createSymbolicLink(folder.resolve(file.getFileName() + ".part"), Path.of("/dev/full"));
    var settings = new VideoSettings(codec, 8, "");
    assertThatThrownBy(() -> VideoWriter.write(file, frames(9, 64, 48), settings, Progress.none()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("No space left");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void everyFrameComesBack(VideoCodec codec) throws IOException {
    List<Image> frames = frames(14, 160, 96);
    Path file = folder.resolve("v." + codec.extension());
    var settings = new VideoSettings(codec, 8, "prompt: ein Zimmer · 家");
    VideoWriter.write(file, frames, settings, Progress.none());
    List<Image> back = VideoReader.readAll(file);
    assertThat(back).hasSize(14);
    for (int f = 0; f < back.size(); f++) {
      assertThat(psnr(frames.get(f), back.get(f))).as("frame %d", f).isGreaterThan(34);
    }
    try (var reader = new VideoReader(file)) {
      assertThat(reader.width()).isEqualTo(160);
      assertThat(reader.height()).isEqualTo(96);
      assertThat(reader.framesPerSecond()).isCloseTo(8, within(1e-6));
      assertThat(reader.isBt709()).isTrue();
      assertThat(reader.comment()).isEqualTo("prompt: ein Zimmer · 家");
    }
    Path again = folder.resolve("w." + codec.extension());
    VideoWriter.write(again, frames, settings, Progress.none());
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void coloursDoNotShift() {
    float[][] colours = {
      {20 / 255f, 40 / 255f, 90 / 255f}, {1, 1, 1}, {0, 0, 0}, {0.9f, 0.1f, 0.1f}
    };
    for (float[] colour : colours) {
      Image plain = new Image(32, 32, 3);
      for (int i = 0; i < plain.values().length; i++) {
        plain.values()[i] = colour[i % 3];
      }
      Path file = folder.resolve("c.mp4");
      VideoWriter.write(file, List.of(plain, plain), VideoSettings.h264(8, ""), Progress.none());
      Image back = VideoReader.readAll(file).get(1);
      for (int c = 0; c < 3; c++) {
        assertThat(back.at(16, 16, c)).isCloseTo(colour[c], within(0.016f));
      }
    }
  }

  @Test
  void lumaIsThatOfBt709() {
    Image green = new Image(2, 2, 3, new float[] {0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0});
    YuvPlanes planes = YuvPlanes.of(green);
    // ITU-R BT.709-6: Y' = 16 + 219 × 0.7152, Cb = 128 - 224 × 0.7152 / 1.8556, Cr by 1.5748.
    assertThat(planes.y()[0] & 255).isEqualTo(173);
    assertThat(planes.cb()[0] & 255).isEqualTo(42);
    assertThat(planes.cr()[0] & 255).isEqualTo(26);
  }

  @Test
  void indexIsInFront() throws IOException {
    Path file = folder.resolve("v.mp4");
    VideoWriter.write(file, frames(3, 64, 64), VideoSettings.h264(8, ""), Progress.none());
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(bytes.indexOf("moov")).isBetween(1, bytes.indexOf("mdat"));
  }

  @Test
  void cancelledVideosLeaveNoFile() throws IOException {
    Progress cancelled =
        (Progress)
            java.lang.reflect.Proxy.newProxyInstance(
                Progress.class.getClassLoader(),
                new Class<?>[] {Progress.class},
                (proxy, method, arguments) -> {
                  throw new CancelledException();
                });
    Path file = folder.resolve("v.mp4");
    assertThatThrownBy(
            () -> VideoWriter.write(file, frames(3, 64, 64), VideoSettings.h264(8, ""), cancelled))
        .isInstanceOf(CancelledException.class);
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void whatIsNoVideoIsSaidSo() throws IOException {
    Path file = folder.resolve("v.mp4");
    assertThatThrownBy(() -> VideoReader.readAll(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file");
    Files.writeString(file, "this is no video, it only has the name of one");
    assertThatThrownBy(() -> VideoReader.readAll(file)).isInstanceOf(InputException.class);
  }
}
