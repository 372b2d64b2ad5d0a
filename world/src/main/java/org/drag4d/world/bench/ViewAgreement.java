package org.drag4d.world.bench;

import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.World;
import org.drag4d.world.WorldView;

/**
 * How alike two displaced views show the same surfaces: one is warped onto the other by exact
 * depth, and interior pixels that both see are compared.
 */
final class ViewAgreement {
  /** Colours are compared finer than pixels, or resampled textures would count as disagreement. */
  private static final int FINER = 3;

  private static final double SAME_PLACE = 0.01;

  private final Pinhole first;
  private final Pinhole second;
  private final WorldView seenByFirst;
  private final WorldView seenBySecond;
  private final boolean[] interiorOfFirst;
  private final boolean[] interiorOfSecond;
  private final World world;
  private final Workers workers;
  private final Progress progress;

  ViewAgreement(World world, Pinhole first, Pinhole second, Workers workers, Progress progress) {
    this.world = world;
    this.first = first;
    this.second = second;
    this.workers = workers;
    this.progress = progress;
    seenByFirst = world.render(first, 1, workers, progress);
    seenBySecond = world.render(second, 1, workers, progress);
    interiorOfFirst = Interior.of(seenByFirst);
    interiorOfSecond = Interior.of(seenBySecond);
  }

  /** Compares the light alone, on smooth shapes; decibels. */
  double light(int samples) {
    return compare(light(first, samples), light(second, samples), 1).psnr();
  }

  private Image light(Pinhole camera, int samples) {
    float[] irradiance = world.lightPictures(1).baked(camera, samples, false, workers, progress);
    return new Image(
        camera.width(), camera.height(), 3, ShownLight.of(irradiance, world.exposure()));
  }

  /** Compares whole colours, from about as many samples a pixel; decibels. */
  double colour(int samples) {
    int fine = Math.max(1, Math.round((float) samples / (FINER * FINER)));
    return compare(colour(first, fine), colour(second, fine), FINER).psnr();
  }

  private Image colour(Pinhole camera, int samples) {
    Pinhole finer = camera.resized(FINER * camera.width(), FINER * camera.height());
    return world.render(finer, samples, workers, progress).colour();
  }

  /**
   * Compares pictures of {@code finer} times as many pixels to a side: the mean of a pixel's parts
   * in one with the mean of the same places in the other.
   */
  private ShownLight.Difference compare(Image one, Image other, int finer) {
    ShownLight.Difference difference = new ShownLight.Difference();
    double[] here = new double[3];
    double[] there = new double[3];
    for (int row = 2; row < first.height() - 2; row++) {
      for (int column = 2; column < first.width() - 2; column++) {
        if (!interiorOfFirst[row * first.width() + column]) {
          continue;
        }
        here[0] = here[1] = here[2] = 0;
        there[0] = there[1] = there[2] = 0;
        boolean known = true;
        for (int part = 0; part < finer * finer && known; part++) {
          int x = part % finer;
          int y = part / finer;
          double u = column + (x + 0.5) / finer;
          double v = row + (y + 0.5) / finer;
          Vec3 p = place(u, v);
          Vec3 q = second.project(p);
          known = seen(p, q);
          for (int k = 0; k < 3 && known; k++) {
            here[k] += one.at(column * finer + x, row * finer + y, k);
            there[k] += between(other, q.x() * finer, q.y() * finer, k);
          }
        }
        known &= !Double.isNaN(here[0] + there[0]);
        for (int k = 0; k < 3 && known; k++) {
          difference.add(here[k] / (finer * finer), there[k] / (finer * finer));
        }
      }
    }
    return difference;
  }

  /** Where in the world a point of an interior pixel of the first view lies. */
  private Vec3 place(double u, double v) {
    int column = (int) u;
    int row = (int) v;
    double middle = distance(column, row);
    double x = u - column - 0.5;
    double y = v - row - 0.5;
    double slopeX = 0.5 * (distance(column + 1, row) - distance(column - 1, row));
    double slopeY = 0.5 * (distance(column, row + 1) - distance(column, row - 1));
    return first.centre().plus(first.worldRay(u, v).times(middle + x * slopeX + y * slopeY));
  }

  private double distance(int column, int row) {
    return seenByFirst.radialDistance().at(column, row);
  }

  /** Says whether the second view shows a place, well inside a surface. */
  private boolean seen(Vec3 p, Vec3 q) {
    int column = (int) Math.floor(q.x());
    int row = (int) Math.floor(q.y());
    if (q.z() <= 0
        || column < 2
        || row < 2
        || column > second.width() - 3
        || row > second.height() - 3
        || !interiorOfSecond[row * second.width() + column]) {
      return false;
    }
    double there = seenBySecond.radialDistance().at(column, row);
    return Math.abs(there - p.distance(second.centre())) < SAME_PLACE * there;
  }

  private static double between(Image image, double u, double v, int channel) {
    int i = (int) Math.floor(u - 0.5);
    int j = (int) Math.floor(v - 0.5);
    double fx = u - 0.5 - i;
    double fy = v - 0.5 - j;
    double top = image.at(i, j, channel) * (1 - fx) + image.at(i + 1, j, channel) * fx;
    double below = image.at(i, j + 1, channel) * (1 - fx) + image.at(i + 1, j + 1, channel) * fx;
    return top * (1 - fy) + below * fy;
  }
}
