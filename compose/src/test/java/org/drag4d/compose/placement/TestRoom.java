package org.drag4d.compose.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;

/** A room of exact points: floor y = 0, walls at |x| = 3 and |z| = 3, things on request. */
final class TestRoom {
  private static final double GAP = 0.02;

  private final List<double[]> points = new ArrayList<>();
  private double factor = 1;

  /** Floor and four walls, 2.6 m high. */
  static TestRoom empty() {
    TestRoom room = new TestRoom();
    room.rectangle(new Vec3(-3, 0, -3), new Vec3(6, 0, 0), new Vec3(0, 0, 6), new Vec3(0, 1, 0));
    room.rectangle(new Vec3(-3, 0, -3), new Vec3(6, 0, 0), new Vec3(0, 2.6, 0), new Vec3(0, 0, 1));
    room.rectangle(new Vec3(-3, 0, 3), new Vec3(6, 0, 0), new Vec3(0, 2.6, 0), new Vec3(0, 0, -1));
    room.rectangle(new Vec3(-3, 0, -3), new Vec3(0, 0, 6), new Vec3(0, 2.6, 0), new Vec3(1, 0, 0));
    room.rectangle(new Vec3(3, 0, -3), new Vec3(0, 0, 6), new Vec3(0, 2.6, 0), new Vec3(-1, 0, 0));
    return room;
  }

  /** A block seen from outside: four sides and the top. */
  TestRoom block(Vec3 low, Vec3 high) {
    Vec3 s = high.minus(low);
    Vec3 x = new Vec3(s.x(), 0, 0);
    Vec3 y = new Vec3(0, s.y(), 0);
    Vec3 z = new Vec3(0, 0, s.z());
    rectangle(low.plus(y), x, z, new Vec3(0, 1, 0));
    rectangle(low, x, y, new Vec3(0, 0, -1));
    rectangle(low.plus(z), x, y, new Vec3(0, 0, 1));
    rectangle(low, z, y, new Vec3(-1, 0, 0));
    rectangle(low.plus(x), z, y, new Vec3(1, 0, 0));
    points.removeIf(
        p ->
            p[1] == 0
                && p[4] == 1
                && p[0] > low.x()
                && p[0] < high.x()
                && p[2] > low.z()
                && p[2] < high.z());
    return this;
  }

  /** A table top 2 cm thick without legs; the floor below it is seen. */
  TestRoom tableTop(double x, double z, double width, double height) {
    Vec3 corner = new Vec3(x - width / 2, height, z - width / 2);
    rectangle(corner, new Vec3(width, 0, 0), new Vec3(0, 0, width), new Vec3(0, 1, 0));
    return this;
  }

  /** Everything so many times larger. */
  TestRoom times(double scale) {
    factor = scale;
    return this;
  }

  private void rectangle(Vec3 corner, Vec3 u, Vec3 v, Vec3 normal) {
    int nu = (int) Math.round(u.length() / GAP);
    int nv = (int) Math.round(v.length() / GAP);
    for (int j = 0; j < nv; j++) {
      for (int i = 0; i < nu; i++) {
        Vec3 p = corner.plus(u.times((i + 0.5) / nu)).plus(v.times((j + 0.5) / nv));
        points.add(new double[] {p.x(), p.y(), p.z(), normal.x(), normal.y(), normal.z()});
      }
    }
  }

  Surroundings surroundings() {
    return surroundings(Optional.empty());
  }

  Surroundings surroundings(Optional<Vec3> keptFree) {
    int n = points.size();
    float[] positions = new float[3 * n];
    float[] normals = new float[3 * n];
    float[] spacings = new float[n];
    for (int i = 0; i < n; i++) {
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * i + axis] = (float) (factor * points.get(i)[axis]);
        normals[3 * i + axis] = (float) points.get(i)[axis + 3];
      }
      spacings[i] = (float) (factor * GAP);
    }
    PointCloud cloud = new PointCloud(positions, new float[3 * n], normals, spacings);
    return Surroundings.of(cloud, 0, new Vec3(0, 1.6 * factor, 0), keptFree, Progress.none());
  }

  /** A box with its origin in the centre of the bottom face. */
  static TriangleMesh box(double width, double height, double depth) {
    float[] p = new float[24];
    for (int c = 0; c < 8; c++) {
      p[3 * c] = (float) ((c & 1) == 0 ? -width / 2 : width / 2);
      p[3 * c + 1] = (float) ((c & 2) == 0 ? 0 : height);
      p[3 * c + 2] = (float) ((c & 4) == 0 ? -depth / 2 : depth / 2);
    }
    int[] quads = {0, 2, 3, 1, 4, 5, 7, 6, 0, 1, 5, 4, 2, 6, 7, 3, 0, 4, 6, 2, 1, 3, 7, 5};
    int[] triangles = new int[36];
    for (int q = 0; q < 6; q++) {
      int[] corner = {0, 1, 2, 0, 2, 3};
      for (int i = 0; i < 6; i++) {
        triangles[6 * q + i] = quads[4 * q + corner[i]];
      }
    }
    return new TriangleMesh(
        p, new float[0], new float[0], new float[0], triangles, Optional.empty());
  }
}
