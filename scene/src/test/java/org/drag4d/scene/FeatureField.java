package org.drag4d.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.FeatureExtractor.Features;
import org.drag4d.scene.distillation.FeatureSource;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Progress;

/**
 * Features that are known everywhere in {@link BoxRoom}: waves through space, another for each
 * channel, plus what tells the faces of the room apart. The sky has features of its own.
 */
public final class FeatureField implements FeatureSource {
  private final int channels;
  private final int side;
  private final Vec3[] waves;
  private final double[] phases;
  private final double[] faces;

  /**
   * Makes a field.
   *
   * @param side places of a view's features, in both directions
   */
  public FeatureField(int channels, int side, long seed) {
    this.channels = channels;
    this.side = side;
    SplittableRandom random = new SplittableRandom(seed);
    waves = new Vec3[channels];
    phases = new double[channels];
    faces = new double[3 * channels];
    for (int k = 0; k < channels; k++) {
      waves[k] =
          new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).times(1.2);
      phases[k] = random.nextDouble(2 * Math.PI);
    }
    for (int i = 0; i < faces.length; i++) {
      faces[i] = random.nextGaussian() * 0.5;
    }
  }

  /** Returns the exact features of a ray. */
  public double[] along(Vec3 from, Vec3 direction) {
    BoxRoom.Meeting meeting = BoxRoom.trace(from, direction);
    double[] result = new double[channels];
    if (meeting.distance() == Double.POSITIVE_INFINITY) {
      return result;
    }
    Vec3 p = from.plus(direction.times(meeting.distance()));
    Vec3 n = meeting.normal();
    for (int k = 0; k < channels; k++) {
      result[k] =
          Math.sin(waves[k].dot(p) + phases[k])
              + faces[3 * k] * n.x()
              + faces[3 * k + 1] * n.y()
              + faces[3 * k + 2] * n.z();
    }
    return result;
  }

  @Override
  public String name() {
    return "field";
  }

  @Override
  public Features features(Pinhole camera, Image picture, Progress progress) {
    float[] values = new float[side * side * channels];
    for (int i = 0; i < side * side; i++) {
      double x = (i % side + 0.5) * camera.width() / side;
      double y = (i / side + 0.5) * camera.height() / side;
      double[] here = along(camera.centre(), camera.worldRay(x, y));
      for (int k = 0; k < channels; k++) {
        values[i * channels + k] = (float) here[k];
      }
    }
    return new Features(side, side, channels, values);
  }

  /** Surfels on all that can be seen of the room from a few places, the sky left out. */
  public static Surfels surfels(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Surfels s =
        new Surfels(
            0,
            new float[3 * count],
            new float[4 * count],
            new float[2 * count],
            new float[count],
            new float[3 * count]);
    for (int i = 0; i < count; ) {
      Vec3 eye =
          BoxRoom.EYE.plus(
              new Vec3(
                  random.nextDouble(-2, 2), random.nextDouble(-1, 1), random.nextDouble(-2, 1)));
      Vec3 d = new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
      d = d.times(1 / d.length());
      BoxRoom.Meeting m = BoxRoom.trace(eye, d);
      if (m.distance() == Double.POSITIVE_INFINITY) {
        continue;
      }
      Vec3 p = eye.plus(d.times(m.distance()));
      Vec3 n = m.normal();
      // turns +z to the normal
      Quaternion q =
          n.z() < -0.5 ? new Quaternion(0, 1, 0, 0) : new Quaternion(1 + n.z(), -n.y(), n.x(), 0);
      float[] position = {(float) p.x(), (float) p.y(), (float) p.z()};
      System.arraycopy(position, 0, s.positions(), 3 * i, 3);
      s.rotations()[4 * i] = (float) q.w();
      s.rotations()[4 * i + 1] = (float) q.x();
      s.rotations()[4 * i + 2] = (float) q.y();
      s.rotations()[4 * i + 3] = (float) q.z();
      s.logScales()[2 * i] = (float) Math.log(random.nextDouble(0.03, 0.07));
      s.logScales()[2 * i + 1] = (float) Math.log(random.nextDouble(0.03, 0.07));
      s.opacityLogits()[i] = (float) random.nextDouble(0, 4);
      float[] colour = {(float) m.colour().x(), (float) m.colour().y(), (float) m.colour().z()};
      for (int c = 0; c < 3; c++) {
        s.sphericalHarmonics()[3 * i + c] = (float) ((colour[c] - 0.5) / Surfels.C0);
      }
      i++;
    }
    return s;
  }

  /** Views from near the middle of the room, all around. */
  public static List<Pinhole> cameras(int count, int side) {
    List<Pinhole> cameras = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * i * 0.382;
      Vec3 eye =
          BoxRoom.EYE.plus(
              new Vec3(0.5 * Math.cos(3 * i), 0.3 * Math.sin(2 * i), 0.4 * Math.sin(i)));
      Vec3 way = new Vec3(Math.sin(angle), 0.7 * Math.sin(1.3 * i), -Math.cos(angle));
      cameras.add(
          Pinhole.ofVerticalFov("view" + i, side, side, 80, Pose.lookingAt(eye, eye.plus(way))));
    }
    return cameras;
  }
}
