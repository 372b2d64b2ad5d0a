package org.drag4d.geometry.capture;

import java.util.List;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.task.InputException;

/**
 * A camera of a COLMAP model: size and lens.
 *
 * @param width pixels
 * @param height pixels
 * @param focalX pixels
 * @param focalY pixels
 * @param principalX pixels from the left edge (COLMAP's pixel centres, like ours, lie at +0.5)
 * @param principalY pixels from the top edge
 * @param distortion what the lens does to rays
 */
record ColmapLens(
    int width,
    int height,
    double focalX,
    double focalY,
    double principalX,
    double principalY,
    LensDistortion distortion) {

  /** A lens model: its name in text files, its place in the list is its number in binary ones. */
  private record Model(String name, int parameters, boolean supported) {}

  private static final List<Model> MODELS =
      List.of(
          new Model("SIMPLE_PINHOLE", 3, true),
          new Model("PINHOLE", 4, true),
          new Model("SIMPLE_RADIAL", 4, true),
          new Model("RADIAL", 5, true),
          new Model("OPENCV", 8, true),
          new Model("OPENCV_FISHEYE", 8, true),
          new Model("FULL_OPENCV", 12, true),
          new Model("FOV", 5, false),
          new Model("SIMPLE_RADIAL_FISHEYE", 4, true),
          new Model("RADIAL_FISHEYE", 5, true),
          new Model("THIN_PRISM_FISHEYE", 12, false));

  static int modelNumber(String where, String name) {
    for (int i = 0; i < MODELS.size(); i++) {
      if (MODELS.get(i).name.equals(name)) {
        return i;
      }
    }
    throw new InputException(where, "camera model " + name + " is not known");
  }

  /** Returns how many numbers follow a camera of a model. */
  static int parameterCount(String where, int model) {
    if (model < 0 || model >= MODELS.size()) {
      throw new InputException(where, "camera model number " + model + " is not known");
    }
    if (!MODELS.get(model).supported) {
      throw new InputException(
          where,
          "camera model " + MODELS.get(model).name + " is not supported",
          "Undistort the pictures first (colmap image_undistorter) and use its output.");
    }
    return MODELS.get(model).parameters;
  }

  /** Reads the meaning out of a camera's numbers. */
  static ColmapLens of(String where, int model, long width, long height, double[] p) {
    if (width < 1 || height < 1 || width > 65_536 || height > 65_536) {
      throw new InputException(where, "a picture of " + width + " x " + height + " pixels");
    }
    boolean oneFocal = model == 0 || model == 2 || model == 3 || model == 8 || model == 9;
    double fx = p[0];
    double fy = oneFocal ? p[0] : p[1];
    int c = oneFocal ? 1 : 2;
    for (double value : p) {
      if (!Double.isFinite(value)) {
        throw new InputException(where, "a camera parameter is not a finite number");
      }
    }
    if (!(fx > 0) || !(fy > 0)) {
      throw new InputException(where, "focal lengths " + fx + ", " + fy + " must be positive");
    }
    LensDistortion distortion =
        switch (model) {
          case 2 -> new LensDistortion(false, p[3], 0, 0, 0, 0, 0, 0, 0);
          case 3 -> new LensDistortion(false, p[3], p[4], 0, 0, 0, 0, 0, 0);
          case 4 -> new LensDistortion(false, p[4], p[5], 0, 0, 0, 0, p[6], p[7]);
          case 5 -> new LensDistortion(true, p[4], p[5], p[6], p[7], 0, 0, 0, 0);
          case 6 -> new LensDistortion(false, p[4], p[5], p[8], p[9], p[10], p[11], p[6], p[7]);
          case 8 -> new LensDistortion(true, p[3], 0, 0, 0, 0, 0, 0, 0);
          case 9 -> new LensDistortion(true, p[3], p[4], 0, 0, 0, 0, 0, 0);
          default -> LensDistortion.NONE;
        };
    return new ColmapLens((int) width, (int) height, fx, fy, p[c], p[c + 1], distortion);
  }

  Pinhole at(String name, Pose cameraToWorld) {
    return new Pinhole(name, width, height, focalX, focalY, principalX, principalY, cameraToWorld);
  }
}
