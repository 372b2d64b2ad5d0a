package org.drag4d.nets.vision;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.nets.onnx.OnnxSession;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.weights.WeightFile;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * Real-ESRGAN (Wang et al. 2021) and networks like it: a picture becomes two or four times as
 * large, with details that are likely (text-to-scene section 7.5). Large pictures go through in
 * tiles that see some of their surroundings and are faded into each other; a panorama's left and
 * right edges are neighbours like any others, so there is no seam. Details are invented anew for
 * each picture: use it on panoramas, not on the views of one scene.
 */
public final class SuperResolution implements AutoCloseable {
  private static final long MOST_PIXELS = 1L << 27;

  private static final int PROBE = 16;

  private final OnnxSession session;
  private final String input;
  private final long[] shape;

  private SuperResolution(OnnxSession session) {
    this.session = session;
    input = session.inputs().getFirst();
    shape = session.inputShape(input);
    if (session.inputs().size() != 1 || shape.length != 4 || (shape[1] != 3 && shape[1] >= 0)) {
      throw new InputException(
          session.name(),
          "is no network of super-resolution: its inputs are "
              + session.inputs()
              + ", the first of them "
              + Arrays.toString(shape));
    }
  }

  /**
   * How a picture is cut.
   *
   * @param side of a tile without its surroundings, pixels
   * @param surroundings how far beyond its edges a tile sees, pixels; neighbours are faded into
   *     each other over half of that
   */
  public record Tiles(int side, int surroundings) {
    /** Takes 1.7 GB of memory in all with the published network of 16.7 million weights. */
    public static final Tiles DEFAULT = new Tiles(224, 16);

    /** Checks the sizes. */
    public Tiles {
      if (side < 8 || side > 4096 || surroundings < 2 || surroundings > side) {
        throw new IllegalArgumentException("tiles of " + side + " and " + surroundings);
      }
    }
  }

  /** What lies beyond the left and right edges. */
  public enum Edges {
    /** Nothing: the picture is mirrored there. */
    PICTURE,
    /** The other edge: a panorama. */
    PANORAMA
  }

  /**
   * Opens a network.
   *
   * @param file an ONNX export, [1, 3, H, W] from 0 to 1; the published checkpoints ({@code .pth},
   *     or {@code .safetensors} of the same names); or an ncnn network ({@code .param} with its
   *     {@code .bin} beside it)
   * @throws InputException if it cannot be run
   */
  public static SuperResolution open(Path file, OnnxSettings settings) {
    String name = file.getFileName().toString();
    if (name.endsWith(".param")) {
      return of(OnnxSession.of(file.toString(), NcnnModel.model(file), settings));
    }
    if (name.endsWith(".pth") || name.endsWith(".pt") || name.endsWith(".safetensors")) {
      byte[] model;
      try (WeightFile weights = WeightFile.open(file)) {
        model = RrdbNet.model(file.toString(), weights);
      }
      return of(OnnxSession.of(file.toString(), model, settings));
    }
    return of(OnnxSession.open(file, settings));
  }

