package org.drag4d.splat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainingView;

/**
 * Surfels on the walls, floor, ceiling and some boxes of a room, and views from near its middle
 * that see 90 degrees: as many visible and as many layers as training from a panorama has.
 */
public final class RoomWorkload {
  private static final double WIDTH = 5;
  private static final double HEIGHT = 2.7;
  private static final double DEPTH = 4;

  private RoomWorkload() {}

  /**
   * Makes the surfels.
   *
   * @param count how many
   * @param seed one seed, one room
   */
  public static Surfels surfels(int count, long seed) {
    SplittableRandom r = new SplittableRandom(seed);
    Surfels s =
        new Surfels(
            0,
            new float[3 * count],
            new float[4 * count],
            new float[2 * count],
            new float[count],
            new float[3 * count]);
    double area = 2 * (WIDTH * HEIGHT + WIDTH * DEPTH + HEIGHT * DEPTH) * 1.2;
    double spacing = Math.sqrt(area / count);
    for (int i = 0; i < count; i++) {
      place(s, i, r);
      for (int k = 0; k < 2; k++) {
        s.logScales()[2 * i + k] = (float) (Math.log(0.55 * spacing) + 0.35 * r.nextGaussian());
      }
      s.opacityLogits()[i] = (float) (0.8 + 1.2 * r.nextGaussian());
      double shade = 0.5 + 0.3 * Math.sin(7 * s.positions()[3 * i] + 5 * s.positions()[3 * i + 1]);
      for (int c = 0; c < 3; c++) {
        double colour = shade + 0.08 * r.nextGaussian() + 0.1 * (c - 1);
        s.sphericalHarmonics()[3 * i + c] = (float) ((colour - 0.5) / Surfels.C0);
      }
    }
    return s;
  }

  /** Puts a surfel on a face of the room, or of one of four boxes in it. */
  private static void place(Surfels s, int i, SplittableRandom r) {
    boolean box = r.nextDouble() < 1 / 6.0;
    double[] half = {WIDTH / 2, HEIGHT / 2, DEPTH / 2};
    double[] centre = {0, HEIGHT / 2, 0};
    if (box) {
      int which = r.nextInt(4);
      half = new double[] {0.35, 0.4, 0.3};
      centre = new double[] {which % 2 * 3 - 1.5, 0.4, which / 2 * 2.4 - 1.2};
    }
    double ab = half[0] * half[1];
    double ac = half[0] * half[2];
    double bc = half[1] * half[2];
    double pick = r.nextDouble() * (ab + ac + bc);
    int axis = pick < ab ? 2 : pick < ab + ac ? 1 : 0;
    int side = r.nextBoolean() ? 1 : -1;
    for (int k = 0; k < 3; k++) {
      double along = k == axis ? side + 0.004 * r.nextGaussian() : r.nextDouble(-1, 1);
      s.positions()[3 * i + k] = (float) (centre[k] + half[k] * along);
    }
    // A rotation whose third column lies along the axis, a little tilted and spun at random.
    double spin = r.nextDouble(0, Math.PI);
    double[] q = {Math.cos(spin), 0, 0, Math.sin(spin)};
    double[] turn =
        switch (axis) {
          case 0 -> new double[] {Math.sqrt(.5), 0, Math.sqrt(.5), 0};
          case 1 -> new double[] {Math.sqrt(.5), Math.sqrt(.5), 0, 0};
          default -> new double[] {1, 0, 0, 0};
        };
    float[] out = s.rotations();
    out[4 * i] = (float) (turn[0] * q[0] - turn[3] * q[3] + 0.05 * r.nextGaussian());
    out[4 * i + 1] = (float) (turn[1] * q[0] + turn[2] * q[3] + 0.05 * r.nextGaussian());
    out[4 * i + 2] = (float) (turn[2] * q[0] - turn[1] * q[3] + 0.05 * r.nextGaussian());
    out[4 * i + 3] = (float) (turn[0] * q[3] + turn[3] * q[0] + 0.05 * r.nextGaussian());
  }

  /** Views with a smooth made-up picture, depth and normals. */
  public static List<TrainingView> views(int count, int width, int height) {
    List<TrainingView> views = new ArrayList<>();
    for (int v = 0; v < count; v++) {
      double angle = 2 * Math.PI * v / count;
      Vec3 eye = new Vec3(0.3 * Math.cos(angle), 1.5, 0.3 * Math.sin(angle));
      Vec3 target =
          eye.plus(new Vec3(Math.sin(angle), 0.2 * Math.sin(3 * angle), -Math.cos(angle)));
      Pinhole camera =
          Pinhole.ofVerticalFov("view" + v, width, height, 90, Pose.lookingAt(eye, target));
      Image picture = new Image(width, height, 3);
      float[] zDepth = new float[width * height];
      float[] normal = new float[3 * width * height];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int i = y * width + x;
          zDepth[i] = 2 + 0.3f * (float) Math.sin(6.0 * x / width);
          normal[3 * i + 2] = -1;
          for (int c = 0; c < 3; c++) {
            picture.values()[3 * i + c] =
                0.5f
                    + 0.3f * (float) Math.sin((30.0 + 9 * c) * x / width + v)
                    + 0.1f * (float) Math.cos(40.0 * y / height);
          }
        }
      }
      views.add(new TrainingView(camera, picture, new float[0], zDepth, normal));
    }
    return views;
  }
}
