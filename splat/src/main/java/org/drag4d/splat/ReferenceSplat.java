package org.drag4d.splat;

import java.util.Optional;
import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.raster.SphericalHarmonics;

/**
 * One surfel as one camera sees it: set-up (surfel-splatting section 3), intersection with the ray
 * of a pixel (section 4) and the way of gradients back to the parameters (sections 9.3 to 9.5).
 *
 * <p>The plane of the surfel is spanned by a = s_u R r_u and b = s_v R r_v around p, all in the
 * camera's frame. With M = [a b p], a ray r meets it at (u, v, 1) / z = M⁻¹ r. For a perspective
 * camera r = ((x - cx) / fx, (y - cy) / fy, 1), which makes z the depth along the axis and M⁻¹ r
 * affine in the pixel: the q of section 4, divided by det T. A panorama has unit rays, so its z is
 * the distance.
 */
final class ReferenceSplat {
  /** Centres at most this deep are not drawn, and neither are hits less deep, in metres. */
  static final double NEAR = 0.2;

  private static final double FILTER = 2; // 1 / sigma² of the low-pass filter, in 1 / px²

  final int index;
  final double opacity;

  /** Depth of the centre, the key of the drawing order. */
  final double centreDepth;

  final double[] colour = new double[3];

  /** Unit normal in the camera's frame, facing the camera. */
  final double[] normal;

  private final ReferenceSurfels surfels;
  private final Camera camera;
  private final double[][] worldToCamera;
  private final double[][] rotation; // columns r_u, r_v, n, world
  private final double[] scales = new double[2];
  private final double[] centre; // camera frame
  private final double facing;
  private final double[][] inverse; // M⁻¹
  private final double centreX; // projected, pixels
  private final double centreY;
  private final double[] direction; // from the camera, world, unit

  // The ray, what the last call of hit found, and the gradients that reached this surfel so far.
  private final double[] ray = new double[3];
  private double u;
  private double v;
  private double offsetX;
  private double offsetY;
  private boolean onDisc;
  double z;
  double weight; // G
  final double[] gradientColour = new double[3];
  final double[] gradientNormal = new double[3];
  double gradientOpacity;
  private final double[][] gradientInverse = new double[3][3];
  private double gradientCentreX;
  private double gradientCentreY;

  private ReferenceSplat(ReferenceSurfels s, int i, Camera camera) {
    surfels = s;
    index = i;
    this.camera = camera;
    Quaternion toCamera = camera.cameraToWorld().rotation().inverse();
    worldToCamera = matrix(toCamera);
    rotation =
        matrix(
            new Quaternion(
                s.rotations()[4 * i],
                s.rotations()[4 * i + 1],
                s.rotations()[4 * i + 2],
                s.rotations()[4 * i + 3]));
    Vec3 position =
        new Vec3(s.positions()[3 * i], s.positions()[3 * i + 1], s.positions()[3 * i + 2]);
    Vec3 fromCamera = position.minus(camera.centre());
    centre = array(toCamera.rotate(fromCamera));
    double[][] m = new double[3][3];
    for (int row = 0; row < 3; row++) {
      for (int axis = 0; axis < 2; axis++) {
        scales[axis] = Math.exp(s.logScales()[2 * i + axis]);
        m[row][axis] = scales[axis] * dot(worldToCamera[row], column(rotation, axis));
      }
      m[row][2] = centre[row];
    }
    inverse = inverted(m);
    normal = times(worldToCamera, column(rotation, 2));
    facing = dot(normal, centre) > 0 ? -1 : 1;
    for (int k = 0; k < 3; k++) {
      normal[k] *= facing;
    }
    Vec3 pixel =
        switch (camera) {
          case Pinhole c -> c.project(position);
          case Equirectangular c -> c.project(position);
        };
    centreX = pixel.x();
    centreY = pixel.y();
    centreDepth = pixel.z();
    opacity = 1 / (1 + Math.exp(-s.opacityLogits()[i]));
    double distance = fromCamera.length();
    direction =
        new double[] {
          fromCamera.x() / distance, fromCamera.y() / distance, fromCamera.z() / distance
        };
    int functions = (s.degree() + 1) * (s.degree() + 1);
    double[] basis = new double[functions];
    SphericalHarmonics.basis(s.degree(), direction[0], direction[1], direction[2], basis);
    for (int channel = 0; channel < 3; channel++) {
      double sum = 0.5;
      for (int k = 0; k < functions; k++) {
        sum += basis[k] * s.sphericalHarmonics()[(functions * i + k) * 3 + channel];
      }
      colour[channel] = Math.max(0, sum);
    }
  }

