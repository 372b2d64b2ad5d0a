package org.drag4d.world.trace;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.look.Material;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Solid;

/**
 * All triangles of a place, ready for rays. Solids that many parts share keep one tree of their own
 * under a top tree of instances, so that a wood of 1.5 million triangles fits; everything else lies
 * flattened in one tree of world triangles (built-in-world section 2). Immutable: any number of
 * threads may trace, each with its own {@link Ray}.
 */
public final class Tracer {
  /** Up to so many triangles in all, everything is flattened: one tree is the fastest. */
  private static final long FLATTEN_UP_TO = 1_200_000;

  /** Smaller solids are flattened even when shared. */
  private static final int SMALLEST_INSTANCE = 12;

  private final List<Part> parts;
  private final Solid[] solids;
  private final int[] instances;
  private final boolean[] clear;
  // per part: rotation (row-major), translation, scale
  private final double[] rotation;
  private final double[] translation;
  private final double[] scale;
  private final Traversal traversal;
  private final long triangles;

  private Tracer(
      List<Part> parts, NodeTest nodeTest, long flattenUpTo, Workers workers, Progress progress) {
    this.parts = List.copyOf(parts);
    int n = parts.size();
    solids = new Solid[n];
    instances = new int[n];
    clear = new boolean[n];
    rotation = new double[n * 9];
    translation = new double[n * 3];
    scale = new double[n];
    long total = 0;
    Map<Solid, Integer> uses = new IdentityHashMap<>();
    for (int i = 0; i < n; i++) {
      Part part = parts.get(i);
      place(i, part);
      solids[i] = part.solid();
      instances[i] = part.instance();
      clear[i] =
          part.material() instanceof Material.Glass || part.material() instanceof Material.Glow;
      uses.merge(part.solid(), 1, Integer::sum);
      total += part.solid().triangleCount();
    }
    triangles = total;
    boolean flatten = total <= flattenUpTo;
    List<Integer> flat = new ArrayList<>();
    List<Integer> instanced = new ArrayList<>();
    List<Solid> shared = new ArrayList<>();
    Map<Solid, Integer> solidTree = new IdentityHashMap<>();
    for (int i = 0; i < n; i++) {
      Solid solid = solids[i];
      if (flatten || uses.get(solid) < 2 || solid.triangleCount() < SMALLEST_INSTANCE) {
        flat.add(i);
      } else {
        instanced.add(i);
        if (solidTree.putIfAbsent(solid, shared.size()) == null) {
          shared.add(solid);
        }
      }
    }
    int flattened = trianglesOf(flat) == 0 ? 0 : 1;
    TriangleTree[] trees = new TriangleTree[flattened + shared.size()];
    workers.forEach(
        trees.length,
        (tree, worker) -> {
          progress.check();
          trees[tree] = tree < flattened ? flattened(flat) : alone(shared.get(tree - flattened));
        });
    int[] treeOf = new int[instanced.size()];
    int[] instanceParts = new int[instanced.size()];
    for (int i = 0; i < treeOf.length; i++) {
      instanceParts[i] = instanced.get(i);
      treeOf[i] = flattened + solidTree.get(solids[instanceParts[i]]);
    }
    Instances placed = new Instances(parts, instanceParts);
    PlaceTree tree = new PlaceTree(List.of(trees), flattened > 0, treeOf, placed);
    traversal = new Traversal(nodeTest, tree, placed, clear);
  }

  /** Builds the trees. */
  public static Tracer of(List<Part> parts, Workers workers, Progress progress) {
    return new Tracer(parts, NodeTest.fastest(), FLATTEN_UP_TO, workers, progress);
  }

  /** Builds the trees for a given node test; for comparing the two. */
  public static Tracer of(List<Part> parts, NodeTest test, Workers workers, Progress progress) {
    return new Tracer(parts, test, FLATTEN_UP_TO, workers, progress);
  }

  /** Builds the trees with instances of whatever is shared, however little it is. */
  static Tracer instanced(List<Part> parts, NodeTest test, Workers workers, Progress progress) {
    return new Tracer(parts, test, 0, workers, progress);
  }

