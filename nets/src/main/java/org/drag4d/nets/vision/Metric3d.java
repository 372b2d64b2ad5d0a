package org.drag4d.nets.vision;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.nets.onnx.OnnxSession;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.task.InputException;

/**
 * Metric3D v2 (Hu et al. 2024): metric depth and normals of a perspective picture whose focal
 * length is known (text-to-scene section 7.6). The picture is fitted into a canvas of the size that
 * the network was trained on, the rest of which is filled with the mean colour; the network answers
 * for a camera of 1000 pixels' focal length, and depth is scaled to the real one.
 *
 * <p>Two kinds of exports are taken: those that want colours from 0 to 255 and have their
 * normalisation inside, and those that want normalised colours. The mean colour among the file's
 * constants tells one from the other.
 */
public final class Metric3d implements AutoCloseable {
  private static final float[] MEAN = {123.675f, 116.28f, 103.53f};
  private static final float[] DEVIATION = {58.395f, 57.12f, 57.375f};
  private static final double CANONICAL_FOCAL = 1000;
  private static final float FARTHEST_METRES = 300;
  private static final ValueLayout.OfInt LITTLE_ENDIAN =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final OnnxSession session;
  private final boolean normalisesItself;

  private Metric3d(OnnxSession session, boolean normalisesItself) {
    this.session = session;
    this.normalisesItself = normalisesItself;
  }

  /**
   * What the network is shown.
   *
   * @param height pixels; multiples of 28 give the network's levels whole sizes
   * @param width pixels, likewise
   */
  public record Canvas(int height, int width) {
    /** What the networks were trained on. */
    public static final Canvas PUBLISHED = new Canvas(616, 1064);

    /** For square pictures, such as the faces of a panorama. */
    public static final Canvas SQUARE = new Canvas(616, 616);

    /** Checks the sizes. */
    public Canvas {
      if (Math.min(height, width) < 28 || Math.max(height, width) > 4096) {
        throw new IllegalArgumentException("a canvas of " + height + " x " + width);
      }
    }
  }

  /**
   * What the network sees in a picture, in the picture's own size.
   *
   * @param depth metres along the optical axis, at most 300; where it saturates there is sky
   * @param normals height × width × 3, unit vectors in the camera's frame (x right, y down, z
   *     forward): what faces the camera has a negative z; empty if the export has none
   * @param normalConfidence height × width, the concentration of the normals' distribution; larger
   *     is surer; empty if the export has none
   */
  public record Prediction(
      DepthMap depth, Optional<float[]> normals, Optional<float[]> normalConfidence) {}