  /**
   * Prepares a surfel for a camera.
   *
   * @return whether it can be seen; one with a parameter that is not finite, or whose plane
   *     contains the camera, cannot
   */
  static Optional<ReferenceSplat> of(ReferenceSurfels s, int i, Camera camera) {
    int functions = 3 * (s.degree() + 1) * (s.degree() + 1);
    if (!(finite(s.positions(), 3 * i, 3)
        && finite(s.rotations(), 4 * i, 4)
        && finite(s.logScales(), 2 * i, 2)
        && finite(s.opacityLogits(), i, 1)
        && finite(s.sphericalHarmonics(), functions * i, functions))) {
      return Optional.empty();
    }
    ReferenceSplat splat = new ReferenceSplat(s, i, camera);
    boolean visible = splat.centreDepth > NEAR;
    for (double[] row : splat.inverse) {
      visible &= finite(row, 0, 3);
    }
    return visible ? Optional.of(splat) : Optional.empty();
  }

  /**
   * Meets the ray through a point of the picture; sets {@link #z} and {@link #weight}.
   *
   * @return whether there is a hit in front of the camera
   */
  boolean hit(double x, double y) {
    offsetX = x - centreX;
    offsetY = y - centreY;
    switch (camera) {
      case Pinhole c -> {
        ray[0] = (x - c.principalX()) / c.focalX();
        ray[1] = (y - c.principalY()) / c.focalY();
        ray[2] = 1;
      }
      case Equirectangular c -> {
        Vec3 r = c.ray(x, y);
        ray[0] = r.x();
        ray[1] = r.y();
        ray[2] = r.z();
        offsetX -= c.width() * Math.rint(offsetX / c.width()); // the short way around
      }
    }
    double[] q = times(inverse, ray);
    z = 1 / q[2];
    u = q[0] * z;
    v = q[1] * z;
    double disc = u * u + v * v;
    double filter = FILTER * (offsetX * offsetX + offsetY * offsetY);
    onDisc = disc <= filter;
    weight = Math.exp(-Math.min(disc, filter) / 2);
    return z > 0 && Double.isFinite(z) && Double.isFinite(disc);
  }

  /** Says how near the choice between disc and filter is to changing; for tests. */
  boolean nearBranch(double relative) {
    double disc = u * u + v * v;
    double filter = FILTER * (offsetX * offsetX + offsetY * offsetY);
    return Math.abs(disc - filter) <= relative * (disc + filter);
  }

  /**
   * Takes the gradients of G and z of the last hit (section 9.3).
   *
   * @param gradientWeight dLoss / dG
   * @param gradientZ dLoss / dz
   */
  void accumulate(double gradientWeight, double gradientZ) {
    double du = 0;
    double dv = 0;
    if (onDisc) {
      du = -gradientWeight * weight * u;
      dv = -gradientWeight * weight * v;
    } else {
      gradientCentreX += gradientWeight * weight * FILTER * offsetX;
      gradientCentreY += gradientWeight * weight * FILTER * offsetY;
    }
    // u = q0 z, v = q1 z, z = 1 / q2 with q = M⁻¹ r
    double[] dq = {du * z, dv * z, -(du * u + dv * v + gradientZ * z) * z};
    for (int row = 0; row < 3; row++) {
      for (int k = 0; k < 3; k++) {
        gradientInverse[row][k] += dq[row] * ray[k];
      }
    }
  }

  /** Adds what this surfel gathered to the gradients of its parameters (sections 9.4 and 9.5). */
  void scatter(ReferenceSurfels gradients) {
    if (!(camera instanceof Pinhole pinhole)) {
      throw new UnsupportedOperationException("gradients of panoramas");
    }
    // d(M⁻¹) = -M⁻¹ dM M⁻¹
    double[][] gradientM = new double[3][3];
    for (int row = 0; row < 3; row++) {
      for (int c = 0; c < 3; c++) {
        for (int j = 0; j < 3; j++) {
          for (int k = 0; k < 3; k++) {
            gradientM[row][c] -= inverse[j][row] * gradientInverse[j][k] * inverse[c][k];
          }
        }
      }
    }
    double depth = centre[2];
    double gx = gradientCentreX * pinhole.focalX() / depth;
    double gy = gradientCentreY * pinhole.focalY() / depth;
    gradientM[0][2] += gx;
    gradientM[1][2] += gy;
    gradientM[2][2] -= (gx * centre[0] + gy * centre[1]) / depth;

    double[][] w = new double[3][]; // columns of R^T dM
    for (int c = 0; c < 3; c++) {
      w[c] = transposedTimes(worldToCamera, column(gradientM, c));
    }
    for (int axis = 0; axis < 2; axis++) {
      gradients.logScales()[2 * index + axis] +=
          scales[axis] * dot(column(rotation, axis), w[axis]);
    }
    gradients.opacityLogits()[index] += gradientOpacity * opacity * (1 - opacity);
    double[] position = w[2].clone();
    scatterColour(gradients, position);
    for (int k = 0; k < 3; k++) {
      gradients.positions()[3 * index + k] += position[k];
    }
    double[] n = transposedTimes(worldToCamera, gradientNormal);
    double[][] g = new double[3][3];
    for (int row = 0; row < 3; row++) {
      g[row][0] = scales[0] * w[0][row];
      g[row][1] = scales[1] * w[1][row];
      g[row][2] = facing * n[row];
    }
    scatterRotation(g, gradients);
  }

