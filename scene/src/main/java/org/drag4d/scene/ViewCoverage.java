package org.drag4d.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;

/**
 * Chooses which of many possible views to render and train on. A view is worth what it adds to the
 * others: surfaces that a video's camera could see and no chosen view shows, or only from afar or
 * from the side. Facility location: each candidate is taken as a place that a video may be filmed
 * from, and views are chosen one by one so that what all of them see is served as well as possible.
 */
final class ViewCoverage {
  /** Rays across a candidate's picture, and down. */
  private static final int RAYS = 20;

  /** Side of the cubes that surfaces are divided into, metres. */
  private static final double CELL = 0.15;

  /** What is further away is the panorama's business, metres. */
  private static final double REACH = 8;

  private final NovelViews place;
  private final List<Seen> candidates = new ArrayList<>();
  private final Map<Long, Integer> cells = new HashMap<>(); // only asked, never walked through
  private final List<Vec3> points = new ArrayList<>();

  private ViewCoverage(NovelViews place) {
    this.place = place;
  }

  /**
   * What a candidate sees.
   *
   * @param cells the cells, each once
   * @param details how finely it sees each: cosine of the slant over the distance, 1 / m
   */
  private record Seen(int[] cells, double[] details) {}

  /**
   * Chooses views.
   *
   * @param eye where the panorama was taken; what it sees needs no other view
   * @param given views that there will be in any case
   * @param candidates in the order of preference where they serve equally well
   * @param count how many are wanted
   * @return as many of the candidates, or all if there are fewer; the most useful first
   */
  static List<Pinhole> choose(
      NovelViews place, Vec3 eye, List<Pinhole> given, List<Pinhole> candidates, int count) {
    ViewCoverage coverage = new ViewCoverage(place);
    List<Seen> before = given.stream().map(coverage::look).toList();
    candidates.forEach(camera -> coverage.candidates.add(coverage.look(camera)));
    return coverage.greedy(eye, before, Math.min(count, candidates.size())).stream()
        .map(candidates::get)
        .toList();
  }

  private Seen look(Pinhole camera) {
    Vec3 eye = camera.centre();
    Vec3[] hits = new Vec3[RAYS * RAYS];
    for (int at = 0; at < hits.length; at++) {
      double u = camera.width() * (at % RAYS + 0.5) / RAYS;
      double v = camera.height() * (at / RAYS + 0.5) / RAYS;
      Vec3 direction = camera.worldRay(u, v);
      double distance = place.clearDistance(eye, direction, REACH);
      if (distance < REACH) {
        hits[at] = eye.plus(direction.times(distance));
      }
    }
    Map<Integer, Integer> places = new HashMap<>(); // only asked
    int[] seen = new int[hits.length];
    double[] details = new double[hits.length];
    for (int at = 0; at < hits.length; at++) {
      if (hits[at] != null) {
        int cell = cell(hits[at]);
        int index = places.computeIfAbsent(cell, c -> places.size());
        seen[index] = cell;
        details[index] = Math.max(details[index], detail(hits, at, eye));
      }
    }
    return new Seen(Arrays.copyOf(seen, places.size()), Arrays.copyOf(details, places.size()));
  }

  private int cell(Vec3 p) {
    long x = (long) Math.floor(p.x() / CELL) & 0xfffff;
    long y = (long) Math.floor(p.y() / CELL) & 0xfffff;
    long z = (long) Math.floor(p.z() / CELL) & 0xfffff;
    return cells.computeIfAbsent(
        x << 40 | y << 20 | z,
        key -> {
          points.add(p);
          return points.size() - 1;
        });
  }

  /** Returns how finely a hit is seen; its surface is that of the hits beside and below it. */
  private static double detail(Vec3[] hits, int at, Vec3 eye) {
    Vec3 ray = hits[at].minus(eye);
    double distance = Math.max(0.1, ray.length());
    int beside = at % RAYS < RAYS - 1 ? at + 1 : at - 1;
    int below = at / RAYS < RAYS - 1 ? at + RAYS : at - RAYS;
    if (hits[beside] == null || hits[below] == null) {
      return 0.5 / distance;
    }
    Vec3 across = hits[beside].minus(hits[at]).cross(hits[below].minus(hits[at]));
    double slant = Math.abs(across.normalised().dot(ray)) / distance;
    return Math.max(0.05, slant) / distance;
  }

  /** Says how finely the panorama sees the cells; 0 where it does not. */
  private double[] fromPanorama(Vec3 eye) {
    double[] details = new double[points.size()];
    for (int cell = 0; cell < details.length; cell++) {
      Vec3 ray = points.get(cell).minus(eye);
      double distance = Math.max(0.1, ray.length());
      if (place.clearDistance(eye, ray.times(1 / distance), distance) > distance - CELL / 2) {
        details[cell] = 1 / distance;
      }
    }
    return details;
  }

  private List<Integer> greedy(Vec3 eye, List<Seen> given, int count) {
    int[] wishes = new int[points.size()];
    double[] wanted = new double[points.size()]; // the mean detail that candidates see a cell in
    for (Seen seen : candidates) {
      for (int i = 0; i < seen.cells().length; i++) {
        wishes[seen.cells()[i]]++;
        wanted[seen.cells()[i]] += seen.details()[i];
      }
    }
    double[] served = fromPanorama(eye);
    for (int cell = 0; cell < served.length; cell++) {
      wanted[cell] /= Math.max(1, wishes[cell]);
      served[cell] = wishes[cell] == 0 ? 1 : Math.min(1, served[cell] / wanted[cell]);
    }
    given.forEach(seen -> serve(seen, wanted, served));
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      int best = -1;
      double most = -1;
      for (int c = 0; c < candidates.size(); c++) {
        double gain = gain(candidates.get(c), wishes, wanted, served);
        if (gain > most && !chosen.contains(c)) {
          most = gain;
          best = c;
        }
      }
      chosen.add(best);
      serve(candidates.get(best), wanted, served);
    }
    return chosen;
  }

  private static void serve(Seen seen, double[] wanted, double[] served) {
    for (int i = 0; i < seen.cells().length; i++) {
      int cell = seen.cells()[i];
      served[cell] = Math.max(served[cell], share(seen, i, wanted));
    }
  }

  /** Returns by how much more of what candidates see would be served. */
  private static double gain(Seen seen, int[] wishes, double[] wanted, double[] served) {
    double gain = 0;
    for (int i = 0; i < seen.cells().length; i++) {
      int cell = seen.cells()[i];
      gain += Math.max(0, share(seen, i, wanted) - served[cell]) * wishes[cell];
    }
    return gain;
  }

  private static double share(Seen seen, int index, double[] wanted) {
    double wish = wanted[seen.cells()[index]];
    return wish == 0 ? 1 : Math.min(1, seen.details()[index] / wish);
  }
}
