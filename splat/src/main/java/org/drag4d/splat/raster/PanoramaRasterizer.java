package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Workers;

/**
 * Renders surfels as a panorama, every pixel with its own ray: with M = [a b p] of a surfel's plane
 * in the camera's frame, M⁻¹ times the unit ray is (u, v, 1) / distance. Depth is radial distance,
 * the low-pass filter works in pixels of the panorama, and all else is as in a perspective view.
 *
 * <p>Plain Java and tiles of 32 × 32 pixels: panoramas are pictures to look at, not to learn from.
 */
public final class PanoramaRasterizer {
  private static final int TILE = 32;

  // A record: M⁻¹ (9), projected centre (2), reach in pixels (2), opacity, colour (3), normal (3).
  private static final int RECORD = 20;
  private static final int CENTRE = 9;
  private static final int REACH = 11;
  private static final int OPACITY = 13;
  private static final int RED = 14;
  private static final int NORMAL = 17;

  private static final double NEAR = Projection.NEAR;
  private static final float SMALLEST_ALPHA = 1f / 255;

  private final Workers workers;

  /** Makes a rasterizer; the workers are not closed by it. */
  public PanoramaRasterizer(Workers workers) {
    this.workers = workers;
  }

  /** Renders all maps. */
  public RenderedView render(Surfels surfels, Equirectangular camera) {
    int n = surfels.count();
    float[] records = new float[n * RECORD];
    float[] distances = new float[n];
    int chunk = 1024;
    workers.forEach(
        (n + chunk - 1) / chunk,
        (c, worker) -> {
          for (int i = c * chunk; i < Math.min(n, (c + 1) * chunk); i++) {
            distances[i] = project(surfels, camera, i, records);
          }
        });
    int visible = 0;
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      if (distances[i] > 0) {
        keys[visible++] = (long) Float.floatToRawIntBits(distances[i]) << 32 | i;
      }
    }
    Arrays.sort(keys, 0, visible); // ties by index
    int[][] lists = lists(keys, visible, records, camera);
    int width = camera.width();
    int pixels = width * camera.height();
    RenderedView view =
        new RenderedView(
            width,
            camera.height(),
            new float[3 * pixels],
            new float[pixels],
            new float[pixels],
            new float[pixels],
            new float[3 * pixels]);
    int tilesX = (width + TILE - 1) / TILE;
    workers.forEach(
        lists.length,
        (tile, worker) -> {
          int left = tile % tilesX * TILE;
          int top = tile / tilesX * TILE;
          for (int y = top; y < Math.min(top + TILE, camera.height()); y++) {
            for (int x = left; x < Math.min(left + TILE, width); x++) {
              pixel(records, lists[tile], camera, x, y, view);
            }
          }
        });
    return view;
  }

  /** Writes a record; returns the distance of the centre, or 0 if the surfel cannot be seen. */
  private static float project(Surfels s, Equirectangular camera, int i, float[] records) {
    Quaternion q =
        new Quaternion(
            s.rotations()[4 * i],
            s.rotations()[4 * i + 1],
            s.rotations()[4 * i + 2],
            s.rotations()[4 * i + 3]);
    Vec3 position =
        new Vec3(s.positions()[3 * i], s.positions()[3 * i + 1], s.positions()[3 * i + 2]);
    Quaternion toCamera = camera.cameraToWorld().rotation().inverse();
    Vec3 fromCamera = position.minus(camera.centre());
    Vec3 p = toCamera.rotate(fromCamera);
    double su = Math.exp(s.logScales()[2 * i]);
    double sv = Math.exp(s.logScales()[2 * i + 1]);
    Vec3 a = toCamera.rotate(q.xAxis()).times(su);
    Vec3 b = toCamera.rotate(q.yAxis()).times(sv);
    Vec3 n = a.cross(b);
    double det = n.dot(p);
    double distance = p.length();
    double opacity = 1 / (1 + Math.exp(-s.opacityLogits()[i]));
    if (!(distance > NEAR) || !(opacity * 255 >= 1) || !(Math.abs(det) > 0)) {
      return 0;
    }
    int at = i * RECORD;
    row(b.cross(p), det, records, at);
    row(p.cross(a), det, records, at + 3);
    row(n, det, records, at + 6);
    Vec3 centre = camera.project(position);
    records[at + CENTRE] = (float) centre.x();
    records[at + CENTRE + 1] = (float) centre.y();
    records[at + OPACITY] = (float) opacity;
    Vec3 facing = n.times((det > 0 ? -1 : 1) / n.length());
    records[at + NORMAL] = (float) facing.x();
    records[at + NORMAL + 1] = (float) facing.y();
    records[at + NORMAL + 2] = (float) facing.z();
    double radius2 = 2 * Math.log(255 * opacity) + 1e-4;
    reach(camera, p, Math.sqrt(radius2) * Math.max(su, sv), Math.sqrt(radius2 / 2), records, at);
    colour(s, i, fromCamera.times(1 / distance), records, at + RED);
    float sum = 0;
    for (int k = 0; k < RECORD; k++) {
      sum += records[at + k] * 0;
    }
    return sum == 0 ? (float) distance : 0;
  }

  private static void row(Vec3 cross, double det, float[] records, int at) {
    records[at] = (float) (cross.x() / det);
    records[at + 1] = (float) (cross.y() / det);
    records[at + 2] = (float) (cross.z() / det);
  }

  /**
   * How far from the projected centre, in pixels, a ball around the surfel and its filter reach.
   */
  private static void reach(
      Equirectangular camera, Vec3 p, double ball, double circle, float[] records, int at) {
    double distance = p.length();
    double x = camera.width() / 2.0;
    double y = camera.height();
    if (ball < 0.999 * distance) {
      double angle = Math.asin(ball / distance);
      double latitude = Math.abs(Math.asin(Math.clamp(p.y() / distance, -1, 1)));
      y = angle / Math.PI * camera.height();
      if (latitude + angle < Math.PI / 2 - 1e-3) {
        double longitude = Math.asin(Math.sin(angle) / Math.cos(latitude));
        x = longitude / (2 * Math.PI) * camera.width();
      }
    }
    records[at + REACH] = (float) Math.min(camera.width() / 2.0, Math.max(x, circle) + 0.01);
    records[at + REACH + 1] = (float) (Math.max(y, circle) + 0.01);
  }

  private static void colour(Surfels s, int i, Vec3 d, float[] records, int to) {
    int functions = s.coefficientsPerChannel();
    double[] basis = new double[functions];
    SphericalHarmonics.basis(s.degree(), d.x(), d.y(), d.z(), basis);
    for (int c = 0; c < 3; c++) {
      double sum = 0.5;
      for (int k = 0; k < functions; k++) {
        sum += basis[k] * s.sphericalHarmonics()[(functions * i + k) * 3 + c];
      }
      records[to + c] = (float) Math.max(0, sum);
    }
  }

  /** Per tile the surfels that may touch it, from near to far. */
  private static int[][] lists(long[] keys, int visible, float[] records, Equirectangular camera) {
    int tilesX = (camera.width() + TILE - 1) / TILE;
    int tilesY = (camera.height() + TILE - 1) / TILE;
    int[][] lists = new int[tilesX * tilesY][64];
    int[] lengths = new int[lists.length];
    for (int k = 0; k < visible; k++) {
      int i = (int) keys[k];
      int at = i * RECORD;
      float x = records[at + CENTRE];
      float y = records[at + CENTRE + 1];
      int left = (int) Math.floor((x - records[at + REACH]) / TILE);
      int right = (int) Math.floor((x + records[at + REACH]) / TILE);
      right = Math.min(right, left + tilesX - 1);
      int top = (int) Math.max(0, Math.floor((y - records[at + REACH + 1]) / TILE));
      int bottom = (int) Math.min(tilesY - 1, Math.floor((y + records[at + REACH + 1]) / TILE));
      for (int ty = top; ty <= bottom; ty++) {
        for (int tx = left; tx <= right; tx++) {
          int tile = ty * tilesX + Math.floorMod(tx, tilesX);
          if (lengths[tile] == lists[tile].length) {
            lists[tile] = Arrays.copyOf(lists[tile], 2 * lengths[tile]);
          }
          lists[tile][lengths[tile]++] = at;
        }
      }
    }
    for (int tile = 0; tile < lists.length; tile++) {
      lists[tile] = Arrays.copyOf(lists[tile], lengths[tile]);
    }
    return lists;
  }

  private static void pixel(
      float[] r, int[] list, Equirectangular camera, int column, int row, RenderedView view) {
    Vec3 ray = camera.ray(column + 0.5, row + 0.5);
    float dx = (float) ray.x();
    float dy = (float) ray.y();
    float dz = (float) ray.z();
    float width = camera.width();
    int pixel = row * camera.width() + column;
    int p3 = 3 * pixel;
    float transmittance = 1;
    float depth = 0;
    for (int at : list) {
      float x = Math.abs(column + 0.5f - r[at + CENTRE]);
      x = Math.min(x, width - x); // the short way around
      float y = Math.abs(row + 0.5f - r[at + CENTRE + 1]);
      if (x > r[at + REACH] || y > r[at + REACH + 1]) {
        continue;
      }
      float k = r[at + 6] * dx + r[at + 7] * dy + r[at + 8] * dz;
      if (!(k > TileKernels.SMALLEST_K) || k > TileKernels.LARGEST_K) {
        continue;
      }
      float z = 1 / k;
      float u = (r[at] * dx + r[at + 1] * dy + r[at + 2] * dz) * z;
      float v = (r[at + 3] * dx + r[at + 4] * dy + r[at + 5] * dz) * z;
      float disc = u * u + v * v;
      float filter = 2 * (x * x + y * y);
      float rho = disc < filter ? disc : filter;
      if (rho > 11.1f) {
        continue; // beyond 1/255 for any opacity
      }
      float alpha =
          Math.min(TileKernels.LARGEST_ALPHA, r[at + OPACITY] * (float) Math.exp(-rho / 2));
      if (alpha < SMALLEST_ALPHA) {
        continue;
      }
      float next = transmittance * (1 - alpha);
      if (next < TileKernels.STOP) {
        break;
      }
      float w = alpha * transmittance;
      for (int c = 0; c < 3; c++) {
        view.colour()[p3 + c] += w * r[at + RED + c];
        view.normal()[p3 + c] += w * r[at + NORMAL + c];
      }
      depth += w * z;
      if (transmittance > 0.5f) {
        view.medianDepth()[pixel] = z;
      }
      transmittance = next;
    }
    float alpha = 1 - transmittance;
    view.alpha()[pixel] = alpha;
    view.depth()[pixel] = alpha < SMALLEST_ALPHA ? 0 : depth / alpha;
  }
}
