package org.drag4d.splat.mesh;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * A truncated signed distance function on a grid: how far each voxel's centre lies before
 * (positive) or behind (negative) the surface that depth pictures see, in units of the truncation
 * distance, averaged over the pictures (surfel-splatting section 13.1).
 *
 * <p>The volume fits what is seen. Its size does not come from where the cameras stand: those of a
 * panorama all stand in one place.
 */
public final class TsdfVolume {
  /** Truncation distance in voxels. */
  private static final double TRUNCATION_VOXELS = 4;

  /** This share of the pixels may lie outside the volume on either side of an axis. */
  private static final double OUTSIDE = 0.01;

  /**
   * The longest side is at most this many median depths; what is farther (a garden behind the
   * windows) is left out, for the room's sake.
   */
  private static final double LONGEST = 4.5;

  private static final int MARGIN_VOXELS = 6;
  private static final int SAMPLES = 200_000;

  private final Vec3 low;
  private final double voxel;
  private final int nx;
  private final int ny;
  private final int nz;
  private final float[] distances;
  private final short[] weights;

  private TsdfVolume(Vec3 low, double voxel, int nx, int ny, int nz) {
    this.low = low;
    this.voxel = voxel;
    this.nx = nx;
    this.ny = ny;
    this.nz = nz;
    distances = new float[Math.multiplyExact(Math.multiplyExact(nx, ny), nz)];
    weights = new short[distances.length];
  }

  /**
   * Makes an empty volume around what pictures see.
   *
   * @param voxels most voxels along its longest side; its memory is 6 bytes a voxel
   * @return empty if no picture has any depth
   */
  public static Optional<TsdfVolume> around(List<DepthPicture> pictures, int voxels) {
    long pixels = pictures.stream().mapToLong(p -> p.zDepth().length).sum();
    int stride = (int) Math.max(1, pixels / SAMPLES);
    double[][] seen = new double[4][(int) (pixels / stride) + pictures.size()];
    int n = 0;
    for (DepthPicture picture : pictures) {
      Pinhole camera = picture.camera();
      for (int at = stride / 2; at < picture.zDepth().length; at += stride) {
        float z = picture.zDepth()[at];
        if (z > 0) {
          Vec3 p = camera.unproject(at % camera.width() + 0.5, at / camera.width() + 0.5, z);
          seen[0][n] = p.x();
          seen[1][n] = p.y();
          seen[2][n] = p.z();
          seen[3][n] = z;
          n++;
        }
      }
    }
    if (n == 0) {
      return Optional.empty();
    }
    int count = n;
    double[][] sorted =
        Arrays.stream(seen)
            .map(values -> Arrays.copyOf(values, count))
            .peek(Arrays::sort)
            .toArray(double[][]::new);
    int inner = voxels - 2 * Math.min(MARGIN_VOXELS, voxels / 8);
    double longest = 0;
    for (int axis = 0; axis < 3; axis++) {
      longest =
          Math.max(longest, quantile(sorted[axis], 1 - OUTSIDE) - quantile(sorted[axis], OUTSIDE));
    }
    double size =
        Math.max(1e-6, Math.min(longest / inner, LONGEST * quantile(sorted[3], 0.5) / inner));
    double[] from = new double[3];
    int[] cells = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      double middle = quantile(sorted[axis], 0.5);
      double reach = size * inner / 2;
      double start = Math.max(quantile(sorted[axis], OUTSIDE), middle - reach);
      double end = Math.min(quantile(sorted[axis], 1 - OUTSIDE), middle + reach);
      int margin = (voxels - inner) / 2;
      from[axis] = start - margin * size;
      cells[axis] = Math.min(voxels, (int) Math.ceil((end - start) / size) + 2 * margin);
    }
    return Optional.of(
        new TsdfVolume(new Vec3(from[0], from[1], from[2]), size, cells[0], cells[1], cells[2]));
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }

  /** Averages depth pictures into the volume. */
  public void integrate(List<DepthPicture> pictures, Workers workers, Progress progress) {
    progress.begin("fusing depth", nz, "layers");
    AtomicInteger done = new AtomicInteger();
    workers.forEach(
        nz,
        (layer, worker) -> {
          for (DepthPicture picture : pictures) {
            integrate(picture, layer);
          }
          progress.advance(done.incrementAndGet());
        });
  }

  private void integrate(DepthPicture picture, int layer) {
    Pinhole camera = picture.camera();
    Pose worldToCamera = camera.cameraToWorld().inverse();
    Vec3 step = worldToCamera.applyToDirection(new Vec3(voxel, 0, 0));
    double truncation = TRUNCATION_VOXELS * voxel;
    int w = camera.width();
    int h = camera.height();
    for (int j = 0; j < ny; j++) {
      Vec3 c =
          worldToCamera.apply(
              new Vec3(
                  low.x() + 0.5 * voxel,
                  low.y() + (j + 0.5) * voxel,
                  low.z() + (layer + 0.5) * voxel));
      int row = (layer * ny + j) * nx;
      for (int i = 0; i < nx; i++) {
        double z = c.z() + i * step.z();
        if (z < 0.05) {
          continue;
        }
        double a = (c.x() + i * step.x()) / z;
        double b = (c.y() + i * step.y()) / z;
        int u = (int) Math.floor(camera.focalX() * a + camera.principalX());
        int v = (int) Math.floor(camera.focalY() * b + camera.principalY());
        if (u < 0 || v < 0 || u >= w || v >= h) {
          continue;
        }
        float depth = picture.zDepth()[v * w + u];
        if (depth <= 0) {
          continue;
        }
        double distance = (depth - z) * Math.sqrt(1 + a * a + b * b); // along the ray
        if (distance > -truncation) {
          int at = row + i;
          float value = (float) Math.min(1, distance / truncation);
          int n = ++weights[at];
          distances[at] += (value - distances[at]) / n;
        }
      }
    }
  }

  /** Returns the side of a voxel in metres. */
  public double voxelMetres() {
    return voxel;
  }

  /** Returns how many voxels there are along x, y or z (axis 0, 1, 2). */
  public int size(int axis) {
    return axis == 0 ? nx : axis == 1 ? ny : nz;
  }

  /** Returns the centre of a voxel. */
  public Vec3 centre(double i, double j, double k) {
    return low.plus(new Vec3((i + 0.5) * voxel, (j + 0.5) * voxel, (k + 0.5) * voxel));
  }

  /** Says whether any picture saw a voxel, or the surface just before it. */
  public boolean known(int i, int j, int k) {
    return weights[(k * ny + j) * nx + i] > 0;
  }

  /** Returns the distance of a voxel in units of the truncation distance, -1 to 1. */
  public float distance(int i, int j, int k) {
    return distances[(k * ny + j) * nx + i];
  }
}
