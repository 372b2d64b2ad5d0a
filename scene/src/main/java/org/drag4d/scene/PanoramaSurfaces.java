package org.drag4d.scene;

import java.util.List;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;

/**
 * Chooses the pixels of a panorama that become surfels: many where there is much to see, few on
 * plain walls, each as large as its share of the surface. How much there is to see at a pixel is
 * the contrast around it and whether a depth edge runs there (what is thin, such as window bars and
 * leaves, is all edge), times how much closer than the panorama any view comes.
 */
final class PanoramaSurfaces {
  /** Half the side of the square of pixels in which contrast is averaged. */
  private static final int AROUND = 2;

  /** Contrast that a depth edge is taken for. */
  private static final float EDGE_CONTRAST = 0.25f;

  /** What a pixel without any contrast is worth, beside the power of the contrast. */
  private static final double PLAIN = 0.04;

  private static final double CONTRAST_POWER = 2.0 / 3;

  /** Views are asked how close they come at every such pixel. */
  private static final int COARSE = 8;

  /** A closer look counts for at most this factor of the length of a pixel. */
  private static final double CLOSEST = 2;

  /** Surfels on depth edges are at most this many pixels apart, so that they do not jut out. */
  private static final double EDGE_SPACING = 1.5;

  private final PanoramaScene panorama;
  private final Equirectangular camera;
  private final DepthMap distance;
  private final int width;
  private final int height;
  private final boolean[] edges;
  private final boolean[] ramps;
  private final float[] contrast;
  private final float[] closeness;

  PanoramaSurfaces(PanoramaScene panorama, List<Pinhole> views, SceneSettings settings) {
    this.panorama = panorama;
    camera = panorama.camera();
    distance = panorama.radialDistance();
    width = camera.width();
    height = camera.height();
    double share = DepthEdges.shareFor(settings.depthGradient(), 2 * Math.PI / width);
    edges = DepthEdges.of(distance, share, true);
    ramps = DepthEdges.ramps(distance, share, true);
    contrast = contrast();
    closeness = closeness(views);
  }

  /** Adds about as many points as wanted. */
  void choose(int wanted, PointCollector into) {
    if (wanted < 1) {
      return;
    }
    int[] pixels = new int[width * height];
    float[] worth = new float[width * height];
    int candidates = 0;
    double total = 0;
    for (int j = 0; j < height; j++) {
      int columns = (int) Math.max(1, width * Math.cos((j + 0.5) * Math.PI / height - Math.PI / 2));
      for (int column = 0; column < columns; column++) {
        int i = (int) ((column + 0.5) * width / columns);
        int at = j * width + i;
        float r = distance.metres()[at];
        if (r > 0 && r < Float.POSITIVE_INFINITY && !ramps[at]) {
          pixels[candidates] = at;
          worth[candidates] = worth(i, j);
          total += worth[candidates++];
        }
      }
    }
    double step = total / wanted;
    double mark = step / 2;
    double sum = 0;
    float[] normals = PanoramaNormals.of(panorama);
    double pixel = 2 * Math.PI / width;
    for (int k = 0; k < candidates; k++) {
      sum += worth[k];
      if (sum <= mark) {
        continue;
      }
      while (mark < sum) {
        mark += step;
      }
      int at = pixels[k];
      double r = distance.metres()[at];
      double pixels2 = Math.max(1, step / worth[k]); // how many pixels it stands for
      double side = Math.sqrt(pixels2);
      side = edges[at] ? Math.min(side, EDGE_SPACING) : side;
      Vec3 ray = camera.worldRay(at % width + 0.5, at / width + 0.5);
      Vec3 normal = new Vec3(normals[3 * at], normals[3 * at + 1], normals[3 * at + 2]);
      into.add(
          camera.centre().plus(ray.times(r)),
          panorama.colour().values(),
          3 * at,
          normal,
          PanoramaPoints.spacing(r * pixel * side, ray, normal));
    }
  }

  private float worth(int i, int j) {
    double detail = PLAIN + Math.pow(contrast[j * width + i], CONTRAST_POWER);
    return (float) (detail * closeness[j / COARSE * coarseColumns() + i / COARSE]);
  }

  private int coarseColumns() {
    return (width + COARSE - 1) / COARSE;
  }

  /** How much neighbouring pixels differ, with depth edges, averaged over a square. */
  private float[] contrast() {
    float[] raw = new float[width * height];
    float[] colour = panorama.colour().values();
    for (int j = 0; j < height; j++) {
      int below = Math.min(height - 1, j + 1);
      for (int i = 0; i < width; i++) {
        int at = j * width + i;
        int right = j * width + (i + 1) % width;
        float sum = 0;
        for (int c = 0; c < 3; c++) {
          float value = colour[3 * at + c];
          sum +=
              Math.abs(colour[3 * right + c] - value)
                  + Math.abs(colour[3 * (below * width + i) + c] - value);
        }
        raw[at] = sum / 3 + (edges[at] ? EDGE_CONTRAST : 0);
      }
    }
    float[] rows = new float[width * height];
    for (int at = 0; at < rows.length; at++) {
      int row = at / width * width;
      float sum = 0;
      for (int k = -AROUND; k <= AROUND; k++) {
        sum += raw[row + Math.floorMod(at - row + k, width)];
      }
      rows[at] = sum / (2 * AROUND + 1);
    }
    for (int j = 0; j < height; j++) {
      for (int i = 0; i < width; i++) {
        float sum = 0;
        for (int k = -AROUND; k <= AROUND; k++) {
          sum += rows[Math.clamp(j + k, 0, height - 1) * width + i];
        }
        raw[j * width + i] = sum / (2 * AROUND + 1);
      }
    }
    return raw;
  }

  /** How many times finer than a view from the panorama's centre the finest view is, from 1. */
  private float[] closeness(List<Pinhole> views) {
    int columns = coarseColumns();
    int rows = (height + COARSE - 1) / COARSE;
    float[] closest = new float[columns * rows];
    for (int at = 0; at < closest.length; at++) {
      int i = Math.min(width - 1, at % columns * COARSE + COARSE / 2);
      int j = Math.min(height - 1, at / columns * COARSE + COARSE / 2);
      double r = distance.at(i, j);
      double finest = 1;
      if (r > 0 && r < Float.POSITIVE_INFINITY) {
        Vec3 p = camera.centre().plus(camera.worldRay(i + 0.5, j + 0.5).times(r));
        for (Pinhole view : views) {
          Vec3 seen = view.project(p);
          if (seen.z() > 0.05
              && seen.x() >= 0
              && seen.y() >= 0
              && seen.x() < view.width()
              && seen.y() < view.height()) {
            finest = Math.max(finest, r / p.distance(view.centre()));
          }
        }
      }
      closest[at] = (float) Math.min(finest, CLOSEST);
    }
    return closest;
  }
}
