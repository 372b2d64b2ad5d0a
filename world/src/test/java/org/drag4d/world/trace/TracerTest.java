package org.drag4d.world.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.TestRoom;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Solid;
import org.junit.jupiter.api.Test;

class TracerTest {
  private static final Material GREY = new Material.Plain(new Rgb(0.5, 0.5, 0.5), 1);

  private static Solid soup(int triangles, Random random) {
    float[] positions = new float[triangles * 9];
    float[] normals = new float[triangles * 9];
    int[] indices = new int[triangles * 3];
    for (int i = 0; i < triangles; i++) {
      for (int c = 0; c < 3; c++) {
        for (int k = 0; k < 3; k++) {
          float centre = c == 0 ? 0 : positions[i * 9 + k];
          positions[i * 9 + c * 3 + k] =
              c == 0 ? random.nextFloat() * 4 - 2 : centre + random.nextFloat() * 0.5f - 0.25f;
        }
        normals[i * 9 + c * 3 + 1] = 1;
        indices[i * 3 + c] = i * 3 + c;
      }
    }
    return new Solid(positions, normals, indices);
  }

  private static Part part(Solid solid, Vec3 at, double yaw, double scale) {
    return new Part(
        solid, new Pose(Quaternion.ofYawPitchRoll(yaw, 20, 5), at), scale, GREY, "thing", 1);
  }

  private static void aim(Ray ray, Random random, double spread) {
    double x = random.nextGaussian();
    double y = random.nextGaussian();
    double z = random.nextGaussian();
    double n = 1 / Math.sqrt(x * x + y * y + z * z);
    ray.set(
        (random.nextDouble() - 0.5) * spread,
        (random.nextDouble() - 0.5) * spread,
        (random.nextDouble() - 0.5) * spread,
        x * n,
        y * n,
        z * n,
        1e3);
  }

  @Test
  void scalarAndVectorTraversalFindTheSameHitsToTheLastBit() {
    Random random = new Random(4);
    List<Part> parts =
        List.of(
            part(soup(4000, random), Vec3.ZERO, 0, 1),
            part(TestRoom.sphere(0.7, 60), new Vec3(1, 1, 0), 0, 1),
            part(TestRoom.box(1, 2, 0.3), new Vec3(-1, 0.5, 0.2), 30, 1));
    try (Workers workers = Workers.of(1)) {
      Tracer scalar = Tracer.of(parts, NodeTest.scalar(), workers, Progress.none());
      Tracer fastest = Tracer.of(parts, NodeTest.fastest(), workers, Progress.none());
      Ray a = new Ray();
      Ray b = new Ray();
      for (int i = 0; i < 200_000; i++) {
        Random same = new Random(i);
        aim(a, same, 5);
        same.setSeed(i);
        aim(b, same, 5);
        scalar.closest(a);
        fastest.closest(b);
        if (a.hit() != b.hit()
            || Float.floatToRawIntBits(a.distance()) != Float.floatToRawIntBits(b.distance())
            || a.part() != b.part()
            || a.triangle() != b.triangle()) {
          throw new AssertionError("ray " + i + ": " + a.distance() + " and " + b.distance());
        }
        same.setSeed(i);
        aim(a, same, 5);
        same.setSeed(i);
        aim(b, same, 5);
        assertThat(fastest.occluded(b)).isEqualTo(scalar.occluded(a)).isEqualTo(scalar.occluded(a));
      }
    }
  }

  /** Every triangle asked in turn, in double precision: nothing to go wrong. */
  @Test
  void agreesWithTestingEveryTriangle() {
    Random random = new Random(9);
    Solid solid = soup(300, random);
    List<Part> parts = List.of(part(solid, new Vec3(0.2, 0, 0.1), 40, 1.3));
    try (Workers workers = Workers.of(1)) {
      Tracer tracer = Tracer.of(parts, workers, Progress.none());
      Ray ray = new Ray();
      int hits = 0;
      for (int i = 0; i < 4000; i++) {
        aim(ray, random, 5);
        Vec3 origin = new Vec3(ray.world.ox, ray.world.oy, ray.world.oz);
        Vec3 direction = new Vec3(ray.world.dx, ray.world.dy, ray.world.dz);
        double expected = nearest(parts.get(0), origin, direction);
        tracer.closest(ray);
        if (ray.hit()) {
          hits++;
        }
        double found = ray.hit() ? ray.distance() : Double.POSITIVE_INFINITY;
        if (Math.abs(found - expected) > 1e-4 && !(found == expected)) {
          // only a ray through an edge may differ, by float's rounding
          assertThat(onEdge(parts.get(0), origin, direction)).isTrue();
        }
      }
      assertThat(hits).isGreaterThan(200);
    }
  }