  private static SuperResolution of(OnnxSession session) {
    try {
      return new SuperResolution(session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Makes a picture larger.
   *
   * @param picture of which the first three channels count
   * @return the larger picture, three channels
   * @throws InputException if the network is no such network, or the result would be too large
   */
  public Image enlarge(Image picture, Edges edges, Tiles tiles, Progress progress) {
    int scale = scale();
    Planes colours = Planes.of(picture.quantised());
    long pixels = (long) scale * scale * colours.width() * colours.height();
    if (pixels > MOST_PIXELS) {
      throw new InputException(
          "",
          "a picture " + scale + " times as large would have " + pixels + " pixels",
          "Give a smaller one: at most " + MOST_PIXELS / (scale * scale) + " pixels.");
    }
    int multiple = scale == 2 ? 2 : scale == 1 ? 4 : 1; // networks that fold pixels into channels
    Cut rows = Cut.of(colours.height(), shape[2], multiple, tiles, false);
    Cut columns = Cut.of(colours.width(), shape[3], multiple, tiles, edges == Edges.PANORAMA);
    progress.begin("super-resolution", (long) rows.count * columns.count, "tiles");
    Planes sum = new Planes(3, scale * colours.height(), scale * colours.width());
    float[] weight = new float[sum.height() * sum.width()];
    for (int row = 0; row < rows.count; row++) {
      for (int column = 0; column < columns.count; column++) {
        Planes made = run(seen(colours, rows, columns, row, column));
        float[] down = rows.shares(row, scale);
        float[] across = columns.shares(column, scale);
        add(sum, weight, made, new Part(rows, row, down), new Part(columns, column, across), scale);
        progress.advance((long) row * columns.count + column + 1);
      }
    }
    for (int at = 0; at < sum.values().length; at++) {
      sum.values()[at] = Math.clamp(sum.values()[at] / weight[at % weight.length], 0, 1);
    }
    return sum.picture();
  }

  /** Returns how many times as large its pictures are, which a small one tells. */
  public int scale() {
    int height = shape[2] > 0 ? Math.toIntExact(shape[2]) : PROBE;
    int width = shape[3] > 0 ? Math.toIntExact(shape[3]) : PROBE;
    return run(new Planes(3, height, width)).width() / width;
  }

  private static Planes seen(Planes colours, Cut rows, Cut columns, int row, int column) {
    Planes seen = new Planes(colours.channels(), rows.window(row), columns.window(column));
    for (int y = 0; y < seen.height(); y++) {
      int fromRow = rows.place(rows.start(row) + y);
      for (int x = 0; x < seen.width(); x++) {
        int fromColumn = columns.place(columns.start(column) + x);
        for (int c = 0; c < 3; c++) {
          seen.values()[(c * seen.height() + y) * seen.width() + x] =
              colours.at(c, fromRow, fromColumn);
        }
      }
    }
    return seen;
  }

  private Planes run(Planes seen) {
    String output = session.outputs().getFirst();
    FloatTensor made = session.run(Map.of(input, seen.batch()), List.of(output)).get(output);
    long[] larger = made.shape();
    boolean fits =
        larger.length == 4
            && larger[1] == 3
            && larger[2] % seen.height() == 0
            && larger[3] % seen.width() == 0
            && larger[2] / seen.height() == larger[3] / seen.width();
    if (!fits) {
      throw new InputException(
          session.name(),
          String.format(
              "is no network of super-resolution: it makes %s of %d x %d",
              Arrays.toString(larger), seen.height(), seen.width()));
    }
    return Planes.of(made);
  }

  /** One axis of a tile: how it is cut, which of its windows, and what counts of that. */
  private record Part(Cut cut, int index, float[] shares) {}

  private static void add(
      Planes sum, float[] weight, Planes made, Part rows, Part columns, int scale) {
    for (int y = 0; y < rows.shares.length; y++) {
      if (rows.shares[y] == 0) {
        continue;
      }
      int toRow = Math.floorMod(rows.cut.start(rows.index) * scale + y, sum.height());
      for (int x = 0; x < columns.shares.length; x++) {
        float share = rows.shares[y] * columns.shares[x];
        if (share == 0) {
          continue;
        }
        int toColumn = Math.floorMod(columns.cut.start(columns.index) * scale + x, sum.width());
        int target = toRow * sum.width() + toColumn;
        weight[target] += share;
        for (int c = 0; c < 3; c++) {
          sum.values()[c * weight.length + target] += share * made.at(c, y, x);
        }
      }
    }
  }

  @Override
  public void close() {
    session.close();
  }

  /**
   * How one axis is cut into windows. Of a picture's own edges a window does not see more than the
   * network's own padding, as in the reference; where it must be of a certain size, the rest is
   * mirrored.
   *
   * @param size of the picture
   * @param fixed what the network must see; 0 if it takes what it gets
   * @param multiple what the network's input must be a multiple of
   * @param count how many windows
   * @param surroundings of each, on both sides
   * @param round whether the axis closes
   */
  private record Cut(
      int size, int fixed, int multiple, int count, int surroundings, boolean round) {
    static Cut of(int size, long fixed, int multiple, Tiles tiles, boolean round) {
      int window = Math.toIntExact(Math.max(0, fixed));
      int surroundings =
          window > 0 ? Math.min(tiles.surroundings, Math.max(2, window / 4)) : tiles.surroundings;
      int side = window > 0 ? window - 2 * surroundings : tiles.side;
      if (side < 1) {
        throw new InputException("", "a network that sees " + window + " pixels sees too few");
      }
      int count =
          window == 0 && !round && size <= side + 2 * surroundings ? 1 : (size + side - 1) / side;
      return new Cut(size, window, multiple, count, surroundings, round);
    }

    /** The first place of a window's own part; the parts are about equally long. */
    int own(int index) {
      return (int) ((long) index * size / count);
    }

    /** The first place that a window sees. */
    int start(int index) {
      int start = own(index) - surroundings;
      return round || fixed > 0 ? start : Math.max(0, start);
    }

    /** How many places it sees. */
    int window(int index) {
      if (fixed > 0) {
        return fixed;
      }
      int end = own(index + 1) + surroundings;
      int length = (round ? end : Math.min(size, end)) - start(index);
      return (length + multiple - 1) / multiple * multiple;
    }

    /** Where in the picture a place lies, which may be beyond its edges. */
    int place(int at) {
      return round ? Math.floorMod(at, size) : Planes.mirror(at, size);
    }

    /**
     * How much of each enlarged place of a window counts: all in its own part, fading to nothing
     * over half of the surroundings on both sides of an inner edge; nothing beyond the picture.
     */
    float[] shares(int index, int scale) {
      float[] shares = new float[window(index) * scale];
      double fade = surroundings / 2.0;
      for (int i = 0; i < shares.length; i++) {
        double at = start(index) + (i + 0.5) / scale;
        boolean outer = !round && (at < 0 || at > size);
        double begin = index == 0 && !round ? 1 : (at - own(index) + fade) / (2 * fade);
        double end = index == count - 1 && !round ? 1 : (own(index + 1) - at + fade) / (2 * fade);
        shares[i] = outer ? 0 : (float) Math.clamp(Math.min(begin, end), 0, 1);
      }
      return shares;
    }
  }
}
