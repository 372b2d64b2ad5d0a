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
 * rounded to them.
 */
final class PackedView {
  private final Pinhole camera;
  private final byte[] picture;
  private final byte[] weights;

  PackedView(ShotPicture shot) {
    camera = shot.camera();
    picture = pack(shot.picture().values());
    weights = pack(shot.weights());
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
    return new TrainingView(camera, image, unpack(weights), new float[0], new float[0]);
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
