package org.drag4d.animate;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.SurfelScene.Member;
import org.drag4d.splat.Surfels;

/** A bare room of 5 × 2.6 × 5 m with a coloured box in it, as surfels and as points. */
final class TestRoom {
  static final double HALF = 2.5;
  static final double HEIGHT = 2.6;

  private final double spacing;
  private final List<float[]> surfels = new ArrayList<>(); // x y z qw qx qy qz scale r g b id part

  TestRoom(double spacing) {
    this.spacing = spacing;
    wall(new Vec3(0, 0, 0), new Vec3(0, 1, 0), HALF, HALF, new float[] {0.6f, 0.5f, 0.4f});
    wall(new Vec3(0, HEIGHT, 0), new Vec3(0, -1, 0), HALF, HALF, new float[] {0.9f, 0.9f, 0.9f});
    wall(at(-HALF, 0), new Vec3(1, 0, 0), HALF, HEIGHT / 2, new float[] {0.8f, 0.7f, 0.6f});
    wall(at(HALF, 0), new Vec3(-1, 0, 0), HALF, HEIGHT / 2, new float[] {0.6f, 0.7f, 0.8f});
    wall(at(0, -HALF), new Vec3(0, 0, 1), HALF, HEIGHT / 2, new float[] {0.7f, 0.8f, 0.6f});
    wall(at(0, HALF), new Vec3(0, 0, -1), HALF, HEIGHT / 2, new float[] {0.8f, 0.6f, 0.7f});
  }

  private static Vec3 at(double x, double z) {
    return new Vec3(x, HEIGHT / 2, z);
  }

  /** Adds a rectangle of surfels. */
  TestRoom wall(Vec3 centre, Vec3 normal, double halfA, double halfB, float[] colour) {
    face(centre, normal, halfA, halfB, colour, 0, 0);
    return this;
  }

  private void face(
      Vec3 centre, Vec3 normal, double halfA, double halfB, float[] colour, int id, int part) {
    Vec3 a = Math.abs(normal.y()) > 0.5 ? new Vec3(1, 0, 0) : Vec3.UP.cross(normal).normalised();
    Vec3 b = normal.cross(a);
    Quaternion q = Quaternion.ofColumns(a, b, normal);
    int na = (int) Math.max(1, Math.round(2 * halfA / spacing));
    int nb = (int) Math.max(1, Math.round(2 * halfB / spacing));
    for (int i = 0; i < na; i++) {
      for (int j = 0; j < nb; j++) {
        Vec3 p =
            centre
                .plus(a.times(((i + 0.5) / na * 2 - 1) * halfA))
                .plus(b.times(((j + 0.5) / nb * 2 - 1) * halfB));
        surfels.add(
            new float[] {
              (float) p.x(),
              (float) p.y(),
              (float) p.z(),
              (float) q.w(),
              (float) q.x(),
              (float) q.y(),
              (float) q.z(),
              (float) spacing * 0.6f,
              colour[0],
              colour[1],
              colour[2],
              id,
              part
            });
      }
    }
  }

  /** Adds the six faces of a box that is a member. */
  Member member(int id, String name, Vec3 foot, double yaw, Vec3 size) {
    Quaternion q = Quaternion.about(Vec3.UP, yaw);
    Vec3 middle = foot.plus(new Vec3(0, size.y() / 2, 0));
    Vec3[] axes = {q.xAxis(), q.yAxis(), q.zAxis()};
    double[] half = {size.x() / 2, size.y() / 2, size.z() / 2};
    for (int f = 0; f < 6; f++) {
      int axis = f / 2;
      double sign = f % 2 == 0 ? 1 : -1;
      Vec3 normal = axes[axis].times(sign);
      double a = axis == 1 ? half[0] : axis == 0 ? half[2] : half[0];
      double b = axis == 1 ? half[2] : half[1];
      float[] colour = {f == 4 ? 0.95f : 0.2f, f == 2 ? 0.9f : 0.15f, f == 0 ? 0.9f : 0.1f};
      face(middle.plus(normal.times(half[axis])), normal, a, b, colour, id, f == 2 ? 2 : 1);
    }
    return new Member(id, name, new Pose(q, foot), new Box3(middle, size, q));
  }

  SurfelScene scene(Member... members) {
    int n = surfels.size();
    float[] positions = new float[3 * n];
    float[] rotations = new float[4 * n];
    float[] scales = new float[2 * n];
    float[] opacities = new float[n];
    float[] colours = new float[3 * n];
    int[] ids = new int[n];
    int[] parts = new int[n];
    for (int i = 0; i < n; i++) {
      float[] s = surfels.get(i);
      System.arraycopy(s, 0, positions, 3 * i, 3);
      System.arraycopy(s, 3, rotations, 4 * i, 4);
      scales[2 * i] = scales[2 * i + 1] = (float) Math.log(s[7]);
      opacities[i] = 4;
      for (int c = 0; c < 3; c++) {
        colours[3 * i + c] = (float) ((s[8 + c] - 0.5) / Surfels.C0);
      }
      ids[i] = (int) s[11];
      parts[i] = (int) s[12];
    }
    return new SurfelScene(
        new Surfels(0, positions, rotations, scales, opacities, colours),
        ids,
        parts,
        List.of(members));
  }

  /** Returns the points of everything but the members. */
  PointCloud points() {
    List<float[]> still = surfels.stream().filter(s -> s[11] == 0).toList();
    float[] positions = new float[3 * still.size()];
    float[] normals = new float[3 * still.size()];
    float[] spacings = new float[still.size()];
    for (int i = 0; i < spacings.length; i++) {
      float[] s = still.get(i);
      System.arraycopy(s, 0, positions, 3 * i, 3);
      Vec3 n = new Quaternion(s[3], s[4], s[5], s[6]).zAxis();
      normals[3 * i] = (float) n.x();
      normals[3 * i + 1] = (float) n.y();
      normals[3 * i + 2] = (float) n.z();
      spacings[i] = (float) spacing;
    }
    return new PointCloud(positions, new float[positions.length], normals, spacings);
  }
}
