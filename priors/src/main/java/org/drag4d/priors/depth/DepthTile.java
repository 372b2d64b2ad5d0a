package org.drag4d.priors.depth;

import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;

/**
 * What a network says about a perspective picture of a part of the panorama.
 *
 * @param camera at the panorama's centre, square
 * @param distance [H, W] radial metres; +infinity for sky, NaN where nothing is known
 * @param confidence [H, W] at least 0; empty when all count alike
 * @param normals [H, W, 3] unit normals in the world; empty if the network gives none
 */
public record DepthTile(Pinhole camera, float[] distance, float[] confidence, float[] normals) {
  /** Neighbours whose logarithms differ by more lie on two surfaces. */
  private static final double EDGE = 0.15;

  /** Checks that the maps belong together. */
  public DepthTile {
    int pixels = camera.width() * camera.height();
    if (distance.length != pixels
        || (confidence.length != 0 && confidence.length != pixels)
        || (normals.length != 0 && normals.length != 3 * pixels)) {
      throw new IllegalArgumentException(camera.name() + ": the maps differ in size");
    }
  }

  /**
   * Where a direction falls in the tile.
   *
   * @param across from 0 (left edge) to 1
   * @param down from 0 (top edge) to 1
   * @param margin 1 in the middle, 0 at the nearest edge: the frustum weight
   */
  record Place(double across, double down, double margin) {}

  /** Returns where a world direction falls; a margin of 0 or less means outside. */
  Place place(Vec3 direction) {
    Vec3 at = camera.project(camera.centre().plus(direction));
    if (!(at.z() > 1e-9)) {
      return new Place(0, 0, -1);
    }
    double across = at.x() / camera.width();
    double down = at.y() / camera.height();
    double margin = 1 - 2 * Math.max(Math.abs(across - 0.5), Math.abs(down - 0.5));
    return new Place(across, down, margin);
  }

  /** Returns the pixel of a place. */
  int pixel(Place place) {
    int i = Math.clamp((int) (place.across() * camera.width()), 0, camera.width() - 1);
    int j = Math.clamp((int) (place.down() * camera.height()), 0, camera.height() - 1);
    return j * camera.width() + i;
  }

  /** Returns the logarithm of the distance of the nearest pixel; NaN or infinite where it is. */
  double nearest(Place place) {
    return Math.log(distance[pixel(place)]);
  }

  /**
   * Returns the logarithm of the distance at a place, interpolated on one surface.
   *
   * @return NaN for sky, beside a depth edge and where nothing is known
   */
  double smooth(Place place) {
    double x = place.across() * camera.width() - 0.5;
    double y = place.down() * camera.height() - 0.5;
    int i0 = Math.clamp((int) Math.floor(x), 0, camera.width() - 2);
    int j0 = Math.clamp((int) Math.floor(y), 0, camera.height() - 2);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int j = Math.max(0, j0 - 1); j < Math.min(camera.height(), j0 + 3); j++) {
      for (int i = Math.max(0, i0 - 1); i < Math.min(camera.width(), i0 + 3); i++) {
        double log = Math.log(distance[j * camera.width() + i]);
        if (!Double.isFinite(log)) {
          return Double.NaN;
        }
        least = Math.min(least, log);
        most = Math.max(most, log);
      }
    }
    if (most - least > EDGE) {
      return Double.NaN;
    }
    double fx = Math.clamp(x - i0, 0, 1);
    double fy = Math.clamp(y - j0, 0, 1);
    int at = j0 * camera.width() + i0;
    return (1 - fy) * ((1 - fx) * Math.log(distance[at]) + fx * Math.log(distance[at + 1]))
        + fy
            * ((1 - fx) * Math.log(distance[at + camera.width()])
                + fx * Math.log(distance[at + camera.width() + 1]));
  }

  /** Returns how much a place counts: in the middle of the tile and where the network is sure. */
  double weight(Place place) {
    double sure = confidence.length == 0 ? 1 : Math.max(0, confidence[pixel(place)]);
    return Math.max(0, place.margin()) * sure;
  }
}
