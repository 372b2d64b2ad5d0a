package org.drag4d.nets.vision;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.nets.onnx.HostTensor;
import org.drag4d.nets.onnx.OnnxSession;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.task.InputException;

/**
 * LaMa (Suvorov et al. 2022): fills holes of a picture in one pass (text-to-scene section 7.12).
 * Two kinds of exports are taken: inputs {@code image} [1, 3, H, W] and {@code mask} [1, 1, H, W],
 * or one input [1, 4, H, W] of masked picture and mask. Sizes are padded to multiples of 8 by
 * mirroring; an export of a fixed size sees the picture squeezed into it, and only the holes come
 * from what it makes. Outputs are colours from 0 to 1 or from 0 to 255: those that fit the known
 * pixels.
 */
public final class Lama implements AutoCloseable {
  private static final int MULTIPLE = 8;
  private static final int LONGEST_SIDE = 4096;

  private final OnnxSession session;

  private Lama(OnnxSession session) {
    this.session = session;
  }

  /**
   * Opens a network.
   *
   * @param file an ONNX export
   * @throws InputException if it cannot be run
   */
  public static Lama open(Path file, OnnxSettings settings) {
    return new Lama(OnnxSession.open(file, settings));
  }

  /**
   * Fills holes.
   *
   * @param picture of which the first three channels count
   * @param hole height × width, of a picture of one channel; 0.5 and more is to be filled
   * @return the picture with its holes filled; all other pixels are the picture's own
   * @throws InputException if the export is of another network
   */
  public Image fill(Image picture, Image hole) {
    if (picture.channels() < 3
        || hole.channels() != 1
        || hole.width() != picture.width()
        || hole.height() != picture.height()) {
      throw new IllegalArgumentException(hole + " for " + picture);
    }
    Planes colours = Planes.of(picture);
    Planes mask = new Planes(1, hole.height(), hole.width());
    for (int at = 0; at < mask.values().length; at++) {
      mask.values()[at] = hole.values()[at] >= 0.5f ? 1 : 0;
    }
    Planes made = made(colours, mask);
    float[] values = picture.values().clone();
    int area = picture.width() * picture.height();
    for (int at = 0; at < area; at++) {
      for (int c = 0; c < 3 && mask.values()[at] > 0; c++) {
        values[at * picture.channels() + c] = made.values()[c * area + at];
      }
    }
    return new Image(picture.width(), picture.height(), picture.channels(), values);
  }

  /** What the network makes of all pixels, 0 to 1, in the picture's size. */
  private Planes made(Planes colours, Planes mask) {
    List<String> inputs = session.inputs();
    boolean together = inputs.size() == 1;
    String image = together ? inputs.getFirst() : session.inputNamed("image", "l_image_", "input");
    long[] shape = session.inputShape(image);
    if (shape.length != 4
        || (shape[1] > 0 && shape[1] != (together ? 4 : 3))
        || inputs.size() > 2) {
      throw new InputException(session.name(), "is no LaMa: its inputs are " + inputs);
    }
    boolean fixed = shape[2] > 0 && shape[3] > 0;
    int height = fixed ? Math.toIntExact(shape[2]) : padded(colours.height());
    int width = fixed ? Math.toIntExact(shape[3]) : padded(colours.width());
    if (Math.max(height, width) > LONGEST_SIDE) {
      throw new InputException(
          "",
          "a picture of " + width + " x " + height + " is too large to be filled by LaMa",
          "Give one of at most " + LONGEST_SIDE + " pixels a side.");
    }
    Planes seen = fixed ? squeezed(colours, height, width) : colours.mirrored(height, width);
    Planes holes = fixed ? anyHole(mask, height, width) : mask.mirrored(height, width);
    Map<String, HostTensor> given =
        together
            ? Map.of(image, masked(seen, holes))
            : Map.of(image, seen.batch(), session.inputNamed("mask", "l_mask_"), holes.batch());
    String output = session.outputs().getFirst();
    FloatTensor made = session.run(given, List.of(output)).get(output);
    if (made.values().length != 3 * height * width) {
      throw new InputException(
          session.name(), "is no LaMa: its output is " + Arrays.toString(made.shape()));
    }
    Planes result = new Planes(3, height, width, made.values());
    toUnit(result, seen, holes);
    return fixed
        ? result.bilinear(colours.height(), colours.width())
        : result.cropped(0, 0, colours.height(), colours.width());
  }

  private static int padded(int size) {
    return (size + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
  }

  private static Planes squeezed(Planes colours, int height, int width) {
    return Planes.of(PillowFilter.BILINEAR.resize(colours.picture(), width, height));
  }

  /** A pixel of a squeezed mask is a hole if any part of a hole lies in it. */
  private static Planes anyHole(Planes mask, int height, int width) {
    Planes holes = new Planes(1, height, width);
    double down = (double) mask.height() / height;
    double across = (double) mask.width() / width;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float any = 0;
        for (int row = (int) (y * down); row < Math.ceil((y + 1) * down - 1e-9); row++) {
          for (int c = (int) (x * across); c < Math.ceil((x + 1) * across - 1e-9); c++) {
            any = Math.max(any, mask.at(0, row, c));
          }
        }
        holes.values()[y * width + x] = any;
      }
    }
    return holes;
  }

  private static FloatTensor masked(Planes colours, Planes holes) {
    int area = colours.height() * colours.width();
    float[] four = Arrays.copyOf(colours.values(), 4 * area);
    for (int at = 0; at < 3 * area; at++) {
      four[at] *= 1 - holes.values()[at % area];
    }
    System.arraycopy(holes.values(), 0, four, 3 * area, area);
    return new FloatTensor(four, 1, 4, colours.height(), colours.width());
  }

  /** Some exports multiply by 255: whichever fits what is known is taken back. */
  private static void toUnit(Planes made, Planes seen, Planes holes) {
    double asItIs = 0;
    double divided = 0;
    int area = holes.values().length;
    for (int at = 0; at < made.values().length; at++) {
      if (holes.values()[at % area] == 0) {
        asItIs += Math.abs(made.values()[at] - seen.values()[at]);
        divided += Math.abs(made.values()[at] / 255 - seen.values()[at]);
      }
    }
    float scale = divided < asItIs ? 255 : 1;
    for (int at = 0; at < made.values().length; at++) {
      made.values()[at] = Math.clamp(made.values()[at] / scale, 0, 1);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
