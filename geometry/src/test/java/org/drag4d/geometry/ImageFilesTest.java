package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
  @TempDir Path folder;

  static Image noise(int width, int height, int channels, long seed) {
    Image image = new Image(width, height, channels);
    Random random = new Random(seed);
    for (int i = 0; i < image.values().length; i++) {
      image.values()[i] = random.nextFloat();
    }
    return image;
  }

  @Property(tries = 60)
  void pngKeepsEverySample(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 0, max = 2) int kind,
      @ForAll long seed) {
    Image image = noise(width, height, new int[] {1, 3, 4}[kind], seed).quantised();
    byte[] bytes = ImageFiles.png(image, Map.of());
    assertThat(ImageFiles.read(bytes, "test")).isEqualTo(image);
    assertThat(ImageFiles.png(image, Map.of())).isEqualTo(bytes);
  }

  @Test
  void anotherReaderSeesTheSamePicture() throws IOException {
    Image image = noise(33, 21, 3, 5).quantised();
    Path file = folder.resolve("a/b.png");
    ImageFiles.write(file, image);
    BufferedImage seen = ImageIO.read(file.toFile());
    assertThat(seen.getRGB(7, 9) >> 8 & 255).isEqualTo(Image.toByte(image.at(7, 9, 1)));
    assertThat(ImageFiles.size(file)).isEqualTo(new ImageFiles.Size(33, 21));
    assertThat(folder.resolve("a")).isDirectoryContaining(f -> f.endsWith("b.png"));
  }

  @Test
  void textSaysWhereAPictureCameFrom() {
    Map<String, String> text = new LinkedHashMap<>();
    text.put("prompt", "a cosy room");
    text.put("seed", "7");
    text.put("Comment", "ein Häuschen · 家");
    Path file = folder.resolve("t.png");
    ImageFiles.write(file, noise(4, 4, 3, 1), text);
    assertThat(ImageFiles.text(file)).containsExactlyEntriesOf(text);
  }

  @Test
  void depthInMillimetres() {
    float inf = Float.POSITIVE_INFINITY;
    var depth =
        new DepthMap(
            3, 2, new float[] {0, 1.234f, 65.534f, inf, 80, 0.0004f}, DepthMap.Measure.Z_DEPTH);
    Path file = folder.resolve("d.png");
    ImageFiles.writeDepthMillimetres(file, depth);
    DepthMap back = ImageFiles.readDepthMillimetres(file, DepthMap.Measure.Z_DEPTH);
    assertThat(back.metres()).containsExactly(new float[] {0, 1.234f, 65.534f, inf, inf, 0});
    ImageFiles.write(file, noise(3, 2, 3, 1));
    assertThatThrownBy(() -> ImageFiles.readDepthMillimetres(file, DepthMap.Measure.Z_DEPTH))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("16 bits");
  }

  @Test
  void sixteenBitColourAndGreyAndPaletteAreReadAsTheyStand() throws IOException {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(0, 0, 0, 100);
    assertThat(ImageFiles.read(encoded(grey, "png"), "grey").at(0, 0, 0)).isEqualTo(100 / 255f);
    BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(0, 0, 0, 12345);
    assertThat(ImageFiles.read(encoded(deep, "png"), "deep").at(0, 0, 0)).isEqualTo(12345 / 65535f);
    BufferedImage palette = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(0, 0, 0xff3366);
    Image read = ImageFiles.read(encoded(palette, "gif"), "palette");
    assertThat(Image.toByte(read.at(0, 0, 0))).isEqualTo(255);
    assertThat(Image.toByte(read.at(0, 0, 2))).isEqualTo(0x66);
  }

  @Test
  void camerasHeldSidewaysAreTurnedUpright() throws IOException {
    BufferedImage wide = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 32; x++) {
        wide.setRGB(x, y, x < 16 ? 0xff0000 : 0x0000ff); // red on the left
      }
    }
    byte[] jpeg = encoded(wide, "jpg");
    assertThat(ImageFiles.read(jpeg, "plain").width()).isEqualTo(32);
    // 6: the stored left side is up when turned a quarter clockwise, so red is on top.
    Image turned = ImageFiles.read(withOrientation(jpeg, 6), "turned");
    assertThat(turned.width()).isEqualTo(16);
    assertThat(turned.at(8, 2, 0)).isGreaterThan(0.9f);
    assertThat(turned.at(8, 29, 2)).isGreaterThan(0.9f);
    // 8: a quarter anticlockwise, so red is at the bottom; 3: a half turn, red on the right.
    assertThat(ImageFiles.read(withOrientation(jpeg, 8), "t").at(8, 29, 0)).isGreaterThan(0.9f);
    assertThat(ImageFiles.read(withOrientation(jpeg, 3), "t").at(29, 8, 0)).isGreaterThan(0.9f);
    assertThat(ImageFiles.read(withOrientation(jpeg, 2), "t").at(29, 8, 0)).isGreaterThan(0.9f);
  }

  @Test
  void webpIsRead() {
    // One lossless pixel, made by another encoder: red 255, green 0, blue 0.
    byte[] webp = Base64.getDecoder().decode("UklGRhwAAABXRUJQVlA4TBAAAAAvAAAAAAcQ/Y/+ByKi/wEA");
    Image image = ImageFiles.read(webp, "dot.webp");
    assertThat(image.width()).isEqualTo(1);
    assertThat(image.height()).isEqualTo(1);
  }

  @Test
  void damageIsSaidInOneSentence() throws IOException {
    byte[] png = ImageFiles.png(noise(64, 64, 3, 3), Map.of());
    Path cut = folder.resolve("cut.png");
    Files.write(cut, Arrays.copyOf(png, png.length / 2));
    assertThatThrownBy(() -> ImageFiles.read(cut))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cut.png");
    Path words = folder.resolve("words.png");
    Files.writeString(words, "this is not a picture");
    assertThatThrownBy(() -> ImageFiles.read(words))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no picture");
    assertThatThrownBy(() -> ImageFiles.read(folder.resolve("none.png")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> ImageFiles.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("folder");
  }

  @Test
  void aHugePictureIsRefusedBeforeItIsDecoded() {
    byte[] png = ImageFiles.png(noise(4, 4, 1, 3), Map.of());
    ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    assertThatThrownBy(() -> ImageFiles.read(png, "bomb.png"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too many");
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8, //
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] out = new byte[jpeg.length + exif.length];
    System.arraycopy(jpeg, 0, out, 0, 2);
    System.arraycopy(exif, 0, out, 2, exif.length);
    System.arraycopy(jpeg, 2, out, 2 + exif.length, jpeg.length - 2);
    return out;
  }
}
