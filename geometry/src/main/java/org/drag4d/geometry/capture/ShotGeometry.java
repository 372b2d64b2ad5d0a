package org.drag4d.geometry.capture;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NpyFile;
import org.drag4d.geometry.PfmFile;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;

/**
 * Files that say how far away, and how turned, the things in a shot are: from a depth camera, or
 * from a network.
 *
 * <p>Depth is along the optical axis (z), 16-bit PNG in millimetres or NPY or PFM in metres; 0 is
 * unknown. Normals are in the camera's frame, PNG with each part from [-1, 1] to [0, 1] or NPY of
 * shape [H, W, 3]; black is unknown. Their axes may be ours (x right, y down, z forward) or
 * OpenGL's (x right, y up, z back): what is seen faces the camera, which tells them apart.
 *
 * @param depth the file of depths
 * @param metresPerUnit of the file's numbers; empty for a thousandth where they are whole numbers
 *     and one where they are not
 * @param normal the file of normals
 */
public record ShotGeometry(
    Optional<Path> depth, OptionalDouble metresPerUnit, Optional<Path> normal) {
  /** Nothing is known. */
  public static final ShotGeometry NONE =
      new ShotGeometry(Optional.empty(), OptionalDouble.empty(), Optional.empty());

  private static final double PER_MILLIMETRE = 1e-3;

  /** A vector whose length is off by more than this is no normal. */
  private static final double LENGTH_TOLERANCE = 0.3;

  /** Numbers of a file, pixel by pixel. */
  private record Values(int width, int height, int channels, float[] values) {}

  /**
   * Reads the depths for a picture: each pixel gets that of the nearest pixel of the file, because
   * a mean over an edge lies in the air.
   *
   * @param camera of the picture that is wanted; its size may differ from the file's
   * @param distortion of the lens that the file was made with
   * @return [H, W] z depth in metres, 0 where unknown; empty without a file
   * @throws InputException if the file cannot be used
   */
  public float[] zDepth(Pinhole camera, LensDistortion distortion) {
    if (depth.isEmpty()) {
      return new float[0];
    }
    float[] metres = nearest(depthValues(depth.get()), depth.get(), camera, distortion);
    for (int i = 0; i < metres.length; i++) {
      metres[i] = metres[i] > 0 && metres[i] < Float.POSITIVE_INFINITY ? metres[i] : 0;
    }
    return metres;
  }

  private Values depthValues(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      NpyFile.Array array = NpyFile.read(file);
      int[] s = array.shape();
      if (!(s.length == 2 || s.length == 3 && s[2] == 1) || s[0] < 1 || s[1] < 1) {
        throw new InputException(
            file.toString(), "depths have shape [H, W], not " + Arrays.toString(s));
      }
      double unit = metresPerUnit.orElse(array.type().startsWith("f") ? 1 : PER_MILLIMETRE);
      return scaled(s[1], s[0], array.floats(), unit);
    }
    if (name.endsWith(".pfm")) {
      DepthMap map = PfmFile.readDepth(file, DepthMap.Measure.Z_DEPTH);
      return scaled(map.width(), map.height(), map.metres(), metresPerUnit.orElse(1));
    }
    DepthMap map = ImageFiles.readDepthMillimetres(file, DepthMap.Measure.Z_DEPTH);
    double perMillimetre = metresPerUnit.orElse(PER_MILLIMETRE) / PER_MILLIMETRE;
    return scaled(map.width(), map.height(), map.metres(), perMillimetre);
  }

  private static Values scaled(int width, int height, float[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
    return new Values(width, height, 1, values);
  }

  /**
   * Reads the normals for a picture, as {@link #zDepth} does.
   *
   * @return [H, W, 3] unit vectors in the camera's frame and our axes, 0 where unknown; empty
   *     without a file
   * @throws InputException if the file cannot be used
   */
  public float[] normals(Pinhole camera, LensDistortion distortion) {
    if (normal.isEmpty()) {
      return new float[0];
    }
    float[] normals = nearest(normalValues(normal.get()), normal.get(), camera, distortion);
    for (int i = 0; i < normals.length; i += 3) {
      double length =
          Math.sqrt(
              normals[i] * normals[i]
                  + normals[i + 1] * normals[i + 1]
                  + normals[i + 2] * normals[i + 2]);
      boolean known = Math.abs(length - 1) <= LENGTH_TOLERANCE;
      for (int k = 0; k < 3; k++) {
        normals[i + k] = known ? (float) (normals[i + k] / length) : 0;
      }
    }
    faceCamera(normals, camera);
    return normals;
  }

  private static Values normalValues(Path file) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      NpyFile.Array array = NpyFile.read(file);
      int[] s = array.shape();
      if (s.length != 3 || s[2] != 3 || s[0] < 1 || s[1] < 1) {
        throw new InputException(
            file.toString(), "normals have shape [H, W, 3], not " + Arrays.toString(s));
      }
      return new Values(s[1], s[0], 3, array.floats());
    }
    Image picture = ImageFiles.readColour(file);
    float[] values = picture.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * values[i] - 1;
    }
    return new Values(picture.width(), picture.height(), 3, values);
  }

  /** Takes the axes in which more of the surfaces face the camera, and drops those that do not. */
  private static void faceCamera(float[] normals, Pinhole camera) {
    int width = camera.width();
    int ours = 0;
    int openGl = 0;
    for (int i = 0; i < normals.length / 3; i++) {
      Vec3 ray = camera.ray(i % width + 0.5, i / width + 0.5);
      double across = normals[3 * i] * ray.x();
      double along = normals[3 * i + 1] * ray.y() + normals[3 * i + 2] * ray.z();
      ours += across + along < 0 ? 1 : 0;
      openGl += across - along < 0 ? 1 : 0;
    }
    int sign = openGl > ours ? -1 : 1;
    for (int i = 0; i < normals.length / 3; i++) {
      Vec3 ray = camera.ray(i % width + 0.5, i / width + 0.5);
      Vec3 n = new Vec3(normals[3 * i], sign * normals[3 * i + 1], sign * normals[3 * i + 2]);
      boolean seen = n.dot(ray) < 0;
      normals[3 * i] = seen ? (float) n.x() : 0;
      normals[3 * i + 1] = seen ? (float) n.y() : 0;
      normals[3 * i + 2] = seen ? (float) n.z() : 0;
    }
  }

  private static float[] nearest(
      Values from, Path file, Pinhole camera, LensDistortion distortion) {
    int width = camera.width();
    int height = camera.height();
    double stretch = ((double) from.width / from.height) / ((double) width / height);
    // Small pictures have proportions that are rounded to whole pixels.
    if (Math.abs(stretch - 1) > 0.01 + 1.0 / Math.min(width, height)) {
      throw new InputException(
          file.toString(),
          from.width
              + " x "
              + from.height
              + " pixels do not fit a picture with the proportions "
              + width
              + " x "
              + height);
    }
    float[] to = new float[width * height * from.channels];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double u = column + 0.5;
        double v = row + 0.5;
        if (!distortion.isNone()) {
          double[] bent =
              distortion.distort(
                  (u - camera.principalX()) / camera.focalX(),
                  (v - camera.principalY()) / camera.focalY());
          u = bent[0] * camera.focalX() + camera.principalX();
          v = bent[1] * camera.focalY() + camera.principalY();
        }
        if (u >= 0 && v >= 0 && u < width && v < height) {
          int x = (int) (u * from.width / width);
          int y = (int) (v * from.height / height);
          System.arraycopy(
              from.values,
              (y * from.width + x) * from.channels,
              to,
              (row * width + column) * from.channels,
              from.channels);
        }
      }
    }
    return to;
  }
}
