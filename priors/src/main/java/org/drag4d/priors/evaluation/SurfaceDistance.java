package org.drag4d.priors.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.drag4d.geometry.PointTree;
import org.drag4d.geometry.TriangleMesh;

/**
 * How far two surfaces are from each other, by points spread evenly over both (object-composition
 * section 10).
 *
 * @param distance mean over both directions of the mean distance to the nearest point
 * @param fScore harmonic mean of the shares of points that have one of the other surface within
 *     {@link #NEAR}
 */
public record SurfaceDistance(double distance, double fScore) {
  /** What counts as near. */
  public static final double NEAR = 0.05;

  /** Compares points, x y z each. */
  public static SurfaceDistance of(float[] points, float[] truth) {
    double[] there = nearest(points, new PointTree(truth));
    double[] back = nearest(truth, new PointTree(points));
    double precision = near(there);
    double recall = near(back);
    double mean =
        (Arrays.stream(there).average().orElseThrow() + Arrays.stream(back).average().orElseThrow())
            / 2;
    return new SurfaceDistance(
        mean, precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
  }

  private static double[] nearest(float[] points, PointTree others) {
    double[] distances = new double[points.length / 3];
    int[] index = new int[1];
    double[] squared = new double[1];
    for (int i = 0; i < distances.length; i++) {
      others.nearest(points[3 * i], points[3 * i + 1], points[3 * i + 2], index, squared);
      distances[i] = Math.sqrt(squared[0]);
    }
    return distances;
  }

  private static double near(double[] distances) {
    return (double) Arrays.stream(distances).filter(d -> d < NEAR).count() / distances.length;
  }

  /** Spreads points over a surface, as many on a triangle as its area has a share. */
  static float[] points(TriangleMesh mesh, int count, SplittableRandom random) {
    int triangles = mesh.triangleCount();
    double[] areas = new double[triangles];
    double sum = 0;
    for (int t = 0; t < triangles; t++) {
      sum += area(mesh, t);
      areas[t] = sum;
    }
    float[] points = new float[3 * count];
    for (int i = 0; i < count; i++) {
      int found = Arrays.binarySearch(areas, random.nextDouble() * sum);
      int t = Math.min(triangles - 1, found < 0 ? -found - 1 : found);
      double root = Math.sqrt(random.nextDouble());
      double across = random.nextDouble();
      double[] weights = {1 - root, root * (1 - across), root * across};
      for (int axis = 0; axis < 3; axis++) {
        double place = 0;
        for (int corner = 0; corner < 3; corner++) {
          place += weights[corner] * mesh.positions()[3 * mesh.triangles()[3 * t + corner] + axis];
        }
        points[3 * i + axis] = (float) place;
      }
    }
    return points;
  }

  private static double area(TriangleMesh mesh, int triangle) {
    float[] p = mesh.positions();
    int a = 3 * mesh.triangles()[3 * triangle];
    int b = 3 * mesh.triangles()[3 * triangle + 1];
    int c = 3 * mesh.triangles()[3 * triangle + 2];
    double x =
        (double) (p[b + 1] - p[a + 1]) * (p[c + 2] - p[a + 2])
            - (double) (p[b + 2] - p[a + 2]) * (p[c + 1] - p[a + 1]);
    double y =
        (double) (p[b + 2] - p[a + 2]) * (p[c] - p[a])
            - (double) (p[b] - p[a]) * (p[c + 2] - p[a + 2]);
    double z =
        (double) (p[b] - p[a]) * (p[c + 1] - p[a + 1])
            - (double) (p[b + 1] - p[a + 1]) * (p[c] - p[a]);
    return Math.sqrt(x * x + y * y + z * z) / 2;
  }
}
