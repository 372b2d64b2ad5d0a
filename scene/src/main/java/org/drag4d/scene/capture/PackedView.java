package org.drag4d.scene.capture;

import java.util.AbstractList;
import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.capture.ShotPicture;
import org.drag4d.splat.TrainingView;

/**
 * A picture of a capture in a byte a value: two hundred pictures of 1920 × 1080 take 1.2 GB in
 * place of 5. Nothing is lost, because files have eight bits; pictures that were averaged down are
 * rounded to them. Normals, where they are known, keep their direction to within half a degree.
 */
final class PackedView {
  private final Pinhole camera;
  private final byte[] picture;
  private final byte[] weights;
  private final float[] zDepth;
  private final byte[] normal;

  PackedView(ShotPicture shot) {
    camera = shot.camera();
    picture = pack(shot.picture().values());
    weights = pack(shot.weights());
    zDepth = shot.zDepth();
    normal = new byte[shot.normal().length];
    for (int i = 0; i < normal.length; i++) {
      normal[i] = (byte) Math.round(127 * shot.normal()[i]);
    }
  }

  /** Returns views that are unpacked whenever they are looked at. */
  static List<TrainingView> unpacking(List<PackedView> packed) {
    List<PackedView> views = List.copyOf(packed);
    return new AbstractList<>() {
      @Override
      public TrainingView get(int index) {
        return views.get(index).view();
      }

      @Override
      public int size() {
        return views.size();
      }
    };
  }

  Pinhole camera() {
    return camera;
  }

  private TrainingView view() {
    Image image = new Image(camera.width(), camera.height(), 3, unpack(picture));
    return new TrainingView(camera, image, unpack(weights), zDepth, unpackedNormals());
  }

  /** Says whether something is known of distances or normals. */
  boolean hasGeometry() {
    return zDepth.length > 0 || normal.length > 0;
  }

  private float[] unpackedNormals() {
    float[] values = new float[normal.length];
    for (int i = 0; i < values.length; i += 3) {
      double length = Math.sqrt(square(normal[i]) + square(normal[i + 1]) + square(normal[i + 2]));
      for (int k = 0; k < 3 && length > 0; k++) {
        values[i + k] = (float) (normal[i + k] / length);
      }
    }
    return values;
  }

  private static double square(double x) {
    return x * x;
  }

  private static byte[] pack(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Image.toByte(values[i]);
    }
    return bytes;
  }

  private static float[] unpack(byte[] bytes) {
    float[] values = new float[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (bytes[i] & 0xFF) / 255f;
    }
    return values;
  }
}