  private void scatterColour(ReferenceSurfels gradients, double[] position) {
    int degree = surfels.degree();
    int functions = (degree + 1) * (degree + 1);
    double[] basis = new double[functions];
    double[] slope = new double[3 * functions];
    SphericalHarmonics.basis(degree, direction[0], direction[1], direction[2], basis);
    SphericalHarmonics.basisGradient(degree, direction[0], direction[1], direction[2], slope);
    double[] d = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      if (colour[channel] <= 0) {
        continue;
      }
      for (int k = 0; k < functions; k++) {
        int at = (functions * index + k) * 3 + channel;
        gradients.sphericalHarmonics()[at] += basis[k] * gradientColour[channel];
        double coefficient = surfels.sphericalHarmonics()[at];
        for (int axis = 0; axis < 3; axis++) {
          d[axis] += gradientColour[channel] * coefficient * slope[3 * k + axis];
        }
      }
    }
    double along = dot(d, direction);
    double distance = Math.sqrt(dot(centre, centre));
    for (int axis = 0; axis < 3; axis++) {
      position[axis] += (d[axis] - along * direction[axis]) / distance;
    }
  }

  private void scatterRotation(double[][] g, ReferenceSurfels gradients) {
    double[] raw = new double[4];
    System.arraycopy(surfels.rotations(), 4 * index, raw, 0, 4);
    double norm = Math.sqrt(raw[0] * raw[0] + raw[1] * raw[1] + raw[2] * raw[2] + raw[3] * raw[3]);
    if (norm < 1e-12) {
      return;
    }
    double w = raw[0] / norm;
    double x = raw[1] / norm;
    double y = raw[2] / norm;
    double z = raw[3] / norm;
    double[] d = {
      2 * (x * (g[2][1] - g[1][2]) + y * (g[0][2] - g[2][0]) + z * (g[1][0] - g[0][1])),
      2
          * (-2 * x * (g[1][1] + g[2][2])
              + y * (g[0][1] + g[1][0])
              + z * (g[0][2] + g[2][0])
              + w * (g[2][1] - g[1][2])),
      2
          * (x * (g[0][1] + g[1][0])
              - 2 * y * (g[0][0] + g[2][2])
              + z * (g[1][2] + g[2][1])
              + w * (g[0][2] - g[2][0])),
      2
          * (x * (g[0][2] + g[2][0])
              + y * (g[1][2] + g[2][1])
              - 2 * z * (g[0][0] + g[1][1])
              + w * (g[1][0] - g[0][1]))
    };
    double[] q = {w, x, y, z};
    double along = d[0] * w + d[1] * x + d[2] * y + d[3] * z;
    for (int k = 0; k < 4; k++) {
      gradients.rotations()[4 * index + k] += (d[k] - q[k] * along) / norm;
    }
  }

  private static boolean finite(double[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!Double.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  private static double[][] matrix(Quaternion q) {
    Vec3 x = q.xAxis();
    Vec3 y = q.yAxis();
    Vec3 z = q.zAxis();
    return new double[][] {{x.x(), y.x(), z.x()}, {x.y(), y.y(), z.y()}, {x.z(), y.z(), z.z()}};
  }

  private static double[] array(Vec3 v) {
    return new double[] {v.x(), v.y(), v.z()};
  }

  private static double[] column(double[][] m, int c) {
    return new double[] {m[0][c], m[1][c], m[2][c]};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double[] times(double[][] m, double[] v) {
    return new double[] {dot(m[0], v), dot(m[1], v), dot(m[2], v)};
  }

  private static double[] transposedTimes(double[][] m, double[] v) {
    return new double[] {dot(column(m, 0), v), dot(column(m, 1), v), dot(column(m, 2), v)};
  }

  private static double[][] inverted(double[][] m) {
    double[] a = column(m, 0);
    double[] b = column(m, 1);
    double[] c = column(m, 2);
    double[][] rows = {cross(b, c), cross(c, a), cross(a, b)};
    double determinant = dot(a, rows[0]);
    for (double[] row : rows) {
      for (int k = 0; k < 3; k++) {
        row[k] /= determinant;
      }
    }
    return rows;
  }
}