  private void place(int i, Part part) {
    Vec3 x = part.localToWorld().rotation().xAxis();
    Vec3 y = part.localToWorld().rotation().yAxis();
    Vec3 z = part.localToWorld().rotation().zAxis();
    double[] r = {x.x(), y.x(), z.x(), x.y(), y.y(), z.y(), x.z(), y.z(), z.z()};
    System.arraycopy(r, 0, rotation, i * 9, 9);
    Vec3 t = part.localToWorld().translation();
    translation[i * 3] = t.x();
    translation[i * 3 + 1] = t.y();
    translation[i * 3 + 2] = t.z();
    scale[i] = part.scale();
  }

  private int trianglesOf(List<Integer> some) {
    int count = 0;
    for (int part : some) {
      count += solids[part].triangleCount();
    }
    return count;
  }

  private TriangleTree flattened(List<Integer> flat) {
    int count = trianglesOf(flat);
    float[] corners = new float[count * 9];
    int[] partOf = new int[count];
    int[] triangleOf = new int[count];
    double[] world = new double[3];
    int at = 0;
    for (int part : flat) {
      Solid solid = solids[part];
      int[] index = solid.triangles();
      for (int i = 0; i < index.length; i++) {
        worldVertex(part, index[i], world);
        for (int k = 0; k < 3; k++) {
          corners[at * 9 + (i % 3) * 3 + k] = (float) world[k];
        }
        if (i % 3 == 2) {
          partOf[at] = part;
          triangleOf[at++] = i / 3;
        }
      }
    }
    return new TriangleTree(corners, partOf, triangleOf);
  }

  private static TriangleTree alone(Solid solid) {
    int count = solid.triangleCount();
    float[] corners = new float[count * 9];
    int[] partOf = new int[count];
    int[] triangleOf = new int[count];
    for (int i = 0; i < count; i++) {
      partOf[i] = -1;
      triangleOf[i] = i;
      for (int c = 0; c < 3; c++) {
        System.arraycopy(
            solid.positions(), solid.triangles()[i * 3 + c] * 3, corners, i * 9 + c * 3, 3);
      }
    }
    return new TriangleTree(corners, partOf, triangleOf);
  }

  private void worldVertex(int part, int vertex, double[] out) {
    float[] p = solids[part].positions();
    double s = scale[part];
    double x = p[vertex * 3] * s;
    double y = p[vertex * 3 + 1] * s;
    double z = p[vertex * 3 + 2] * s;
    int r = part * 9;
    for (int k = 0; k < 3; k++) {
      out[k] =
          rotation[r + k * 3] * x
              + rotation[r + k * 3 + 1] * y
              + rotation[r + k * 3 + 2] * z
              + translation[part * 3 + k];
    }
  }

  /** Returns the parts, in the order of the indices that hits carry. */
  public List<Part> parts() {
    return parts;
  }

  /** Returns the number of the thing that a part belongs to. */
  public int instance(int part) {
    return instances[part];
  }

  /** Returns how many triangles the place has, every instance counted. */
  public long triangleCount() {
    return triangles;
  }

  /** Finds what the ray meets first; the answer is in the ray. */
  public void closest(Ray ray) {
    traversal.closest(ray);
  }

  /**
   * Says whether anything but clear parts (glass, glowing surfaces) lies between the ray's origin
   * and its limit.
   */
  public boolean occluded(Ray ray) {
    return traversal.occluded(ray);
  }

