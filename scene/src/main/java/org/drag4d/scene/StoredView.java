package org.drag4d.scene;

import org.drag4d.geometry.Image;
import org.drag4d.geometry.NormalPicture;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.TrainingView;

/**
 * A training view as its files keep it: 8 bits a channel and 32 a depth, which is a third of what
 * it takes as numbers. A set of views at quality {@code high} would otherwise be more than a
 * gigabyte.
 */
public final class StoredView {
  private final Pinhole camera;
  private final byte[] picture;
  private final byte[] weights;
  private final float[] zDepth;
  private final byte[] normal;

  private StoredView(
      Pinhole camera, byte[] picture, byte[] weights, float[] zDepth, byte[] normal) {
    int pixels = camera.width() * camera.height();
    if (picture.length != 3 * pixels
        || (weights.length != 0 && weights.length != pixels)
        || (zDepth.length != 0 && zDepth.length != pixels)
        || (normal.length != 0 && normal.length != 3 * pixels)) {
      throw new IllegalArgumentException(camera.name() + ": the maps differ in size");
    }
    this.camera = camera;
    this.picture = picture;
    this.weights = weights;
    this.zDepth = zDepth;
    this.normal = normal;
  }

  /** Keeps a view; what it holds is rounded to eight bits, but for the depth. */
  static StoredView of(TrainingView view) {
    Pinhole camera = view.camera();
    int w = camera.width();
    int h = camera.height();
    return new StoredView(
        camera,
        bytes(view.picture().values()),
        bytes(view.weights()),
        view.zDepth(),
        view.normal().length == 0
            ? new byte[0]
            : bytes(NormalPicture.encode(view.normal(), w, h).values()));
  }

  /**
   * Keeps a view that was read from its files.
   *
   * @param picture three channels
   * @param weights one channel; empty when all pixels count 1
   * @param zDepth [H, W] metres, 0 where unknown; empty if there is none
   * @param normal the values of the {@link NormalPicture}; empty if there is none
   * @throws IllegalArgumentException if they differ in size
   */
  public static StoredView ofFiles(
      Pinhole camera, Image picture, float[] weights, float[] zDepth, float[] normal) {
    return new StoredView(camera, bytes(picture.values()), bytes(weights), zDepth, bytes(normal));
  }

  private static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Image.toByte(values[i]);
    }
    return bytes;
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (bytes[i] & 0xff) / 255f;
    }
    return values;
  }

  /** Returns where it was taken. */
  public Pinhole camera() {
    return camera;
  }

  /** Returns the picture. */
  public Image picture() {
    return new Image(camera.width(), camera.height(), 3, floats(picture));
  }

  /** Returns the weights of the pixels, [H, W]; empty when all count 1. */
  public float[] weights() {
    return floats(weights);
  }

  /** Returns the z depths themselves, [H, W], not a copy; empty if there are none. */
  public float[] zDepth() {
    return zDepth;
  }

  /** Returns whether normals are known. */
  public boolean hasNormals() {
    return normal.length > 0;
  }

  /**
   * Returns the normals as a picture (see {@link NormalPicture}).
   *
   * @throws IllegalStateException if none are known
   */
  public Image normalPicture() {
    if (!hasNormals()) {
      throw new IllegalStateException(camera.name() + " has no normals");
    }
    return new Image(camera.width(), camera.height(), 3, floats(normal));
  }

  /** Returns the view to train on; a copy with numbers of its own, but for the depth. */
  public TrainingView training() {
    return new TrainingView(
        camera,
        picture(),
        weights(),
        zDepth,
        hasNormals() ? NormalPicture.decode(normalPicture()) : new float[0]);
  }
}
