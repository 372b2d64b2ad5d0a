package org.drag4d.compose;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Progress;

/**
 * The surfels of one object, in world coordinates where it stands (object-composition section 8.1):
 * spread evenly over its mesh, lying in the surface, coloured by its texture.
 *
 * @param surfels degree 0
 * @param partOfSurfel per surfel its part, from 1
 * @param parts the parts in order of their number
 */
public record ObjectSurfels(Surfels surfels, int[] partOfSurfel, List<Part> parts) {
  /** Standard deviation in mean spacings: large enough to close, small enough to stay sharp. */
  private static final double SIZE = 0.8;

  private static final double OPACITY_LOGIT = Math.log(0.9 / 0.1);

  /**
   * A part of an object: what stage 3 follows as one thing.
   *
   * @param id from 1; parts are numbered from the bottom up
   * @param surfels how many surfels it has
   * @param centre its middle in the object frame, metres
   * @param colour its mean colour, sRGB in [0, 1]
   */
  public record Part(int id, int surfels, Vec3 centre, Vec3 colour) {}

  /** Copies the list. */
  public ObjectSurfels {
    parts = List.copyOf(parts);
  }

  /** Makes the surfels of an object. */
  public static ObjectSurfels of(PlacedObject object, ComposeSettings settings, Progress progress) {
    progress.begin("covering the object with surfels", 2, "steps");
    Samples samples = Samples.of(object.metricMesh(), settings.surfelsPerObject(), settings.seed());
    progress.advance(1);
    PartClusters clusters =
        PartClusters.of(
            samples.positions,
            samples.normals,
            samples.colours,
            settings.parts(),
            settings.seed(),
            progress);
    progress.advance(2);
    return new ObjectSurfels(
        samples.surfels(object.objectToWorld()), clusters.partOfPoint(), clusters.parts());
  }

  /**
   * Points on a mesh.
   *
   * @param positions x y z per point, object frame, metres
   * @param normals x y z per point
   * @param colours red green blue per point, sRGB
   * @param spacing mean distance between neighbours, metres
   */
  private record Samples(float[] positions, float[] normals, float[] colours, double spacing) {

    /** One point in every equal share of the area; triangles come in the mesh's order. */
    static Samples of(TriangleMesh mesh, int count, long seed) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      double[] areaUpTo = areas(mesh);
      double area = areaUpTo[areaUpTo.length - 1];
      double spacing = Math.sqrt(area / count);
      SurfaceColour colour = SurfaceColour.of(mesh, spacing);
      Samples samples =
          new Samples(new float[3 * count], new float[3 * count], new float[3 * count], spacing);
      int t = 0;
      float[] barycentric = new float[3];
      for (int i = 0; i < count; i++) {
        double target = (i + random.nextDouble()) / count * area;
        while (t < areaUpTo.length - 1 && areaUpTo[t] < target) {
          t++;
        }
        double root = Math.sqrt(random.nextDouble());
        double v = random.nextDouble();
        barycentric[0] = (float) (1 - root);
        barycentric[1] = (float) (root * (1 - v));
        barycentric[2] = (float) (root * v);
        samples.put(i, mesh, t, barycentric, colour);
      }
      return samples;
    }

    private static double[] areas(TriangleMesh mesh) {
      double[] areaUpTo = new double[mesh.triangleCount()];
      double area = 0;
      for (int t = 0; t < areaUpTo.length; t++) {
        area += cross(mesh, t).length() / 2;
        areaUpTo[t] = area;
      }
      return areaUpTo;
    }

    private static Vec3 cross(TriangleMesh mesh, int t) {
      Vec3 a = vec(mesh.positions(), mesh.triangles()[3 * t]);
      Vec3 b = vec(mesh.positions(), mesh.triangles()[3 * t + 1]);
      Vec3 c = vec(mesh.positions(), mesh.triangles()[3 * t + 2]);
      return b.minus(a).cross(c.minus(a));
    }

    private static Vec3 vec(float[] array, int i) {
      return new Vec3(array[3 * i], array[3 * i + 1], array[3 * i + 2]);
    }

    private void put(int i, TriangleMesh mesh, int t, float[] barycentric, SurfaceColour colour) {
      Vec3 position = Vec3.ZERO;
      Vec3 normal = Vec3.ZERO;
      for (int c = 0; c < 3; c++) {
        int vertex = mesh.triangles()[3 * t + c];
        position = position.plus(vec(mesh.positions(), vertex).times(barycentric[c]));
        if (mesh.normals().length > 0) {
          normal = normal.plus(vec(mesh.normals(), vertex).times(barycentric[c]));
        }
      }
      if (!(normal.length() > 1e-6)) {
        normal = cross(mesh, t);
      }
      normal = normal.length() > 0 ? normal.normalised() : Vec3.UP;
      positions[3 * i] = (float) position.x();
      positions[3 * i + 1] = (float) position.y();
      positions[3 * i + 2] = (float) position.z();
      normals[3 * i] = (float) normal.x();
      normals[3 * i + 1] = (float) normal.y();
      normals[3 * i + 2] = (float) normal.z();
      colour.at(t, barycentric, colours, 3 * i);
    }

    /** The third axis of a surfel's rotation is its normal; which way the tangents lie is free. */
    Surfels surfels(Pose objectToWorld) {
      int n = positions.length / 3;
      float[] world = new float[3 * n];
      float[] rotations = new float[4 * n];
      float[] logScales = new float[2 * n];
      float[] opacityLogits = new float[n];
      float[] harmonics = new float[3 * n];
      Arrays.fill(logScales, (float) Math.log(SIZE * spacing));
      Arrays.fill(opacityLogits, (float) OPACITY_LOGIT);
      for (int i = 0; i < n; i++) {
        Vec3 p = objectToWorld.apply(vec(positions, i));
        Quaternion q = Quaternion.facing(objectToWorld.applyToDirection(vec(normals, i)));
        world[3 * i] = (float) p.x();
        world[3 * i + 1] = (float) p.y();
        world[3 * i + 2] = (float) p.z();
        rotations[4 * i] = (float) q.w();
        rotations[4 * i + 1] = (float) q.x();
        rotations[4 * i + 2] = (float) q.y();
        rotations[4 * i + 3] = (float) q.z();
        for (int c = 0; c < 3; c++) {
          harmonics[3 * i + c] = (float) ((colours[3 * i + c] - 0.5) / Surfels.C0);
        }
      }
      return new Surfels(0, world, rotations, logScales, opacityLogits, harmonics);
    }
  }
}