  /**
   * Opens a network.
   *
   * @param file an ONNX export
   * @throws InputException if it cannot be run
   */
  public static Metric3d open(Path file, OnnxSettings settings) {
    OnnxSession session = OnnxSession.open(file, settings);
    try {
      return new Metric3d(session, hasMeanColour(file));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Says whether the mean colour is among the file's constants, as 32-bit numbers. */
  private static boolean hasMeanColour(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      int red = Integer.reverseBytes(Float.floatToRawIntBits(MEAN[0]));
      byte first = (byte) (red >>> 24);
      for (long at = 0; at <= bytes.byteSize() - 12; at++) {
        if (bytes.get(ValueLayout.JAVA_BYTE, at) == first && meanColourAt(bytes, at)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  private static boolean meanColourAt(MemorySegment bytes, long at) {
    for (int c = 0; c < 3; c++) {
      int bits = bytes.get(LITTLE_ENDIAN, at + 4L * c);
      if (bits != Float.floatToRawIntBits(MEAN[c])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Looks at a picture.
   *
   * @param picture of a perspective camera without distortion
   * @param focal the camera's focal length in this picture's pixels
   * @param canvas what the network is shown; an export of a fixed size goes before it
   * @throws InputException if the export is of another network
   */
  public Prediction predict(Image picture, double focal, Canvas canvas) {
    if (!(focal > 0) || !Double.isFinite(focal)) {
      throw new InputException("focal length " + focal, "must be larger than 0");
    }
    String input = session.inputNamed("pixel_values", "image", "input");
    Fit fit = Fit.of(picture, canvas(input, canvas));
    String depthName = session.outputNamed("predicted_depth", "pred_depth", "depth");
    Optional<String> normalName = output("predicted_normal", "pred_normal", "normal");
    Optional<String> confidenceName = output("normal_confidence");
    List<String> wanted = new ArrayList<>(List.of(depthName));
    normalName.ifPresent(wanted::add);
    confidenceName.ifPresent(wanted::add);
    Map<String, FloatTensor> made =
        session.run(Map.of(input, fit.input(picture, normalisesItself)), wanted);

    Planes depth = fit.back(made.get(depthName), 1, session.name());
    float toReal = (float) (focal * fit.scale / CANONICAL_FOCAL);
    for (int at = 0; at < depth.values().length; at++) {
      depth.values()[at] = Math.clamp(depth.values()[at] * toReal, 0, FARTHEST_METRES);
    }
    return new Prediction(
        new DepthMap(picture.width(), picture.height(), depth.values(), DepthMap.Measure.Z_DEPTH),
        normalName.map(n -> unit(fit.back(made.get(n), 3, session.name()))),
        confidenceName.map(n -> fit.back(made.get(n), 1, session.name()).values()));
  }

  private Optional<String> output(String... names) {
    return Arrays.stream(names).filter(session.outputs()::contains).findFirst();
  }

  private Canvas canvas(String input, Canvas wanted) {
    long[] shape = session.inputShape(input);
    boolean fixed = shape.length == 4 && shape[2] > 0 && shape[3] > 0;
    return fixed ? new Canvas(Math.toIntExact(shape[2]), Math.toIntExact(shape[3])) : wanted;
  }

  /** Interleaves the parts and makes vectors of length 1. */
  private static float[] unit(Planes planes) {
    float[] normals = planes.interleaved();
    for (int at = 0; at < normals.length; at += 3) {
      double x = normals[at];
      double y = normals[at + 1];
      double z = normals[at + 2];
      double length = Math.sqrt(x * x + y * y + z * z) + 1e-10;
      normals[at] = (float) (x / length);
      normals[at + 1] = (float) (y / length);
      normals[at + 2] = (float) (z / length);
    }
    return normals;
  }

  @Override
  public void close() {
    session.close();
  }

  /**
   * Where a picture lies on the canvas.
   *
   * @param canvas all of it
   * @param picture the picture's own size
   * @param scale canvas pixels for one of the picture
   * @param fitted the picture's size on the canvas
   * @param top rows above it
   * @param left columns beside it
   */
  private record Fit(Canvas canvas, Size picture, double scale, Size fitted, int top, int left) {
    private record Size(int height, int width) {}

    static Fit of(Image picture, Canvas canvas) {
      double scale =
          Math.min(
              (double) canvas.height / picture.height(), (double) canvas.width / picture.width());
      int height = Math.max(1, (int) (picture.height() * scale));
      int width = Math.max(1, (int) (picture.width() * scale));
      return new Fit(
          canvas,
          new Size(picture.height(), picture.width()),
          scale,
          new Size(height, width),
          (canvas.height - height) / 2,
          (canvas.width - width) / 2);
    }

    /** Returns [1, 3, canvas]; 8-bit colours, then normalised unless the network does that. */
    FloatTensor input(Image image, boolean raw) {
      Planes small = OpenCvLinear.resize(image, fitted.height, fitted.width);
      Planes whole = new Planes(3, canvas.height, canvas.width);
      for (int c = 0; c < 3; c++) {
        int from = c * canvas.height * canvas.width;
        Arrays.fill(whole.values(), from, from + canvas.height * canvas.width, Math.round(MEAN[c]));
        for (int y = 0; y < fitted.height; y++) {
          for (int x = 0; x < fitted.width; x++) {
            whole.values()[from + (top + y) * canvas.width + left + x] = small.at(c, y, x);
          }
        }
      }
      return (raw ? whole : whole.normalised(MEAN, DEVIATION)).batch();
    }

    /** Cuts the picture's part out of an output and gives it the picture's size. */
    Planes back(FloatTensor output, int channels, String file) {
      long count = (long) channels * canvas.height * canvas.width;
      if (output.values().length != count || output.shape().length < 2) {
        throw new InputException(
            file,
            "is no Metric3D: an output is "
                + Arrays.toString(output.shape())
                + " where "
                + channels
                + " x "
                + canvas.height
                + " x "
                + canvas.width
                + " is expected");
      }
      return new Planes(channels, canvas.height, canvas.width, output.values())
          .cropped(top, left, fitted.height, fitted.width)
          .bilinear(picture.height, picture.width);
    }
  }
}
