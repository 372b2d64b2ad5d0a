package org.drag4d.nets.vision;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.nets.onnx.OnnxSession;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.task.InputException;

/**
 * DINOv2 (Oquab et al. 2023): a feature vector for each patch of 14 × 14 pixels, alike where parts
 * are alike; compare them by the cosine (text-to-scene section 7.7). Registers, where a network has
 * them, are left out.
 */
public final class DinoV2 implements AutoCloseable {
  private static final int PATCH = 14;

  private final OnnxSession session;

  private DinoV2(OnnxSession session) {
    this.session = session;
  }

  /**
   * Features of a picture.
   *
   * @param rows of patches
   * @param columns of patches
   * @param length of a feature vector
   * @param patches rows × columns × length, after the network's last normalisation
   * @param whole the class token's vector, of the whole picture
   */
  public record Features(int rows, int columns, int length, float[] patches, float[] whole) {}

  /**
   * Opens a network.
   *
   * @param file an ONNX export with {@code pixel_values} and {@code last_hidden_state}
   * @throws InputException if it cannot be run
   */
  public static DinoV2 open(Path file, OnnxSettings settings) {
    return new DinoV2(OnnxSession.open(file, settings));
  }

  /**
   * Looks at a picture.
   *
   * @param processor how the picture is prepared; {@link PictureProcessor#PATCHES_OF_14} sees all
   *     of it in about its own size
   * @throws InputException if the export is of another network
   */
  public Features features(Image picture, PictureProcessor processor) {
    FloatTensor pixels = processor.pixels(picture);
    String input = session.inputNamed("pixel_values");
    String output = session.outputNamed("last_hidden_state");
    FloatTensor hidden = session.run(Map.of(input, pixels), List.of(output)).get(output);
    int rows = (int) pixels.shape()[2] / PATCH;
    int columns = (int) pixels.shape()[3] / PATCH;
    long[] shape = hidden.shape();
    if (shape.length != 3 || shape[0] != 1 || shape[1] < 1 + (long) rows * columns) {
      throw new InputException(
          session.name(),
          "is no DINOv2 with patches of 14 pixels: it makes " + Arrays.toString(shape));
    }
    int length = (int) shape[2];
    int before = (int) shape[1] - rows * columns; // the class token and registers
    float[] values = hidden.values();
    return new Features(
        rows,
        columns,
        length,
        Arrays.copyOfRange(values, before * length, values.length),
        Arrays.copyOf(values, length));
  }

  @Override
  public void close() {
    session.close();
  }
}
