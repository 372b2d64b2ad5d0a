package org.drag4d.priors.neural;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.compose.ObjectGenerator;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;
import org.drag4d.nets.triposr.TripoSr;
import org.drag4d.nets.triposr.TripoSrFiles;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.world.object.Lattice;
import org.drag4d.world.object.MarchingTetrahedra;

/**
 * TripoSR (Tochilkin et al. 2024; object-composition section 2.4): the picture becomes three planes
 * of features, from which density and colour are read at any point; the object's surface is where
 * the density crosses a threshold. The network's frame has z up and the front towards +x.
 */
public final class TripoSrObject implements ObjectGenerator {
  /** The name by which this prior is chosen. */
  public static final String NAME = "triposr";

  /** Fine cells to a coarse one, each way. */
  private static final int REFINEMENT = 4;

  /** Components with a smaller share of the largest one's triangles are dust. */
  private static final double DUST = 0.02;

  private static final int BATCH = 1 << 17;

  private final TripoSrFiles files;
  private final Settings settings;

  /**
   * How fine the surface is.
   *
   * @param cells of the lattice along each side, a multiple of 4
   * @param threshold the density at the surface
   */
  public record Settings(int cells, double threshold) {
    /** The published threshold; the published 256 cells give more triangles than anyone needs. */
    public static final Settings DEFAULT = new Settings(192, 25);

    /** Checks the numbers. */
    public Settings {
      if (cells < REFINEMENT || cells % REFINEMENT != 0 || cells > 512 || !(threshold > 0)) {
        throw new IllegalArgumentException(cells + " cells, threshold " + threshold);
      }
    }
  }