  private static Vec3 vertex(Part part, int index) {
    float[] p = part.solid().positions();
    return part.localToWorld()
        .apply(new Vec3(p[index * 3], p[index * 3 + 1], p[index * 3 + 2]).times(part.scale()));
  }

  private static double nearest(Part part, Vec3 o, Vec3 d) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < part.solid().triangleCount(); i++) {
      double[] tuv = meet(part, i, o, d);
      if (tuv[0] > 0 && tuv[1] >= 0 && tuv[2] >= 0 && tuv[1] + tuv[2] <= 1) {
        nearest = Math.min(nearest, tuv[0]);
      }
    }
    return nearest;
  }

  private static boolean onEdge(Part part, Vec3 o, Vec3 d) {
    for (int i = 0; i < part.solid().triangleCount(); i++) {
      double[] tuv = meet(part, i, o, d);
      double edge = Math.min(Math.abs(tuv[1]), Math.abs(tuv[2]));
      if (Math.min(edge, Math.abs(1 - tuv[1] - tuv[2])) < 1e-5) {
        return true;
      }
    }
    return false;
  }

  private static double[] meet(Part part, int triangle, Vec3 o, Vec3 d) {
    int[] index = part.solid().triangles();
    Vec3 a = vertex(part, index[triangle * 3]);
    Vec3 e1 = vertex(part, index[triangle * 3 + 1]).minus(a);
    Vec3 e2 = vertex(part, index[triangle * 3 + 2]).minus(a);
    Vec3 n = e1.cross(e2);
    double t = n.dot(a.minus(o)) / n.dot(d);
    Vec3 q = o.plus(d.times(t)).minus(a);
    double area = n.dot(n);
    return new double[] {t, q.cross(e2).dot(n) / area, e1.cross(q).dot(n) / area};
  }

  /** 1,500 copies make the tracer keep one tree and transform rays; the flat answer is the same. */
  @Test
  void instancesAreHitWhereTheirFlattenedTwinsAre() {
    Solid ball = TestRoom.sphere(0.2, 24);
    Random random = new Random(3);
    List<Part> shared = new ArrayList<>();
    List<Part> own = new ArrayList<>();
    int copies = 700_000 / ball.triangleCount() + 50;
    for (int i = 0; i < copies; i++) {
      Vec3 at =
          new Vec3(
              random.nextDouble() * 20 - 10,
              random.nextDouble() * 20 - 10,
              random.nextDouble() * 20 - 10);
      double yaw = 360 * random.nextDouble();
      double scale = 0.7 + 0.6 * random.nextDouble();
      shared.add(part(ball, at, yaw, scale));
      own.add(part(new Solid(ball.positions(), ball.normals(), ball.triangles()), at, yaw, scale));
    }
    try (Workers workers = Workers.of(2)) {
      Tracer instanced = Tracer.of(shared, workers, Progress.none());
      Tracer flat = Tracer.of(own, workers, Progress.none());
      Ray a = new Ray();
      Ray b = new Ray();
      int different = 0;
      for (int i = 0; i < 20_000; i++) {
        Random same = new Random(i);
        aim(a, same, 25);
        same.setSeed(i);
        aim(b, same, 25);
        instanced.closest(a);
        flat.closest(b);
        // rounding may decide a ray along a silhouette
        if (a.hit() != b.hit() || a.hit() && Math.abs(a.distance() - b.distance()) > 1e-3) {
          different++;
        }
      }
      assertThat(different).isLessThan(10);
    }
  }

  @Test
  void glassCastsNoShadow() {
    List<Part> parts =
        List.of(
            new Part(
                TestRoom.box(2, 2, 0.01),
                Pose.IDENTITY,
                1,
                new Material.Glass(new Rgb(1, 1, 1)),
                "pane",
                1));
    try (Workers workers = Workers.of(1)) {
      Tracer tracer = Tracer.of(parts, workers, Progress.none());
      Ray ray = new Ray();
      ray.set(0, 0, -1, 0, 0, 1, 5);
      assertThat(tracer.occluded(ray)).isFalse();
      tracer.closest(ray);
      assertThat(ray.hit()).isTrue();
    }
  }

  @Test
  void nothingIsHitWhereNothingIs() {
    try (Workers workers = Workers.of(1)) {
      Tracer tracer = Tracer.of(List.of(), workers, Progress.none());
      Ray ray = new Ray();
      ray.set(0, 0, 0, 0, 1, 0, 50);
      tracer.closest(ray);
      assertThat(ray.hit()).isFalse();
      assertThat(ray.distance()).isEqualTo(50f);
    }
  }
}
