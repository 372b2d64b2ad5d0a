package org.drag4d.scene;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Vec3;

/**
 * The plane that things stand on: {@code normal · p = offset}.
 *
 * @param normal unit, upwards; exactly up when the tilt is below 3 degrees
 * @param offset metres along the normal; the floor's height when the normal is up
 * @param tiltDegrees angle between the fitted plane and level, before snapping
 * @param inlierShare share of the upward-facing surface below the camera, by area, that lies on it
 * @param rmsMetres root mean square distance of those points to it
 */
public record FloorPlane(
    Vec3 normal, double offset, double tiltDegrees, double inlierShare, double rmsMetres) {

  private static final double BIN_METRES = 0.02;
  private static final double LARGE_SHARE = 0.05;

  /** Floor is looked for where the camera looks down by 20 degrees, short of what lies outside. */
  private static final double LEAST_SLOPE = Math.tan(Math.toRadians(20));

  private static final double SNAP_DEGREES = 3;
  private static final int TRIALS =
      860; // finds a floor of a fifth of the points, 999 of 1000 times

  /** Returns the floor's height at a place, metres. */
  public double heightAt(double x, double z) {
    return (offset - normal.x() * x - normal.z() * z) / normal.y();
  }

  /**
   * Finds the lowest large level surface below the camera (object-composition 6.1).
   *
   * @param camera where the points were seen from
   * @return empty if nothing below the camera is level
   */
  public static Optional<FloorPlane> find(PointCloud points, Vec3 camera) {
    int[] level = upwardBelow(points, camera, Math.cos(Math.toRadians(15)));
    if (level.length < 50) {
      return Optional.empty();
    }
    double mode = lowestLargeHeight(points, level);
    double threshold = 0.03;
    int[] near =
        Arrays.stream(upwardBelow(points, camera, Math.cos(Math.toRadians(10))))
            .filter(i -> Math.abs(points.positions()[3 * i + 1] - mode) < 0.25)
            .toArray();
    if (near.length < 50) {
      return Optional.empty();
    }
    double[] plane = refined(points, near, consensus(points, near, threshold));
    return Optional.of(described(points, level, plane, threshold));
  }

  /** Returns the upward-facing points around the camera's foot, by the angle they are seen at. */
  private static int[] upwardBelow(PointCloud points, Vec3 camera, double cosine) {
    int[] found = new int[points.count()];
    int n = 0;
    float[] p = points.positions();
    for (int i = 0; i < points.count(); i++) {
      double down = camera.y() - p[3 * i + 1];
      double across = Math.hypot(p[3 * i] - camera.x(), p[3 * i + 2] - camera.z());
      if (points.normals()[3 * i + 1] > cosine && down > LEAST_SLOPE * across) {
        found[n++] = i;
      }
    }
    return Arrays.copyOf(found, n);
  }

  private static double area(PointCloud points, int i) {
    return points.spacings()[i] * points.spacings()[i];
  }

  /** Returns the lowest height whose neighbourhood holds a twentieth of all level surface. */
  private static double lowestLargeHeight(PointCloud points, int[] level) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double total = 0;
    for (int i : level) {
      low = Math.min(low, points.positions()[3 * i + 1]);
      high = Math.max(high, points.positions()[3 * i + 1]);
      total += area(points, i);
    }
    double[] bins = new double[(int) Math.min(100_000, (high - low) / BIN_METRES) + 1];
    for (int i : level) {
      int bin = (int) ((points.positions()[3 * i + 1] - low) / BIN_METRES);
      bins[Math.min(bins.length - 1, bin)] += area(points, i);
    }
    int best = 0;
    for (int b = 0; b < bins.length; b++) {
      double here = around(bins, b);
      if (here >= LARGE_SHARE * total) {
        best = b; // climb from the foot of the lowest large mode to its top
        while (best + 1 < bins.length && around(bins, best + 1) > around(bins, best)) {
          best++;
        }
        break;
      }
      if (here > around(bins, best)) {
        best = b;
      }
    }
    return low + (best + 0.5) * BIN_METRES;
  }

  private static double around(double[] bins, int b) {
    return bins[b] + (b > 0 ? bins[b - 1] : 0) + (b + 1 < bins.length ? bins[b + 1] : 0);
  }

  /** Returns a, b, c of the plane y = a x + b z + c that has the most area within the threshold. */
  private static double[] consensus(PointCloud points, int[] near, double threshold) {
    SplittableRandom random = new SplittableRandom(20_24);
    int[] sample = new int[Math.min(4000, near.length)];
    for (int s = 0; s < sample.length; s++) {
      sample[s] = near[(int) ((long) s * near.length / sample.length)];
    }
    double[] best = {0, 0, points.positions()[3 * sample[0] + 1]};
    double bestArea = -1;
    float[] p = points.positions();
    for (int trial = 0; trial < TRIALS; trial++) {
      int i = 3 * sample[random.nextInt(sample.length)];
      int j = 3 * sample[random.nextInt(sample.length)];
      int k = 3 * sample[random.nextInt(sample.length)];
      double x1 = p[j] - p[i];
      double z1 = p[j + 2] - p[i + 2];
      double x2 = p[k] - p[i];
      double z2 = p[k + 2] - p[i + 2];
      double det = x1 * z2 - x2 * z1;
      if (Math.abs(det) < 1e-3) {
        continue;
      }
      double y1 = p[j + 1] - p[i + 1];
      double y2 = p[k + 1] - p[i + 1];
      double a = (y1 * z2 - y2 * z1) / det;
      double b = (x1 * y2 - x2 * y1) / det;
      if (a * a + b * b > 0.04) {
        continue; // steeper than 11 degrees
      }
      double c = p[i + 1] - a * p[i] - b * p[i + 2];
      double inside = 0;
      for (int s : sample) {
        if (Math.abs(p[3 * s + 1] - a * p[3 * s] - b * p[3 * s + 2] - c) < threshold) {
          inside += area(points, s);
        }
      }
      if (inside > bestArea) {
        bestArea = inside;
        best = new double[] {a, b, c};
      }
    }
    return best;
  }

  /** Refines by least squares with Tukey's weights, c = 3 median absolute deviations. */
  private static double[] refined(PointCloud points, int[] near, double[] start) {
    float[] p = points.positions();
    double[] plane = start;
    for (int round = 0; round < 8; round++) {
      double[] residuals = new double[near.length];
      int n = 0;
      for (int i : near) {
        double r =
            Math.abs(p[3 * i + 1] - plane[0] * p[3 * i] - plane[1] * p[3 * i + 2] - plane[2]);
        if (r < 0.05) {
          residuals[n++] = r;
        }
      }
      if (n < 10) {
        return plane;
      }
      double[] sorted = Arrays.copyOf(residuals, n);
      Arrays.sort(sorted);
      double c = 3 * Math.max(1e-3, 1.4826 * sorted[n / 2]);
      double[] m = new double[9]; // Σw, Σwx, Σwz, Σwxx, Σwxz, Σwzz, Σwy, Σwxy, Σwzy
      for (int i : near) {
        double x = p[3 * i];
        double y = p[3 * i + 1];
        double z = p[3 * i + 2];
        double r = (y - plane[0] * x - plane[1] * z - plane[2]) / c;
        if (Math.abs(r) >= 1) {
          continue;
        }
        double w = area(points, i) * (1 - r * r) * (1 - r * r);
        m[0] += w;
        m[1] += w * x;
        m[2] += w * z;
        m[3] += w * x * x;
        m[4] += w * x * z;
        m[5] += w * z * z;
        m[6] += w * y;
        m[7] += w * x * y;
        m[8] += w * z * y;
      }
      double mx = m[1] / m[0];
      double mz = m[2] / m[0];
      double my = m[6] / m[0];
      double xx = m[3] / m[0] - mx * mx;
      double xz = m[4] / m[0] - mx * mz;
      double zz = m[5] / m[0] - mz * mz;
      double xy = m[7] / m[0] - mx * my;
      double zy = m[8] / m[0] - mz * my;
      double det = xx * zz - xz * xz;
      if (!(det > 1e-9)) {
        return new double[] {0, 0, my};
      }
      double a = (xy * zz - zy * xz) / det;
      double b = (zy * xx - xy * xz) / det;
      plane = new double[] {a, b, my - a * mx - b * mz};
    }
    return plane;
  }

  private static FloorPlane described(
      PointCloud points, int[] level, double[] plane, double threshold) {
    float[] p = points.positions();
    Vec3 normal = new Vec3(-plane[0], 1, -plane[1]).normalised();
    double tilt = Math.toDegrees(Math.acos(Math.min(1, normal.y())));
    double total = 0;
    double inside = 0;
    double squares = 0;
    double heights = 0;
    for (int i : level) {
      double w = area(points, i);
      double r =
          (p[3 * i + 1] - plane[0] * p[3 * i] - plane[1] * p[3 * i + 2] - plane[2]) * normal.y();
      total += w;
      if (Math.abs(r) < threshold) {
        inside += w;
        squares += w * r * r;
        heights += w * p[3 * i + 1];
      }
    }
    double share = inside / total;
    double rms = inside > 0 ? Math.sqrt(squares / inside) : 0;
    return tilt < SNAP_DEGREES && inside > 0
        ? new FloorPlane(Vec3.UP, heights / inside, tilt, share, rms)
        : new FloorPlane(normal, plane[2] * normal.y(), tilt, share, rms);
  }
}
