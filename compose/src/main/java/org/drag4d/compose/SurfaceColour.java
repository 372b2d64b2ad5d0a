package org.drag4d.compose;

import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;

/**
 * Colours of a mesh, sRGB: its texture reduced until a texel is about as large as a surfel, else
 * its vertex colours, else grey.
 */
final class SurfaceColour {
  private static final float GREY = 0.7f;

  private final TriangleMesh mesh;
  private final Image texture; // one white pixel where there is none

  private SurfaceColour(TriangleMesh mesh, Image texture) {
    this.mesh = mesh;
    this.texture = texture;
  }

  /**
   * Prepares the colours.
   *
   * @param spacing distance between surfels in the mesh's unit
   */
  static SurfaceColour of(TriangleMesh mesh, double spacing) {
    if (mesh.texture().isEmpty() || mesh.textureCoordinates().length == 0) {
      return new SurfaceColour(mesh, new Image(1, 1, 3));
    }
    Image texture = mesh.texture().get();
    double area = 0;
    double texels = 0;
    for (int t = 0; t < mesh.triangleCount(); t++) {
      int[] v = {mesh.triangles()[3 * t], mesh.triangles()[3 * t + 1], mesh.triangles()[3 * t + 2]};
      area += area(mesh, v);
      texels += texels(mesh, v, texture);
    }
    double texel = texels > 0 ? Math.sqrt(area / texels) : spacing;
    while (texel < 0.75 * spacing && Math.min(texture.width(), texture.height()) > 8) {
      texture = halved(texture);
      texel *= 2;
    }
    return new SurfaceColour(mesh, texture);
  }

  private static double area(TriangleMesh mesh, int[] v) {
    double[] e = new double[3];
    double[] f = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      e[axis] = mesh.positions()[3 * v[1] + axis] - mesh.positions()[3 * v[0] + axis];
      f[axis] = mesh.positions()[3 * v[2] + axis] - mesh.positions()[3 * v[0] + axis];
    }
    double x = e[1] * f[2] - e[2] * f[1];
    double y = e[2] * f[0] - e[0] * f[2];
    double z = e[0] * f[1] - e[1] * f[0];
    return 0.5 * Math.sqrt(x * x + y * y + z * z);
  }

  private static double texels(TriangleMesh mesh, int[] v, Image texture) {
    float[] uv = mesh.textureCoordinates();
    double ax = (uv[2 * v[1]] - uv[2 * v[0]]) * texture.width();
    double ay = (uv[2 * v[1] + 1] - uv[2 * v[0] + 1]) * texture.height();
    double bx = (uv[2 * v[2]] - uv[2 * v[0]]) * texture.width();
    double by = (uv[2 * v[2] + 1] - uv[2 * v[0] + 1]) * texture.height();
    return 0.5 * Math.abs(ax * by - ay * bx);
  }

  /** Averages two by two; an odd last row or column joins its neighbour. */
  private static Image halved(Image image) {
    int width = image.width() / 2;
    int height = image.height() / 2;
    Image half = new Image(width, height, image.channels());
    for (int y = 0; y < height; y++) {
      int rows = y == height - 1 ? image.height() - 2 * y : 2;
      for (int x = 0; x < width; x++) {
        int columns = x == width - 1 ? image.width() - 2 * x : 2;
        for (int c = 0; c < image.channels(); c++) {
          float sum = 0;
          for (int j = 0; j < rows; j++) {
            for (int i = 0; i < columns; i++) {
              sum += image.at(2 * x + i, 2 * y + j, c);
            }
          }
          half.set(x, y, c, sum / (rows * columns));
        }
      }
    }
    return half;
  }

  /** Writes the colour of a place on a triangle. */
  void at(int triangle, float[] barycentric, float[] into, int offset) {
    int[] v = mesh.triangles();
    if (mesh.texture().isPresent() && mesh.textureCoordinates().length > 0) {
      double u = 0;
      double w = 0;
      for (int c = 0; c < 3; c++) {
        u += barycentric[c] * mesh.textureCoordinates()[2 * v[3 * triangle + c]];
        w += barycentric[c] * mesh.textureCoordinates()[2 * v[3 * triangle + c] + 1];
      }
      texel(u, w, into, offset);
    } else if (mesh.colours().length > 0) {
      for (int channel = 0; channel < 3; channel++) {
        into[offset + channel] = 0;
        for (int c = 0; c < 3; c++) {
          into[offset + channel] +=
              barycentric[c] * mesh.colours()[3 * v[3 * triangle + c] + channel];
        }
      }
    } else {
      into[offset] = into[offset + 1] = into[offset + 2] = GREY;
    }
  }

  /** Bilinear; the texture repeats, as in glTF. */
  private void texel(double u, double v, float[] into, int offset) {
    double x = Double.isFinite(u) ? (u - Math.floor(u)) * texture.width() - 0.5 : 0;
    double y = Double.isFinite(v) ? (v - Math.floor(v)) * texture.height() - 0.5 : 0;
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    float fx = (float) (x - x0);
    float fy = (float) (y - y0);
    int xa = Math.floorMod(x0, texture.width());
    int xb = Math.floorMod(x0 + 1, texture.width());
    int ya = Math.floorMod(y0, texture.height());
    int yb = Math.floorMod(y0 + 1, texture.height());
    for (int c = 0; c < 3; c++) {
      int channel = texture.channels() == 1 ? 0 : c;
      into[offset + c] =
          (1 - fy) * ((1 - fx) * texture.at(xa, ya, channel) + fx * texture.at(xb, ya, channel))
              + fy * ((1 - fx) * texture.at(xa, yb, channel) + fx * texture.at(xb, yb, channel));
    }
  }
}
