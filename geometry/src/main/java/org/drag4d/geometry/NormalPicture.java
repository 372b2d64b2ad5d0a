package org.drag4d.geometry;

/**
 * Unit normals as a picture: each part of the vector from [-1, 1] to [0, 1], no normal as black.
 * Eight bits keep a direction to within half a degree.
 */
public final class NormalPicture {
  private NormalPicture() {}

  /**
   * Turns normals into a picture.
   *
   * @param normals [H, W, 3] unit vectors; 0 0 0 where there is none
   */
  public static Image encode(float[] normals, int width, int height) {
    float[] values = new float[normals.length];
    for (int i = 0; i < normals.length; i += 3) {
      if (normals[i] != 0 || normals[i + 1] != 0 || normals[i + 2] != 0) {
        for (int c = 0; c < 3; c++) {
          values[i + c] = 0.5f + 0.5f * normals[i + c];
        }
      }
    }
    return new Image(width, height, 3, values);
  }

  /** Turns a picture made by {@link #encode} back into unit normals, 0 0 0 where it is black. */
  public static float[] decode(Image picture) {
    float[] values = picture.values();
    float[] normals = new float[values.length];
    for (int i = 0; i < values.length; i += 3) {
      if (values[i] == 0 && values[i + 1] == 0 && values[i + 2] == 0) {
        continue;
      }
      double x = 2.0 * values[i] - 1;
      double y = 2.0 * values[i + 1] - 1;
      double z = 2.0 * values[i + 2] - 1;
      double length = Math.sqrt(x * x + y * y + z * z);
      normals[i] = (float) (x / length);
      normals[i + 1] = (float) (y / length);
      normals[i + 2] = (float) (z / length);
    }
    return normals;
  }
}
