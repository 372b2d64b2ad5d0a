package org.drag4d.scene;

import java.util.HashSet;
import java.util.Set;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.TrainingView;

/**
 * All that is known of the place's surfaces: the panorama's points and those of displaced views.
 */
public final class ScenePoints {
  /** A point this much (relative, and in metres) behind what the panorama sees is new. */
  private static final double BEHIND_SHARE = 0.02;

  private static final double BEHIND_METRES = 0.03;

  private ScenePoints() {}

  /**
   * Adds what displaced views see and the panorama does not (behind furniture, under tables); at
   * most {@link SceneSettings#pointLimit} points, without sky and ramps of the depth.
   *
   * @param seen the panorama's points
   */
  public static PointCloud join(
      PanoramaScene panorama, PointCloud seen, ViewSet views, SceneSettings settings) {
    PointCollector fresh = new PointCollector();
    Set<Long> taken = new HashSet<>(); // only asked, never walked through
    for (TrainingView view : views.displaced()) {
      if (view.zDepth().length > 0 && view.normal().length > 0) {
        addUnseen(view, panorama, settings, taken, fresh);
      }
    }
    return limited(seen, fresh.toCloud(), settings.pointLimit());
  }

  private static void addUnseen(
      TrainingView view,
      PanoramaScene panorama,
      SceneSettings settings,
      Set<Long> taken,
      PointCollector fresh) {
    Pinhole camera = view.camera();
    int w = camera.width();
    int h = camera.height();
    boolean[] ramps =
        DepthEdges.ramps(
            new DepthMap(w, h, view.zDepth(), DepthMap.Measure.Z_DEPTH),
            DepthEdges.shareFor(settings.depthGradient(), 1 / camera.focalX()),
            false);
    for (int j = 0; j < h; j++) {
      for (int i = 0; i < w; i++) {
        int at = j * w + i;
        double z = view.zDepth()[at];
        if (!(z > 0) || ramps[at] || (view.weights().length > 0 && view.weights()[at] < 1)) {
          continue;
        }
        Vec3 normal =
            camera
                .cameraToWorld()
                .applyToDirection(
                    new Vec3(
                        view.normal()[3 * at],
                        view.normal()[3 * at + 1],
                        view.normal()[3 * at + 2]));
        Vec3 point = camera.unproject(i + 0.5, j + 0.5, z);
        if (normal.length() < 0.5 || seenByPanorama(panorama, point)) {
          continue;
        }
        double spacing =
            PanoramaPoints.spacing(
                z / camera.focalX(), point.minus(camera.centre()).normalised(), normal);
        if (taken.add(cell(point, spacing))) {
          fresh.add(point, view.picture().values(), 3 * at, normal, spacing);
        }
      }
    }
  }

  /** Returns those points that lie behind what the panorama sees. */
  static PointCloud unseen(PanoramaScene panorama, PointCloud points) {
    PointCollector hidden = new PointCollector();
    float[] p = points.positions();
    for (int i = 0; i < points.count(); i++) {
      if (!seenByPanorama(panorama, new Vec3(p[3 * i], p[3 * i + 1], p[3 * i + 2]))) {
        hidden.add(points, i, points.spacings()[i]);
      }
    }
    return hidden.toCloud();
  }

  private static boolean seenByPanorama(PanoramaScene panorama, Vec3 point) {
    DepthMap distance = panorama.radialDistance();
    Vec3 at = panorama.camera().project(point);
    int i = Math.min(distance.width() - 1, (int) at.x());
    int j = Math.min(distance.height() - 1, (int) at.y());
    return at.z() < distance.at(i, j) * (1 + BEHIND_SHARE) + BEHIND_METRES;
  }

  /** Names the cube a point lies in; its side is the power of two below the spacing. */
  private static long cell(Vec3 p, double spacing) {
    int level = Math.getExponent(spacing);
    double side = Math.scalb(1.0, level);
    long x = (long) Math.floor(p.x() / side) & 0x3ffff;
    long y = (long) Math.floor(p.y() / side) & 0x3ffff;
    long z = (long) Math.floor(p.z() / side) & 0x3ffff;
    return ((long) level & 0x3ff) << 54 | x << 36 | y << 18 | z;
  }

  private static PointCloud limited(PointCloud seen, PointCloud fresh, int limit) {
    PointCollector all = new PointCollector();
    thin(seen, Math.min(seen.count(), limit), all);
    thin(fresh, Math.min(fresh.count(), Math.max(0, limit - seen.count())), all);
    return all.toCloud();
  }

  /** Adds evenly chosen points of a cloud, whose spacings grow as their number shrinks. */
  static void thin(PointCloud cloud, int count, PointCollector into) {
    double wider = Math.sqrt(cloud.count() / (double) Math.max(1, count));
    for (int k = 0; k < count; k++) {
      int index = (int) ((k + 0.5) * cloud.count() / count);
      into.add(cloud, index, cloud.spacings()[index] * wider);
    }
  }
}
