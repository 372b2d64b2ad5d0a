package org.drag4d.scene;

import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.TrainingView;

/**
 * I_i of the paper (equation 4): the panorama seen through a perspective camera at its centre.
 * Projecting the point cloud from its own centre is resampling the panorama, which leaves no holes
 * (text-to-scene 2.2).
 */
final class BaseView {
  private BaseView() {}

  /**
   * Resamples a panorama: colour bicubic and from 2 × 2 samples where the view is coarser, depth
   * and normals from the nearest pixel, the depth moved along that pixel's plane.
   *
   * @param normals the panorama's world normals
   */
  static TrainingView of(PanoramaScene panorama, float[] normals, Pinhole view) {
    int w = view.width();
    int h = view.height();
    Equirectangular camera = panorama.camera();
    Pose worldToPanorama = camera.cameraToWorld().inverse();
    Image colour = panorama.colour();
    double coarseness = camera.width() / (2 * Math.PI) / view.focalX();
    int grid = coarseness > 1.2 ? 2 : 1;
    float[] picture = new float[3 * w * h];
    float[] zDepth = new float[w * h];
    float[] cameraNormals = new float[3 * w * h];
    Pose worldToView = view.cameraToWorld().inverse();
    double[] sum = new double[3];
    for (int j = 0; j < h; j++) {
      for (int i = 0; i < w; i++) {
        int at = j * w + i;
        sum[0] = sum[1] = sum[2] = 0;
        for (int s = 0; s < grid * grid; s++) {
          Vec3 ray =
              worldToPanorama.applyToDirection(
                  view.worldRay(i + (s % grid + 0.5) / grid, j + (s / grid + 0.5) / grid));
          addBicubic(colour, column(camera, ray), row(camera, ray), sum);
        }
        for (int c = 0; c < 3; c++) {
          picture[3 * at + c] = (float) Math.clamp(sum[c] / (grid * grid), 0, 1);
        }
        Vec3 viewRay = view.ray(i + 0.5, j + 0.5);
        Vec3 worldRay = view.cameraToWorld().applyToDirection(viewRay);
        Vec3 ray = worldToPanorama.applyToDirection(worldRay);
        int pi = Math.floorMod((int) Math.floor(column(camera, ray)), camera.width());
        int pj = Math.clamp((int) Math.floor(row(camera, ray)), 0, camera.height() - 1);
        double r = distanceAlong(panorama.radialDistance(), camera, normals, pi, pj, worldRay);
        if (r > 0) {
          zDepth[at] = (float) (r * viewRay.z());
          int n = 3 * (pj * camera.width() + pi);
          Vec3 normal =
              worldToView.applyToDirection(new Vec3(normals[n], normals[n + 1], normals[n + 2]));
          cameraNormals[3 * at] = (float) normal.x();
          cameraNormals[3 * at + 1] = (float) normal.y();
          cameraNormals[3 * at + 2] = (float) normal.z();
        }
      }
    }
    return new TrainingView(view, new Image(w, h, 3, picture), new float[0], zDepth, cameraNormals);
  }

  private static double column(Equirectangular camera, Vec3 ray) {
    return (Math.atan2(ray.x(), ray.z()) / (2 * Math.PI) + 0.5) * camera.width();
  }

  private static double row(Equirectangular camera, Vec3 ray) {
    return (Math.asin(Math.clamp(ray.y(), -1, 1)) / Math.PI + 0.5) * camera.height();
  }

  /**
   * Returns how far the surface of a pixel is along a ray near the pixel's own: the pixel's plane
   * cut by the ray, or the pixel's distance where the plane is too steep to be trusted; 0 for sky.
   */
  private static double distanceAlong(
      DepthMap distance, Equirectangular camera, float[] normals, int pi, int pj, Vec3 ray) {
    float r = distance.at(pi, pj);
    if (!(r > 0 && r < Float.POSITIVE_INFINITY)) {
      return 0;
    }
    int n = 3 * (pj * camera.width() + pi);
    Vec3 normal = new Vec3(normals[n], normals[n + 1], normals[n + 2]);
    double along = r * camera.worldRay(pi + 0.5, pj + 0.5).dot(normal) / ray.dot(normal);
    return Math.abs(along - r) < 0.05 * r ? along : r;
  }

  /** Adds the picture's colour at (u, v) by Catmull-Rom weights; wraps around, turns at poles. */
  private static void addBicubic(Image picture, double u, double v, double[] sum) {
    int w = picture.width();
    int h = picture.height();
    double x = u - 0.5;
    double y = v - 0.5;
    int i0 = (int) Math.floor(x);
    int j0 = (int) Math.floor(y);
    double[] wx = catmullRom(x - i0);
    double[] wy = catmullRom(y - j0);
    float[] values = picture.values();
    for (int b = 0; b < 4; b++) {
      int j = j0 + b - 1;
      int turn = 0;
      if (j < 0 || j >= h) { // beyond a pole the picture goes on half a turn further
        j = j < 0 ? -1 - j : 2 * h - 1 - j;
        turn = w / 2;
      }
      for (int a = 0; a < 4; a++) {
        int at = 3 * (j * w + Math.floorMod(i0 + a - 1 + turn, w));
        double weight = wx[a] * wy[b];
        sum[0] += weight * values[at];
        sum[1] += weight * values[at + 1];
        sum[2] += weight * values[at + 2];
      }
    }
  }

  private static double[] catmullRom(double t) {
    double t2 = t * t;
    double t3 = t2 * t;
    return new double[] {
      -0.5 * t3 + t2 - 0.5 * t,
      1.5 * t3 - 2.5 * t2 + 1,
      -1.5 * t3 + 2 * t2 + 0.5 * t,
      0.5 * t3 - 0.5 * t2
    };
  }
}