  /** Takes the network's files; they are opened when an object is asked for. */
  public TripoSrObject(TripoSrFiles files, Settings settings) {
    this.files = files;
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TriangleMesh generate(Image picture, Image mask, Progress progress) {
    progress.begin("imagining the object", 0, "");
    try (TripoSrFiles.Loaded loaded = files.open();
        Scope _ = Scope.withoutGradients()) {
      TripoSr network = loaded.network();
      Image square = ObjectPicture.prepare(picture, mask, network.config().imageSize());
      Tensor planes;
      try (Scope inner = Scope.withoutGradients()) {
        Tensor input = PictureTensors.unit(square);
        planes = inner.keep(network.planes(loaded.weights(), input).squeeze(0));
      }
      progress.check();
      Query query = new Query(network, loaded.weights(), planes);
      float radius = (float) network.config().radius();
      Lattice lattice =
          Lattice.covering(
              new Vec3(-radius, -radius, -radius),
              new Vec3(radius, radius, radius),
              2.0 * radius / settings.cells() * (1 + 1e-9));
      float[] values = field(lattice, query, progress);
      TriangleMesh surface =
          MarchingTetrahedra.surface(lattice, values, new Interpolated(lattice, values)::at);
      if (surface.triangleCount() == 0) {
        throw new InputException("", NAME + " sees no object in the picture");
      }
      return coloured(inObjectFrame(withoutDust(surface)), query, progress);
    }
  }

  /** Reads the network at many points. */
  private record Query(TripoSr network, Weights weights, Tensor planes) {
    /** Returns densities, or colours [n, 3], at points [n, 3] of the network's frame. */
    float[] at(float[] points, boolean colours, Progress progress) {
      int count = points.length / 3;
      float[] result = new float[colours ? points.length : count];
      for (int from = 0; from < count; from += BATCH) {
        progress.check();
        int some = Math.min(BATCH, count - from);
        try (Scope _ = Scope.withoutGradients()) {
          TripoSr.Field field =
              network.query(
                  weights,
                  planes,
                  Tensors.of(Arrays.copyOfRange(points, 3 * from, 3 * (from + some)), some, 3));
          float[] read = Tensors.floats(colours ? field.colour() : field.density());
          System.arraycopy(read, 0, result, colours ? 3 * from : from, read.length);
        }
      }
      return result;
    }
  }

  /**
   * The logarithm of threshold over density, negative inside, at all points of a lattice. Coarse
   * points are read first; fine ones only in coarse cells near the surface, since elsewhere only
   * the sign matters. The lattice's rim is outside, so that the surface is closed.
   */
  private float[] field(Lattice lattice, Query query, Progress progress) {
    int coarse = settings.cells() / REFINEMENT;
    int side = coarse + 1;
    progress.begin("reading the object's density", 2, "passes");
    float[] points = new float[3 * side * side * side];
    for (int at = 0; at < points.length / 3; at++) {
      points[3 * at] = (float) lattice.x(at % side * REFINEMENT);
      points[3 * at + 1] = (float) lattice.y(at / side % side * REFINEMENT);
      points[3 * at + 2] = (float) lattice.z(at / side / side * REFINEMENT);
    }
    float[] rough = logarithms(query.at(points, false, progress));
    progress.advance(1);
    boolean[] near = near(rough, coarse);
    float[] values = new float[lattice.size()];
    int[] wanted = new int[1 << 16];
    int count = 0;
    for (int k = 0; k < lattice.nz(); k++) {
      for (int j = 0; j < lattice.ny(); j++) {
        for (int i = 0; i < lattice.nx(); i++) {
          int at = lattice.index(i, j, k);
          int ci = Math.min(coarse - 1, i / REFINEMENT);
          int cj = Math.min(coarse - 1, j / REFINEMENT);
          int ck = Math.min(coarse - 1, k / REFINEMENT);
          if (near[(ck * coarse + cj) * coarse + ci]) {
            if (count == wanted.length) {
              wanted = Arrays.copyOf(wanted, 2 * count);
            }
            wanted[count++] = at;
          } else {
            values[at] = rough[(ck * side + cj) * side + ci];
          }
        }
      }
    }
    float[] fine = new float[3 * count];
    for (int n = 0; n < count; n++) {
      int at = wanted[n];
      fine[3 * n] = (float) lattice.x(at % lattice.nx());
      fine[3 * n + 1] = (float) lattice.y(at / lattice.nx() % lattice.ny());
      fine[3 * n + 2] = (float) lattice.z(at / lattice.nx() / lattice.ny());
    }
    float[] exact = logarithms(query.at(fine, false, progress));
    for (int n = 0; n < count; n++) {
      values[wanted[n]] = exact[n];
    }
    closeRim(lattice, values);
    progress.advance(2);
    return values;
  }

  private float[] logarithms(float[] densities) {
    for (int at = 0; at < densities.length; at++) {
      densities[at] =
          (float) Math.clamp(Math.log(settings.threshold() / densities[at]), -20.0, 20.0);
    }
    return densities;
  }

  /** Says which coarse cells, or neighbours of theirs, have corners on both sides. */
  private static boolean[] near(float[] rough, int cells) {
    int side = cells + 1;
    boolean[] near = new boolean[cells * cells * cells];
    for (int k = 0; k < cells; k++) {
      for (int j = 0; j < cells; j++) {
        for (int i = 0; i < cells; i++) {
          int inside = 0;
          for (int c = 0; c < 8; c++) {
            int at = ((k + (c >> 2)) * side + j + (c >> 1 & 1)) * side + i + (c & 1);
            inside += rough[at] < 0 ? 1 : 0;
          }
          if (inside > 0 && inside < 8) {
            markAround(near, cells, i, j, k);
          }
        }
      }
    }
    return near;
  }

  private static void markAround(boolean[] near, int cells, int i, int j, int k) {
    for (int z = Math.max(0, k - 1); z <= Math.min(cells - 1, k + 1); z++) {
      for (int y = Math.max(0, j - 1); y <= Math.min(cells - 1, j + 1); y++) {
        for (int x = Math.max(0, i - 1); x <= Math.min(cells - 1, i + 1); x++) {
          near[(z * cells + y) * cells + x] = true;
        }
      }
    }
  }

  private static void closeRim(Lattice lattice, float[] values) {
    for (int k = 0; k < lattice.nz(); k++) {
      for (int j = 0; j < lattice.ny(); j++) {
        for (int i = 0; i < lattice.nx(); i++) {
          boolean rim =
              i == 0
                  || j == 0
                  || k == 0
                  || i == lattice.nx() - 1
                  || j == lattice.ny() - 1
                  || k == lattice.nz() - 1;
          int at = lattice.index(i, j, k);
          values[at] = rim ? Math.max(values[at], 1) : values[at];
        }
      }
    }
  }

  /** The field between the points of its lattice, straight along every axis. */
  private record Interpolated(Lattice lattice, float[] values) {
    double at(double x, double y, double z) {
      double u = Math.clamp((x - lattice.x(0)) / lattice.spacing(), 0, lattice.nx() - 1.000001);
      double v = Math.clamp((y - lattice.y(0)) / lattice.spacing(), 0, lattice.ny() - 1.000001);
      double w = Math.clamp((z - lattice.z(0)) / lattice.spacing(), 0, lattice.nz() - 1.000001);
      double sum = 0;
      for (int c = 0; c < 8; c++) {
        double share =
            ((c & 1) == 0 ? 1 - (u - (int) u) : u - (int) u)
                * ((c >> 1 & 1) == 0 ? 1 - (v - (int) v) : v - (int) v)
                * (c >> 2 == 0 ? 1 - (w - (int) w) : w - (int) w);
        sum +=
            share
                * values[
                    lattice.index((int) u + (c & 1), (int) v + (c >> 1 & 1), (int) w + (c >> 2))];
      }
      return sum;
    }
  }

  // ---------------------------------------------------------------- mesh

  /** Leaves away small pieces that touch nothing else. */
  private static TriangleMesh withoutDust(TriangleMesh mesh) {
    int[] root = new int[mesh.vertexCount()];
    Arrays.setAll(root, v -> v);
    int[] t = mesh.triangles();
    for (int at = 0; at < t.length; at += 3) {
      join(root, t[at], t[at + 1]);
      join(root, t[at], t[at + 2]);
    }
    int[] triangles = new int[root.length];
    for (int at = 0; at < t.length; at += 3) {
      triangles[find(root, t[at])]++;
    }
    int most = Arrays.stream(triangles).max().orElse(0);
    int[] number = new int[root.length];
    Arrays.fill(number, -1);
    int[] kept = new int[t.length];
    int corners = 0;
    Deque<Integer> order = new ArrayDeque<>();
    for (int at = 0; at < t.length; at++) {
      if (triangles[find(root, t[at])] >= DUST * most) {
        if (number[t[at]] < 0) {
          number[t[at]] = order.size();
          order.add(t[at]);
        }
        kept[corners++] = number[t[at]];
      }
    }
    float[] positions = new float[3 * order.size()];
    float[] normals = new float[3 * order.size()];
    int into = 0;
    for (int vertex : order) {
      System.arraycopy(mesh.positions(), 3 * vertex, positions, into, 3);
      System.arraycopy(mesh.normals(), 3 * vertex, normals, into, 3);
      into += 3;
    }
    return new TriangleMesh(
        positions,
        normals,
        new float[0],
        new float[0],
        Arrays.copyOf(kept, corners),
        Optional.empty());
  }

  private static int find(int[] root, int vertex) {
    int v = vertex;
    while (root[v] != v) {
      root[v] = root[root[v]];
      v = root[v];
    }
    return v;
  }

  private static void join(int[] root, int a, int b) {
    int ra = find(root, a);
    int rb = find(root, b);
    root[Math.max(ra, rb)] = Math.min(ra, rb);
  }

  /** (x, y, z) of the network is (z, x, y) of an object: a turn, so triangles keep their sense. */
  private static TriangleMesh inObjectFrame(TriangleMesh mesh) {
    return new TriangleMesh(
        turned(mesh.positions()),
        turned(mesh.normals()),
        new float[0],
        new float[0],
        mesh.triangles(),
        Optional.empty());
  }

  private static float[] turned(float[] vectors) {
    float[] turned = new float[vectors.length];
    for (int at = 0; at < vectors.length; at += 3) {
      turned[at] = vectors[at + 1];
      turned[at + 1] = vectors[at + 2];
      turned[at + 2] = vectors[at];
    }
    return turned;
  }

  /** Colours at the vertices, then longest side 1 and the origin under the middle. */
  private static TriangleMesh coloured(TriangleMesh mesh, Query query, Progress progress) {
    float[] p = mesh.positions();
    float[] points = new float[p.length];
    double[] low = {1e9, 1e9, 1e9};
    double[] high = {-1e9, -1e9, -1e9};
    for (int at = 0; at < p.length; at += 3) {
      points[at] = p[at + 2];
      points[at + 1] = p[at];
      points[at + 2] = p[at + 1];
      for (int c = 0; c < 3; c++) {
        low[c] = Math.min(low[c], p[at + c]);
        high[c] = Math.max(high[c], p[at + c]);
      }
    }
    float[] colours = query.at(points, true, progress);
    double scale = 1 / Math.max(high[0] - low[0], Math.max(high[1] - low[1], high[2] - low[2]));
    double[] origin = {(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2};
    for (int at = 0; at < p.length; at++) {
      p[at] = (float) ((p[at] - origin[at % 3]) * scale);
    }
    return new TriangleMesh(
        p, mesh.normals(), colours, new float[0], mesh.triangles(), Optional.empty());
  }
}
