package org.drag4d.priors.depth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * One panorama from aligned tiles. Where tiles disagree by more than noise, at the edges of things,
 * a mean would hang in the air between two surfaces: the weighted median decides, and those near it
 * are averaged by their frustum weights (text-to-scene sections 6.1 and 6.3).
 *
 * @param radialDistance metres; +infinity for sky
 * @param normals [H, W, 3] world normals; empty if the tiles have none
 * @param disagreement mean difference of the logarithms of two tiles on one surface, after the
 *     alignment: how far the result is to be trusted
 */
public record PanoramaDepth(DepthMap radialDistance, float[] normals, double disagreement) {
  private static final double NEAR = 0.04;

  private record Vote(double log, double weight, int tile, int pixel) {}

  /**
   * Aligns tiles and joins them.
   *
   * @param tiles together they see all directions
   * @param camera of the panorama; at the tiles' centre
   */
  public static PanoramaDepth of(
      List<DepthTile> tiles, Equirectangular camera, Workers workers, Progress progress) {
    List<TileAlignment.Correction> corrections = TileAlignment.align(tiles, progress);
    int w = camera.width();
    int h = camera.height();
    float[] metres = new float[w * h];
    boolean oriented = tiles.stream().allMatch(tile -> tile.normals().length > 0);
    float[] normals = new float[oriented ? 3 * w * h : 0];
    double[] differences = new double[h];
    long[] compared = new long[h];
    progress.begin("joining the depth of " + tiles.size() + " tiles", h, "rows");
    int batch = 8 * workers.count();
    for (int from = 0; from < h; from += batch) {
      int first = from;
      workers.forEach(
          Math.min(batch, h - from),
          (k, _) -> {
            int j = first + k;
            for (int i = 0; i < w; i++) {
              Vec3 direction = camera.worldRay(i + 0.5, j + 0.5);
              List<Vote> votes = votes(tiles, corrections, direction);
              List<Vote> near = agreeing(votes);
              int at = j * w + i;
              metres[at] = mean(near);
              if (oriented) {
                normal(tiles, near, normals, 3 * at);
              }
              for (int v = 1; v < near.size(); v++) {
                if (Double.isFinite(near.get(v).log())) {
                  differences[j] += Math.abs(near.get(v).log() - near.get(v - 1).log());
                  compared[j]++;
                }
              }
            }
          });
      progress.advance(Math.min(h, from + batch));
    }
    double sum = 0;
    long count = 0;
    for (int j = 0; j < h; j++) {
      sum += differences[j];
      count += compared[j];
    }
    return new PanoramaDepth(
        new DepthMap(w, h, metres, DepthMap.Measure.RADIAL_DISTANCE),
        normals,
        count == 0 ? 0 : sum / count);
  }

  private static List<Vote> votes(
      List<DepthTile> tiles, List<TileAlignment.Correction> corrections, Vec3 direction) {
    List<Vote> votes = new ArrayList<>();
    for (int t = 0; t < tiles.size(); t++) {
      DepthTile tile = tiles.get(t);
      DepthTile.Place place = tile.place(direction);
      if (place.margin() <= 0) {
        continue;
      }
      double log = tile.smooth(place);
      if (Double.isNaN(log)) {
        log = tile.nearest(place);
      }
      double weight = tile.weight(place) + 1e-6;
      if (log > Double.NEGATIVE_INFINITY) { // neither unknown nor 0 m away
        double corrected = Double.isInfinite(log) ? log : corrections.get(t).corrected(place, log);
        votes.add(new Vote(corrected, weight * weight, t, tile.pixel(place)));
      }
    }
    votes.sort(Comparator.comparingDouble(Vote::log));
    return votes;
  }

  private static List<Vote> agreeing(List<Vote> votes) {
    double total = votes.stream().mapToDouble(Vote::weight).sum();
    double below = 0;
    double median = Double.NaN;
    for (Vote vote : votes) {
      below += vote.weight();
      if (below >= 0.5 * total) {
        median = vote.log();
        break;
      }
    }
    List<Vote> near = new ArrayList<>();
    for (Vote vote : votes) {
      if (vote.log() == median || Math.abs(vote.log() - median) < NEAR) {
        near.add(vote);
      }
    }
    return near;
  }

  private static float mean(List<Vote> near) {
    double sum = 0;
    double weights = 0;
    for (Vote vote : near) {
      sum += vote.weight() * vote.log();
      weights += vote.weight();
    }
    return near.isEmpty() ? Float.POSITIVE_INFINITY : (float) Math.exp(sum / weights);
  }

  private static void normal(List<DepthTile> tiles, List<Vote> near, float[] into, int at) {
    double[] sum = new double[3];
    for (Vote vote : near) {
      if (Double.isFinite(vote.log())) {
        for (int c = 0; c < 3; c++) {
          sum[c] += vote.weight() * tiles.get(vote.tile()).normals()[3 * vote.pixel() + c];
        }
      }
    }
    double length = Math.sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
    for (int c = 0; c < 3 && length > 1e-9; c++) {
      into[at + c] = (float) (sum[c] / length);
    }
  }
}
