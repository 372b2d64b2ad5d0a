package org.drag4d.scene;

import java.util.Arrays;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.TrainingView;

/**
 * Φ(P, K, E_ij) of the paper (equation 5): the panorama's points seen from beside its centre, with
 * a weight for every pixel (equation 8; text-to-scene 4).
 *
 * <p>Four neighbouring points that lie on one surface span two triangles, which are drawn with a
 * z-buffer; nothing spans a depth edge. So a hole is what the panorama did not see (or saw from the
 * other side): its weight is 0. Elsewhere C is the similarity of the normal of the projected depth
 * and of the normals that the points carry; the weight is C where C is below the threshold, and 1
 * above it.
 */
final class ProjectedView {
  /** No view needs a finer panorama than this many columns. */
  private static final int MOST_COLUMNS = 2048;

  private final Pinhole view;
  private final float[] colour;
  private final float[] zBuffer;
  private final float[] normal;
  private final double[][] corner = new double[4][9]; // u, v, 1/z, then colour and normal

  private ProjectedView(Pinhole view) {
    this.view = view;
    int pixels = view.width() * view.height();
    colour = new float[3 * pixels];
    zBuffer = new float[pixels];
    normal = new float[3 * pixels];
    Arrays.fill(zBuffer, Float.POSITIVE_INFINITY);
  }

  /** The panorama's points as a grid, prepared once for all views. */
  static final class Grid {
    private final int columns;
    private final int rows;
    private final float[] positions;
    private final float[] colours;
    private final float[] normals;
    private final boolean[] usable;

    Grid(PanoramaScene panorama, float[] panoramaNormals, SceneSettings settings) {
      int w = panorama.camera().width();
      int step = Math.max(1, (w + MOST_COLUMNS - 1) / MOST_COLUMNS);
      columns = w / step;
      rows = panorama.camera().height() / step;
      positions = new float[3 * columns * rows];
      colours = new float[3 * columns * rows];
      normals = new float[3 * columns * rows];
      usable = new boolean[columns * rows];
      DepthMap distance = panorama.radialDistance();
      boolean[] edges =
          DepthEdges.of(
              distance, DepthEdges.shareFor(settings.depthGradient(), 2 * Math.PI / w), true);
      Vec3 centre = panorama.camera().centre();
      for (int j = 0; j < rows; j++) {
        for (int i = 0; i < columns; i++) {
          int pi = Math.min(w - 1, i * step + step / 2);
          int pj = Math.min(panorama.camera().height() - 1, j * step + step / 2);
          int from = pj * w + pi;
          float r = distance.metres()[from];
          if (!(r > 0 && r < Float.POSITIVE_INFINITY) || edges[from]) {
            continue;
          }
          int to = j * columns + i;
          usable[to] = true;
          Vec3 p = centre.plus(panorama.camera().worldRay(pi + 0.5, pj + 0.5).times(r));
          positions[3 * to] = (float) p.x();
          positions[3 * to + 1] = (float) p.y();
          positions[3 * to + 2] = (float) p.z();
          System.arraycopy(panorama.colour().values(), 3 * from, colours, 3 * to, 3);
          System.arraycopy(panoramaNormals, 3 * from, normals, 3 * to, 3);
        }
      }
    }
  }

  static TrainingView of(Grid grid, Pinhole view, SceneSettings settings) {
    ProjectedView projected = new ProjectedView(view);
    projected.draw(grid);
    return projected.finished(settings);
  }

  // ---------------------------------------------------------------- drawing

  private void draw(Grid grid) {
    Pose worldToView = view.cameraToWorld().inverse();
    double[] rotation = rowMajor(worldToView);
    Vec3 t = worldToView.translation();
    int[] index = new int[4];
    for (int j = 0; j + 1 < grid.rows; j++) {
      for (int i = 0; i < grid.columns; i++) {
        int next = i + 1 == grid.columns ? 0 : i + 1;
        index[0] = j * grid.columns + i;
        index[1] = j * grid.columns + next;
        index[2] = index[1] + grid.columns;
        index[3] = index[0] + grid.columns;
        if (!grid.usable[index[0]]
            || !grid.usable[index[1]]
            || !grid.usable[index[2]]
            || !grid.usable[index[3]]) {
          continue;
        }
        boolean inFront = true;
        for (int k = 0; k < 4 && inFront; k++) {
          inFront = project(grid, index[k], rotation, t, corner[k]);
        }
        if (inFront) {
          triangle(corner[0], corner[1], corner[2]);
          triangle(corner[0], corner[2], corner[3]);
        }
      }
    }
  }

  private static double[] rowMajor(Pose pose) {
    Vec3 x = pose.rotation().xAxis();
    Vec3 y = pose.rotation().yAxis();
    Vec3 z = pose.rotation().zAxis();
    return new double[] {x.x(), y.x(), z.x(), x.y(), y.y(), z.y(), x.z(), y.z(), z.z()};
  }

