package org.drag4d.world.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Solid;

/**
 * Whatever the trees are made of and however rays lie in them: hits are those of asking every
 * triangle in double precision. Triangles without an area, copies of one another, all in one plane;
 * rays along the axes and in the planes of boxes.
 */
class TraversalPropertiesTest {
  private static final Material GREY = new Material.Plain(new Rgb(0.5, 0.5, 0.5), 1);
  private static final Material GLASS = new Material.Glass(new Rgb(1, 1, 1));
  private static final int RAYS = 150;

  /** Far enough from an edge, in barycentric weight, for float to decide as double does. */
  private static final double CLEARLY = 2e-3;

  @Property(tries = 60)
  void hitsAreThoseOfAskingEveryTriangle(@ForAll long seed) {
    Random random = new Random(seed);
    List<Part> parts = place(random);
    try (Workers workers = Workers.of(1)) {
      List<Tracer> tracers =
          List.of(
              Tracer.of(parts, NodeTest.scalar(), workers, Progress.none()),
              Tracer.of(parts, NodeTest.fastest(), workers, Progress.none()),
              Tracer.instanced(parts, NodeTest.scalar(), workers, Progress.none()),
              Tracer.instanced(parts, NodeTest.fastest(), workers, Progress.none()));
      Ray asked = new Ray();
      List<Integer> scalar = List.of();
      for (int i = 0; i < RAYS; i++) {
        Vec3 origin = origin(random);
        Vec3 direction = direction(random);
        double limit = random.nextInt(3) == 0 ? 3 * random.nextDouble() : 50;
        for (int k = 0; k < tracers.size(); k++) {
          aim(asked, origin, direction, limit);
          tracers.get(k).closest(asked);
          check(parts, asked, limit);
          if (k % 2 == 0) {
            scalar = bits(asked);
          } else {
            assertThat(bits(asked)).isEqualTo(scalar);
          }
          aim(asked, origin, direction, limit);
          checkShadow(parts, asked, limit, tracers.get(k).occluded(asked));
          // what hid the light still does
          boolean hidden = tracers.get(k).occluded(asked);
          asked.setAgain(
              asked.world.ox,
              asked.world.oy,
              asked.world.oz,
              asked.world.dx,
              asked.world.dy,
              asked.world.dz,
              limit);
          assertThat(tracers.get(k).occluded(asked)).isEqualTo(hidden);
        }
      }
    }
  }

  private static List<Integer> bits(Ray ray) {
    return List.of(
        ray.part(),
        ray.triangle(),
        Float.floatToRawIntBits(ray.distance()),
        ray.hit() ? Float.floatToRawIntBits(ray.u()) : 0,
        ray.hit() ? Float.floatToRawIntBits(ray.v()) : 0);
  }

  private static void aim(Ray ray, Vec3 o, Vec3 d, double limit) {
    ray.set(o.x(), o.y(), o.z(), d.x(), d.y(), d.z(), limit);
  }

  /** A hit lies on its triangle, and nothing lies clearly before it. */
  private static void check(List<Part> parts, Ray ray, double limit) {
    Vec3 o = new Vec3(ray.world.ox, ray.world.oy, ray.world.oz);
    Vec3 d = new Vec3(ray.world.dx, ray.world.dy, ray.world.dz);
    double found = ray.hit() ? ray.distance() : limit;
    if (ray.hit()) {
      double[] tuv = meet(parts.get(ray.part()), ray.triangle(), o, d);
      // a ray nearly in the triangle's plane has no certain distance
      if (tuv[3] > 1e-2) {
        assertThat(tuv[0]).isCloseTo(found, within(1e-3));
        assertThat(inside(tuv)).isGreaterThan(-CLEARLY);
      }
    }
    for (Part part : parts) {
      for (int i = 0; i < part.solid().triangleCount(); i++) {
        assertThat(clearlyMet(part, i, o, d, found - 1e-3)).isFalse();
      }
    }
  }

  private static void checkShadow(List<Part> parts, Ray ray, double limit, boolean hidden) {
    Vec3 o = new Vec3(ray.world.ox, ray.world.oy, ray.world.oz);
    Vec3 d = new Vec3(ray.world.dx, ray.world.dy, ray.world.dz);
    boolean clearly = false;
    boolean perhaps = false;
    for (Part part : parts) {
      if (part.material() instanceof Material.Glass) {
        continue;
      }
      for (int i = 0; i < part.solid().triangleCount(); i++) {
        clearly |= clearlyMet(part, i, o, d, limit - 1e-3);
        double[] tuv = meet(part, i, o, d);
        perhaps |=
            tuv[3] < 1e-2 || tuv[0] > -1e-3 && tuv[0] < limit + 1e-3 && inside(tuv) > -CLEARLY;
      }
    }
    if (clearly) {
      assertThat(hidden).isTrue();
    }
    if (!perhaps) {
      assertThat(hidden).isFalse();
    }
  }

