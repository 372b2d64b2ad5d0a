package org.drag4d.animate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Surfels;

/**
 * A rectangle of a picture, its sides multiples of 16 pixels where the picture's are, so that tiles
 * of a rasterizer fall the same way as in the whole picture.
 *
 * @param left first column
 * @param top first row
 * @param right column after the last
 * @param bottom row after the last
 */
record Window(int left, int top, int right, int bottom) {
  private static final int TILE = 16;
  private static final double NEAR = 0.2;

  boolean isEmpty() {
    return right <= left || bottom <= top;
  }

  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }

  /** Returns the camera that sees just this window. */
  Pinhole camera(Pinhole whole) {
    return new Pinhole(
        whole.name(),
        width(),
        height(),
        whole.focalX(),
        whole.focalY(),
        whole.principalX() - left,
        whole.principalY() - top,
        whole.cameraToWorld());
  }

  /** Returns the smallest window around both. */
  Window union(Window other) {
    if (isEmpty()) {
      return other;
    }
    return other.isEmpty()
        ? this
        : new Window(
            Math.min(left, other.left),
            Math.min(top, other.top),
            Math.max(right, other.right),
            Math.max(bottom, other.bottom));
  }

  /** Where surfels land in a picture: u, v and radius in pixels per surfel; radius 0 if nowhere. */
  static float[] footprints(Surfels surfels, Pinhole camera) {
    Pose worldToCamera = camera.cameraToWorld().inverse();
    float[] p = surfels.positions();
    float[] s = surfels.logScales();
    float[] out = new float[3 * surfels.count()];
    for (int i = 0; i < surfels.count(); i++) {
      Vec3 c = worldToCamera.apply(new Vec3(p[3 * i], p[3 * i + 1], p[3 * i + 2]));
      if (c.z() <= NEAR) {
        continue; // the rasterizer leaves out surfels whose centre is nearer
      }
      double reach = 3.4 * Math.exp(Math.max(s[2 * i], s[2 * i + 1]));
      double nearest = Math.max(NEAR, c.z() - reach);
      out[3 * i] = (float) (camera.focalX() * c.x() / c.z() + camera.principalX());
      out[3 * i + 1] = (float) (camera.focalY() * c.y() / c.z() + camera.principalY());
      // A little more than the disc can reach at its nearest, and the low-pass filter's width.
      out[3 * i + 2] =
          (float)
              (Math.max(camera.focalX(), camera.focalY())
                      * reach
                      / nearest
                      * (1 + Math.hypot(c.x(), c.y()) / c.z())
                  + 4);
    }
    return out;
  }

  /** Returns the window of the picture that surfels can touch. */
  static Window around(Surfels surfels, Pinhole camera) {
    int[] all = IntStream.range(0, surfels.count()).toArray();
    return of(all, footprints(surfels, camera), camera);
  }

  /** Returns the window of the picture that some surfels can touch; empty if none does. */
  static Window of(int[] indices, float[] f, Pinhole camera) {
    double left = camera.width();
    double top = camera.height();
    double right = 0;
    double bottom = 0;
    for (int index : indices) {
      int i = 3 * index;
      if (f[i + 2] > 0) {
        left = Math.min(left, f[i] - f[i + 2]);
        top = Math.min(top, f[i + 1] - f[i + 2]);
        right = Math.max(right, f[i] + f[i + 2]);
        bottom = Math.max(bottom, f[i + 1] + f[i + 2]);
      }
    }
    return of(left, top, right, bottom, camera);
  }

  /** Returns the window around a rectangle, inside the picture. */
  static Window of(double left, double top, double right, double bottom, Pinhole camera) {
    return new Window(
        (int) Math.max(0, Math.floor(left / TILE) * TILE),
        (int) Math.max(0, Math.floor(top / TILE) * TILE),
        (int) Math.min(camera.width(), Math.ceil(right / TILE) * TILE),
        (int) Math.min(camera.height(), Math.ceil(bottom / TILE) * TILE));
  }

  /** Returns the indices of the surfels that touch this window. */
  int[] touching(float[] footprints) {
    int[] indices = new int[footprints.length / 3];
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      float u = footprints[3 * i];
      float v = footprints[3 * i + 1];
      float r = footprints[3 * i + 2];
      if (r > 0 && u + r > left && u - r < right && v + r > top && v - r < bottom) {
        indices[count++] = i;
      }
    }
    return Arrays.copyOf(indices, count);
  }
}