  /** Describes the surface where the ray hit; see {@link SurfacePoint}. */
  public void describe(Ray ray, SurfacePoint out) {
    int part = ray.part;
    Solid solid = solids[part];
    int[] index = solid.triangles();
    float[] p = solid.positions();
    float[] m = solid.normals();
    int a = index[ray.triangle * 3] * 3;
    int b = index[ray.triangle * 3 + 1] * 3;
    int c = index[ray.triangle * 3 + 2] * 3;
    double v = ray.u;
    double w = ray.v;
    double u = 1 - v - w;
    double s = scale[part];
    double e1x = (double) p[b] - p[a];
    double e1y = (double) p[b + 1] - p[a + 1];
    double e1z = (double) p[b + 2] - p[a + 2];
    double e2x = (double) p[c] - p[a];
    double e2y = (double) p[c + 1] - p[a + 1];
    double e2z = (double) p[c + 2] - p[a + 2];
    out.part = part;
    out.localX = (p[a] + v * e1x + w * e2x) * s;
    out.localY = (p[a + 1] + v * e1y + w * e2y) * s;
    out.localZ = (p[a + 2] + v * e1z + w * e2z) * s;
    double gx = e1y * e2z - e1z * e2y;
    double gy = e1z * e2x - e1x * e2z;
    double gz = e1x * e2y - e1y * e2x;
    double g = 1 / Math.sqrt(Math.max(gx * gx + gy * gy + gz * gz, 1e-60));
    gx *= g;
    gy *= g;
    gz *= g;
    double nx = u * m[a] + v * m[b] + w * m[c];
    double ny = u * m[a + 1] + v * m[b + 1] + w * m[c + 1];
    double nz = u * m[a + 2] + v * m[b + 2] + w * m[c + 2];
    double n = nx * nx + ny * ny + nz * nz;
    if (n > 1e-12) {
      n = 1 / Math.sqrt(n);
      nx *= n;
      ny *= n;
      nz *= n;
    } else {
      nx = gx;
      ny = gy;
      nz = gz;
    }
    out.localNormalX = nx;
    out.localNormalY = ny;
    out.localNormalZ = nz;
    int r = part * 9;
    double[] q = rotation;
    out.x = q[r] * out.localX + q[r + 1] * out.localY + q[r + 2] * out.localZ;
    out.y = q[r + 3] * out.localX + q[r + 4] * out.localY + q[r + 5] * out.localZ;
    out.z = q[r + 6] * out.localX + q[r + 7] * out.localY + q[r + 8] * out.localZ;
    out.x += translation[part * 3];
    out.y += translation[part * 3 + 1];
    out.z += translation[part * 3 + 2];
    out.geometricX = q[r] * gx + q[r + 1] * gy + q[r + 2] * gz;
    out.geometricY = q[r + 3] * gx + q[r + 4] * gy + q[r + 5] * gz;
    out.geometricZ = q[r + 6] * gx + q[r + 7] * gy + q[r + 8] * gz;
    out.normalX = q[r] * nx + q[r + 1] * ny + q[r + 2] * nz;
    out.normalY = q[r + 3] * nx + q[r + 4] * ny + q[r + 5] * nz;
    out.normalZ = q[r + 6] * nx + q[r + 7] * ny + q[r + 8] * nz;
    out.faceViewer(ray.world.dx, ray.world.dy, ray.world.dz);
  }

  /**
   * Returns the distance of the hit to float's full precision or better: the crossing of the ray
   * with the triangle's plane in double precision.
   *
   * @param origin where distances count from; the ray itself may have started later on the way
   * @param direction unit direction
   * @param nearly the distance in single precision
   */
  public double exactDistance(Ray ray, Vec3 origin, Vec3 direction, double nearly) {
    int[] index = solids[ray.part].triangles();
    double[] a = new double[3];
    double[] b = new double[3];
    double[] c = new double[3];
    worldVertex(ray.part, index[ray.triangle * 3], a);
    worldVertex(ray.part, index[ray.triangle * 3 + 1], b);
    worldVertex(ray.part, index[ray.triangle * 3 + 2], c);
    Vec3 corner = new Vec3(a[0], a[1], a[2]);
    Vec3 normal =
        new Vec3(b[0], b[1], b[2]).minus(corner).cross(new Vec3(c[0], c[1], c[2]).minus(corner));
    double slope = normal.dot(direction);
    double t = normal.dot(corner.minus(origin)) / slope;
    // a grazing or degenerate triangle keeps the single-precision answer
    return Math.abs(t - nearly) < 1e-3 * (1 + nearly) ? t : nearly;
  }

  /** Turns a vector of the part's frame into the world's. */
  public void toWorld(int part, double[] vector) {
    int r = part * 9;
    double x = vector[0];
    double y = vector[1];
    double z = vector[2];
    vector[0] = rotation[r] * x + rotation[r + 1] * y + rotation[r + 2] * z;
    vector[1] = rotation[r + 3] * x + rotation[r + 4] * y + rotation[r + 5] * z;
    vector[2] = rotation[r + 6] * x + rotation[r + 7] * y + rotation[r + 8] * z;
  }
}