  private static boolean clearlyMet(Part part, int triangle, Vec3 o, Vec3 d, double before) {
    double[] tuv = meet(part, triangle, o, d);
    return tuv[3] > 1e-2 && tuv[0] > 1e-3 && tuv[0] < before && inside(tuv) > CLEARLY;
  }

  private static double inside(double[] tuv) {
    return Math.min(Math.min(tuv[1], tuv[2]), 1 - tuv[1] - tuv[2]);
  }

  /** Distance, two barycentric weights, cosine to the normal (0 without an area). */
  private static double[] meet(Part part, int triangle, Vec3 o, Vec3 d) {
    int[] index = part.solid().triangles();
    Vec3 a = vertex(part, index[triangle * 3]);
    Vec3 e1 = vertex(part, index[triangle * 3 + 1]).minus(a);
    Vec3 e2 = vertex(part, index[triangle * 3 + 2]).minus(a);
    Vec3 n = e1.cross(e2);
    double area = n.dot(n);
    if (Math.sqrt(area) < 1e-4) {
      return new double[4];
    }
    double t = n.dot(a.minus(o)) / n.dot(d);
    Vec3 q = o.plus(d.times(t)).minus(a);
    return new double[] {
      t, q.cross(e2).dot(n) / area, e1.cross(q).dot(n) / area, Math.abs(n.dot(d)) / Math.sqrt(area)
    };
  }

  private static Vec3 vertex(Part part, int index) {
    float[] p = part.solid().positions();
    return part.localToWorld()
        .apply(new Vec3(p[index * 3], p[index * 3 + 1], p[index * 3 + 2]).times(part.scale()));
  }

  private static List<Part> place(Random random) {
    List<Part> parts = new ArrayList<>();
    int solids = 1 + random.nextInt(3);
    for (int i = 0; i < solids; i++) {
      Solid solid = solid(random);
      int copies = 1 + random.nextInt(4);
      for (int k = 0; k < copies; k++) {
        boolean square = random.nextBoolean();
        Quaternion turn =
            square
                ? Quaternion.ofYawPitchRoll(90 * random.nextInt(4), 0, 0)
                : Quaternion.ofYawPitchRoll(360 * random.nextDouble(), 20, 5);
        parts.add(
            new Part(
                solid,
                new Pose(turn, new Vec3(grid(random), grid(random), grid(random))),
                square ? 1 : 0.5 + random.nextDouble(),
                random.nextInt(4) == 0 ? GLASS : GREY,
                "thing",
                1));
      }
    }
    return parts;
  }

  private static Solid solid(Random random) {
    int triangles = 1 + random.nextInt(60);
    boolean flat = random.nextInt(4) == 0;
    float[] p = new float[triangles * 9];
    float[] normals = new float[triangles * 9];
    int[] indices = new int[triangles * 3];
    for (int i = 0; i < triangles; i++) {
      boolean onGrid = random.nextBoolean();
      for (int k = 0; k < 9; k++) {
        p[i * 9 + k] =
            flat && k % 3 == 1 ? 0.5f : onGrid ? grid(random) : 4 * random.nextFloat() - 2;
        normals[i * 9 + k] = k % 3 == 1 ? 1 : 0;
        indices[i * 3 + k / 3] = i * 3 + k / 3;
      }
      switch (random.nextInt(6)) {
        // a point, a line, a copy
        case 0 -> System.arraycopy(p, i * 9, p, i * 9 + 3, 3);
        case 1 -> {
          for (int k = 0; k < 3; k++) {
            p[i * 9 + 6 + k] = 0.5f * (p[i * 9 + k] + p[i * 9 + 3 + k]);
          }
        }
        case 2 -> System.arraycopy(p, 0, p, i * 9, 9);
        default -> {
          // as it came
        }
      }
    }
    return new Solid(p, normals, indices);
  }

  private static float grid(Random random) {
    return (random.nextInt(9) - 4) * 0.5f;
  }

  private static Vec3 origin(Random random) {
    return random.nextBoolean()
        ? new Vec3(grid(random), grid(random), grid(random))
        : new Vec3(
            random.nextDouble() * 8 - 4, random.nextDouble() * 8 - 4, random.nextDouble() * 8 - 4);
  }

  private static Vec3 direction(Random random) {
    double x = random.nextGaussian();
    double y = random.nextGaussian();
    double z = random.nextGaussian();
    switch (random.nextInt(4)) {
      case 0 -> {
        int axis = random.nextInt(3);
        double sign = random.nextBoolean() ? 1 : -1;
        return new Vec3(axis == 0 ? sign : -0.0, axis == 1 ? sign : 0.0, axis == 2 ? sign : -0.0);
      }
      case 1 -> y = 0;
      default -> {
        // anywhere
      }
    }
    double n = 1 / Math.sqrt(x * x + y * y + z * z);
    return new Vec3(x * n, y * n, z * n);
  }
}
