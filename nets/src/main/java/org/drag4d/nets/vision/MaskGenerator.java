package org.drag4d.nets.vision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/**
 * SAM's automatic masks (Kirillov et al. 2023, and text-to-scene section 7.9): a grid of points
 * each asks for three masks; those that the network is not sure of are dropped, and those that
 * change with the threshold; small holes and islands are removed; of masks in nearly the same box
 * the best stays.
 */
public final class MaskGenerator {
  private static final int POINTS_AT_ONCE = 64;
  private static final float STABILITY_OFFSET = 1;

  private MaskGenerator() {}

  /**
   * What is kept.
   *
   * @param pointsPerSide of the grid, half a cell from the border
   * @param predictedIou that a mask must exceed
   * @param stability that a mask must reach: its area at a logit of 1 over its area at -1
   * @param boxOverlap of boxes, intersection over union, beyond which the better one stays
   * @param smallestRegion pixels; smaller holes are filled and smaller islands removed; 0 leaves
   *     all
   */
  public record Settings(
      int pointsPerSide,
      double predictedIou,
      double stability,
      double boxOverlap,
      int smallestRegion) {
    /** What SAM 2 takes. */
    public static final Settings PUBLISHED = new Settings(32, 0.8, 0.95, 0.7, 0);

    /** For the features of views: more and smaller parts (LangSplat's, 3DitScene's). */
    public static final Settings PARTS = new Settings(16, 0.7, 0.85, 0.7, 100);

    /** Checks the ranges. */
    public Settings {
      if (pointsPerSide < 1 || pointsPerSide > 128 || smallestRegion < 0) {
        throw new IllegalArgumentException(pointsPerSide + " points a side");
      }
    }
  }

  /**
   * A region of a picture.
   *
   * @param width of the picture
   * @param height of the picture
   * @param pixels the region's, row by row from the top
   * @param predictedIou how well the network says that it fits
   * @param stability how little it changes with the threshold
   */
  public record Region(
      int width, int height, BitSet pixels, double predictedIou, double stability) {
    /** Returns how many pixels it has. */
    public int area() {
      return pixels.cardinality();
    }

    private Box box() {
      int left = width;
      int right = 0;
      for (int at = pixels.nextSetBit(0); at >= 0; at = pixels.nextSetBit(at + 1)) {
        left = Math.min(left, at % width);
        right = Math.max(right, at % width);
      }
      return new Box(left, pixels.nextSetBit(0) / width, right, (pixels.length() - 1) / width);
    }
  }

  /** The outermost pixels of a region; as in the reference, areas do not count the last ones. */
  private record Box(int left, int top, int right, int bottom) {
    double area() {
      return (double) (right - left) * (bottom - top);
    }

    double overlap(Box other) {
      double across = Math.min(right, other.right) - Math.max(left, other.left);
      double down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
      double common = Math.max(0, across) * Math.max(0, down);
      return common / (area() + other.area() - common);
    }
  }

  /**
   * Finds all regions of a picture.
   *
   * @return the best first
   */
  public static List<Region> regions(
      Sam2 network, Image picture, Settings settings, Progress progress) {
    int side = settings.pointsPerSide;
    progress.begin("finding regions", (long) side * side, "points");
    Sam2.Embedding embedding = network.encode(picture);
    List<double[]> grid = new ArrayList<>();
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        grid.add(new double[] {(x + 0.5) / side, (y + 0.5) / side});
      }
    }
    List<Region> found = new ArrayList<>();
    for (int from = 0; from < grid.size(); from += POINTS_AT_ONCE) {
      int to = Math.min(grid.size(), from + POINTS_AT_ONCE);
      Sam2.Answers answers = network.at(embedding, grid.subList(from, to));
      for (int i = 0; i < answers.iou().length; i++) {
        if (answers.iou()[i] > settings.predictedIou) {
          progress.check();
          Planes logits = answers.mask(i, picture.height(), picture.width());
          double stability = stability(logits.values());
          if (stability >= settings.stability) { // not so where both areas are 0
            found.add(
                new Region(
                    picture.width(),
                    picture.height(),
                    above(logits.values()),
                    answers.iou()[i],
                    stability));
          }
        }
      }
      progress.advance(to);
    }
    List<Region> apart = best(found, Region::predictedIou, settings.boxOverlap);
    return settings.smallestRegion > 0 ? cleaned(apart, settings) : apart;
  }

  private static double stability(float[] logits) {
    long inner = 0;
    long outer = 0;
    for (float logit : logits) {
      inner += logit > STABILITY_OFFSET ? 1 : 0;
      outer += logit > -STABILITY_OFFSET ? 1 : 0;
    }
    return (double) inner / outer;
  }

  private static BitSet above(float[] logits) {
    BitSet pixels = new BitSet(logits.length);
    for (int at = 0; at < logits.length; at++) {
      pixels.set(at, logits[at] > 0);
    }
    return pixels;
  }

  /** Of regions whose boxes are nearly the same the one with the highest score stays. */
  private static List<Region> best(List<Region> regions, Score score, double overlap) {
    List<Region> sorted = new ArrayList<>(regions);
    sorted.removeIf(region -> region.pixels.isEmpty());
    sorted.sort(Comparator.comparingDouble(score::of).reversed()); // stable, as in the reference
    List<Region> kept = new ArrayList<>();
    List<Box> boxes = new ArrayList<>();
    for (Region region : sorted) {
      Box box = region.box();
      if (boxes.stream().noneMatch(other -> box.overlap(other) > overlap)) {
        kept.add(region);
        boxes.add(box);
      }
    }
    return List.copyOf(kept);
  }

  @FunctionalInterface
  private interface Score {
    double of(Region region);
  }

  /** Without small holes and islands; regions that needed none of that go before those that did. */
  private static List<Region> cleaned(List<Region> regions, Settings settings) {
    List<Region> untouched = new ArrayList<>();
    List<Region> all = new ArrayList<>();
    for (Region region : regions) {
      BitSet pixels = SmallRegions.removed(region, settings.smallestRegion);
      if (pixels.equals(region.pixels)) {
        untouched.add(region);
        all.add(region);
      } else {
        all.add(
            new Region(region.width, region.height, pixels, region.predictedIou, region.stability));
      }
    }
    List<Region> kept =
        new ArrayList<>(
            best(all, region -> untouched.contains(region) ? 1 : 0, settings.boxOverlap));
    kept.sort(Comparator.comparingDouble(Region::predictedIou).reversed());
    return List.copyOf(kept);
  }
}