  private boolean project(Grid grid, int index, double[] r, Vec3 t, double[] out) {
    double x = grid.positions[3 * index];
    double y = grid.positions[3 * index + 1];
    double z = grid.positions[3 * index + 2];
    double cz = r[6] * x + r[7] * y + r[8] * z + t.z();
    if (cz < 0.05) {
      return false;
    }
    double cx = r[0] * x + r[1] * y + r[2] * z + t.x();
    double cy = r[3] * x + r[4] * y + r[5] * z + t.y();
    out[0] = view.focalX() * cx / cz + view.principalX();
    out[1] = view.focalY() * cy / cz + view.principalY();
    out[2] = 1 / cz;
    double nx = grid.normals[3 * index];
    double ny = grid.normals[3 * index + 1];
    double nz = grid.normals[3 * index + 2];
    for (int c = 0; c < 3; c++) {
      out[3 + c] = grid.colours[3 * index + c];
      out[6 + c] = r[3 * c] * nx + r[3 * c + 1] * ny + r[3 * c + 2] * nz;
    }
    return true;
  }

  /** Fills the pixels whose centres lie in a triangle; 1/z is linear in the picture. */
  private void triangle(double[] a, double[] b, double[] c) {
    double minU = Math.min(a[0], Math.min(b[0], c[0]));
    double maxU = Math.max(a[0], Math.max(b[0], c[0]));
    double minV = Math.min(a[1], Math.min(b[1], c[1]));
    double maxV = Math.max(a[1], Math.max(b[1], c[1]));
    int i0 = (int) Math.max(0, Math.ceil(minU - 0.5));
    int i1 = (int) Math.min(view.width() - 1.0, Math.floor(maxU - 0.5));
    int j0 = (int) Math.max(0, Math.ceil(minV - 0.5));
    int j1 = (int) Math.min(view.height() - 1.0, Math.floor(maxV - 0.5));
    double area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    if (i0 > i1 || j0 > j1 || Math.abs(area) < 1e-12) {
      return;
    }
    for (int j = j0; j <= j1; j++) {
      for (int i = i0; i <= i1; i++) {
        double u = i + 0.5;
        double v = j + 0.5;
        double wb = ((u - a[0]) * (c[1] - a[1]) - (v - a[1]) * (c[0] - a[0])) / area;
        double wc = ((b[0] - a[0]) * (v - a[1]) - (b[1] - a[1]) * (u - a[0])) / area;
        double wa = 1 - wb - wc;
        if (wa < 0 || wb < 0 || wc < 0) {
          continue;
        }
        float z = (float) (1 / (wa * a[2] + wb * b[2] + wc * c[2]));
        int at = j * view.width() + i;
        if (z < zBuffer[at]) {
          zBuffer[at] = z;
          for (int k = 0; k < 3; k++) {
            colour[3 * at + k] = (float) (wa * a[3 + k] + wb * b[3 + k] + wc * c[3 + k]);
            normal[3 * at + k] = (float) (wa * a[6 + k] + wb * b[6 + k] + wc * c[6 + k]);
          }
        }
      }
    }
  }

  // ---------------------------------------------------------------- weights

  private TrainingView finished(SceneSettings settings) {
    int w = view.width();
    int h = view.height();
    float[] weights = new float[w * h];
    float[] zDepth = new float[w * h];
    for (int at = 0; at < w * h; at++) {
      if (zBuffer[at] == Float.POSITIVE_INFINITY) {
        continue;
      }
      unit(normal, 3 * at);
      if (facesAway(at)) {
        Arrays.fill(normal, 3 * at, 3 * at + 3, 0);
        continue;
      }
      double similarity = similarity(at % w, at / w);
      weights[at] = similarity < settings.similarityThreshold() ? (float) similarity : 1;
      zDepth[at] = zBuffer[at];
    }
    return new TrainingView(view, new Image(w, h, 3, colour), weights, zDepth, normal);
  }

  /** Seen from behind, a surface hides what lies beyond it, and shows nothing that is known. */
  private boolean facesAway(int at) {
    Vec3 p = surface(at % view.width(), at / view.width());
    return p.x() * normal[3 * at] + p.y() * normal[3 * at + 1] + p.z() * normal[3 * at + 2] >= 0;
  }

  /** C: the cosine between the normal of the projected depth and the normal of the points. */
  private double similarity(int i, int j) {
    int at = j * view.width() + i;
    Vec3 left = surface(Math.max(0, i - 1), j);
    Vec3 right = surface(Math.min(view.width() - 1, i + 1), j);
    Vec3 up = surface(i, Math.max(0, j - 1));
    Vec3 down = surface(i, Math.min(view.height() - 1, j + 1));
    Vec3 n = right.minus(left).cross(down.minus(up));
    double length = n.length();
    if (!(length > 1e-12) || length == Double.POSITIVE_INFINITY) {
      return 0; // beside a hole the depth has no normal
    }
    double cosine =
        Math.abs(n.x() * normal[3 * at] + n.y() * normal[3 * at + 1] + n.z() * normal[3 * at + 2])
            / length;
    return Math.clamp(cosine, 0, 1);
  }

  private Vec3 surface(int i, int j) {
    double z = zBuffer[j * view.width() + i];
    return new Vec3(
        (i + 0.5 - view.principalX()) / view.focalX() * z,
        (j + 0.5 - view.principalY()) / view.focalY() * z,
        z);
  }

  private static void unit(float[] v, int at) {
    double length = Math.sqrt(v[at] * v[at] + v[at + 1] * v[at + 1] + v[at + 2] * v[at + 2]);
    for (int c = 0; c < 3 && length > 0; c++) {
      v[at + c] /= (float) length;
    }
  }
}
