package org.drag4d.priors.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.drag4d.compose.ObjectGenerator;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.task.Progress;

/**
 * Objects made from one picture against the surfaces that the pictures were taken of. Both are
 * turned to the picture's view, scaled to a longest side of 1 and set on the same spot; how deep an
 * object lies no picture tells, so the shift in depth that fits best is taken. A flat card of the
 * outline, which a generator must beat, stands beside.
 */
public final class ObjectTable {
  /** The name of the card in tables. */
  public static final String CARD = "card";

  private static final int POINTS = 15_000;
  private static final int POINTS_TO_FIT = 1_500;

  private ObjectTable() {}

  /**
   * An object that is known.
   *
   * @param name for the table
   * @param picture what it looks like
   * @param mask where it is in the picture
   * @param surface its true surface, +Y up, front +Z
   * @param azimuthDegrees how far to its left the camera stood, about +Y from +Z
   */
  public record Known(
      String name, Image picture, Image mask, TriangleMesh surface, double azimuthDegrees) {}

  /**
   * How near one object came.
   *
   * @param sample which
   * @param method the generator's name, or {@link #CARD}
   * @param distance mean over both directions, of the longest side
   * @param fScore at {@link SurfaceDistance#NEAR}
   */
  public record Row(String sample, String method, double distance, double fScore) {}

  /** The means of a method over all objects. */
  public record Mean(String method, double distance, double fScore) {}

  /** Measures a generator, and the card, on one object. */
  public static List<Row> measure(
      Known known, ObjectGenerator generator, long seed, Progress progress) {
    TriangleMesh made = generator.generate(known.picture, known.mask, progress);
    progress.begin("comparing " + known.name, 2, "surfaces");
    SplittableRandom random = new SplittableRandom(seed);
    float[] truth = SurfaceDistance.points(known.surface, POINTS, random);
    turn(truth, -known.azimuthDegrees);
    float[][] surfaces = {
      SurfaceDistance.points(made, POINTS, random), card(known.mask, POINTS, random)
    };
    normalise(truth);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < surfaces.length; i++) {
      normalise(surfaces[i]);
      SurfaceDistance distance = fitted(surfaces[i], truth, progress);
      rows.add(
          new Row(
              known.name,
              i == 0 ? generator.name() : CARD,
              distance.distance(),
              distance.fScore()));
      progress.advance(i + 1);
    }
    return List.copyOf(rows);
  }

  /** Returns a mean for each method, in the order of their first rows. */
  public static List<Mean> means(List<Row> rows) {
    return rows.stream()
        .map(Row::method)
        .distinct()
        .map(
            method -> {
              List<Row> of = rows.stream().filter(r -> r.method.equals(method)).toList();
              return new Mean(
                  method,
                  of.stream().mapToDouble(Row::distance).average().orElseThrow(),
                  of.stream().mapToDouble(Row::fScore).average().orElseThrow());
            })
        .toList();
  }

  private static float[] card(Image mask, int count, SplittableRandom random) {
    List<Integer> inside = new ArrayList<>();
    for (int at = 0; at < mask.values().length; at++) {
      if (mask.values()[at] >= 0.5f) {
        inside.add(at);
      }
    }
    float[] points = new float[3 * count];
    for (int i = 0; i < count; i++) {
      int at = inside.get(random.nextInt(inside.size()));
      points[3 * i] = (float) (at % mask.width() + random.nextDouble());
      points[3 * i + 1] = (float) -(at / mask.width() + random.nextDouble());
    }
    return points;
  }

  private static void turn(float[] points, double degrees) {
    double sin = Math.sin(Math.toRadians(degrees));
    double cos = Math.cos(Math.toRadians(degrees));
    for (int at = 0; at < points.length; at += 3) {
      double x = points[at];
      double z = points[at + 2];
      points[at] = (float) (x * cos + z * sin);
      points[at + 2] = (float) (z * cos - x * sin);
    }
  }

  /** Longest side 1; the middle of the box at x = z = 0, its bottom at y = 0. */
  private static void normalise(float[] points) {
    double[] low = {1e30, 1e30, 1e30};
    double[] high = {-1e30, -1e30, -1e30};
    for (int at = 0; at < points.length; at++) {
      low[at % 3] = Math.min(low[at % 3], points[at]);
      high[at % 3] = Math.max(high[at % 3], points[at]);
    }
    double longest = Math.max(high[0] - low[0], Math.max(high[1] - low[1], high[2] - low[2]));
    for (int at = 0; at < points.length; at++) {
      int axis = at % 3;
      double origin = axis == 1 ? low[1] : (low[axis] + high[axis]) / 2;
      points[at] = (float) ((points[at] - origin) / longest);
    }
  }

  /** The shift in depth with the smallest distance: by few points, then measured by all. */
  private static SurfaceDistance fitted(float[] points, float[] truth, Progress progress) {
    double best = 0;
    for (double step : new double[] {0.05, 0.01}) {
      double around = best;
      double least = Double.POSITIVE_INFINITY;
      for (int i = -6; i <= 6; i++) {
        progress.check();
        double shift = around + i * step;
        double distance = SurfaceDistance.of(shifted(few(points), shift), few(truth)).distance();
        if (distance < least) {
          least = distance;
          best = shift;
        }
      }
    }
    return SurfaceDistance.of(shifted(points, best), truth);
  }

  private static float[] few(float[] points) {
    return Arrays.copyOf(points, 3 * POINTS_TO_FIT);
  }

  private static float[] shifted(float[] points, double shift) {
    float[] moved = points.clone();
    for (int at = 2; at < moved.length; at += 3) {
      moved[at] += (float) shift;
    }
    return moved;
  }
}
