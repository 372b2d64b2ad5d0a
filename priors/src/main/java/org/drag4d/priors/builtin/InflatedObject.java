package org.drag4d.priors.builtin;

import java.util.Optional;
import org.drag4d.compose.ObjectGenerator;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.world.object.Lattice;
import org.drag4d.world.object.MarchingTetrahedra;
import org.drag4d.world.object.ScalarField;

/**
 * Blows the silhouette up like a balloon and puts the picture on it (object-composition section 5).
 * It knows nothing about the object but its outline: round things come out round, a chair comes out
 * as cushions. The back is the front mirrored and a little flatter, painted with what the rim
 * suggests; the lowest few per cent are cut flat to stand on.
 */
public final class InflatedObject implements ObjectGenerator {
  /** Cells along the longer side of the silhouette for the Poisson equation. */
  private static final int CELLS = 224;

  /** Lattice cells along the longer side for the surface. */
  private static final int LATTICE_CELLS = 84;

  /** Cylinder-exact; measured best over ten scanned objects (object-composition section 5). */
  private static final double INFLATION = 2;

  /** Depth of the back relative to the front. */
  private static final double BACK = 0.85;

  /** Share of the height that is cut off at the bottom. */
  private static final double BASE = 0.03;

  /** Empty cells around the silhouette. */
  private static final int MARGIN = 4;

  @Override
  public String name() {
    return "inflate";
  }

  @Override
  public TriangleMesh generate(Image picture, Image mask, Progress progress) {
    if (mask.channels() != 1
        || picture.channels() < 3
        || mask.width() != picture.width()
        || mask.height() != picture.height()) {
      throw new IllegalArgumentException("picture " + picture + " with mask " + mask);
    }
    progress.begin("inflating the object", 3, "steps");
    Silhouette outline = Silhouette.of(mask);
    double[] u =
        PoissonInflation.solve(
            outline.columns, outline.rows, outline.alpha, 1.0 / CELLS, INFLATION, progress);
    progress.advance(1);
    TriangleMesh surface = surface(outline, u);
    if (surface.triangleCount() == 0) {
      throw new InputException("", "the object in the picture is too thin to make a shape of");
    }
    progress.advance(2);
    TwoSidedTexture texture = TwoSidedTexture.paint(picture, mask, outline.box, progress);
    TriangleMesh mesh = normalised(textured(surface, outline, u, texture));
    progress.advance(3);
    return mesh;
  }

  /**
   * The soft mask resampled so that the longer side of the object has {@link #CELLS} cells.
   *
   * @param box columns and rows of the picture in which the mask is at least one half: left, top,
   *     width, height
   * @param cell edge of a cell in pixels
   * @param columns cells across, margins included
   * @param rows cells down, margins included
   * @param alpha per cell, rows from the top
   */
  private record Silhouette(int[] box, double cell, int columns, int rows, float[] alpha) {
    static Silhouette of(Image mask) {
      int[] box = box(mask);
      double cell = (double) Math.max(box[2], box[3]) / CELLS;
      int columns = (int) Math.ceil(box[2] / cell) + 2 * MARGIN;
      int rows = (int) Math.ceil(box[3] / cell) + 2 * MARGIN;
      float[] alpha = new float[columns * rows];
      int taps = Math.max(2, (int) Math.ceil(2 * cell));
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          double sum = 0;
          // a tent two cells wide: smooths jagged fur and the steps of enlarged pixels
          double weights = 0;
          for (int b = 0; b < taps; b++) {
            double oy = (b + 0.5) / taps * 2 - 1;
            for (int a = 0; a < taps; a++) {
              double ox = (a + 0.5) / taps * 2 - 1;
              double w = (1 - Math.abs(ox)) * (1 - Math.abs(oy));
              double x = box[0] + (c - MARGIN + 0.5 + ox) * cell;
              double y = box[1] + (r - MARGIN + 0.5 + oy) * cell;
              sum += w * sample(mask, x, y);
              weights += w;
            }
          }
          alpha[r * columns + c] = (float) (sum / weights);
        }
      }
      return new Silhouette(box, cell, columns, rows, alpha);
    }

    private static int[] box(Image mask) {
      int left = mask.width();
      int right = -1;
      int top = mask.height();
      int bottom = -1;
      for (int y = 0; y < mask.height(); y++) {
        for (int x = 0; x < mask.width(); x++) {
          if (mask.at(x, y, 0) >= 0.5f) {
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
          }
        }
      }
      if (right < 0) {
        throw new InputException(
            "", "the mask is empty", "The object must cover some of the picture.");
      }
      return new int[] {left, top, right - left + 1, bottom - top + 1};
    }

    /** Bilinear between pixel centres; 0 beyond the picture. */
    private static double sample(Image mask, double x, double y) {
      int x0 = (int) Math.floor(x - 0.5);
      int y0 = (int) Math.floor(y - 0.5);
      double fx = x - 0.5 - x0;
      double fy = y - 0.5 - y0;
      return (1 - fy) * ((1 - fx) * at(mask, x0, y0) + fx * at(mask, x0 + 1, y0))
          + fy * ((1 - fx) * at(mask, x0, y0 + 1) + fx * at(mask, x0 + 1, y0 + 1));
    }

    private static double at(Image mask, int x, int y) {
      boolean outside = x < 0 || y < 0 || x >= mask.width() || y >= mask.height();
      return outside ? 0 : mask.at(x, y, 0);
    }

    /** Width of the object where the longer side is 1. */
    double width() {
      return box[2] / cell / CELLS;
    }

    /** Height of the object where the longer side is 1. */
    double height() {
      return box[3] / cell / CELLS;
    }

    /** Column (in cells, cell centres at whole numbers) of an x; x = 0 is the middle. */
    double column(double x) {
      return (x + width() / 2) * CELLS + MARGIN - 0.5;
    }

    /** Row (in cells, cell centres at whole numbers) of a y; y = 0 is the lower edge. */
    double row(double y) {
      return (height() - y) * CELLS + MARGIN - 0.5;
    }
  }

  /** The zero set of (z / depth)² - u(x, y), cut flat at the bottom. */
  private static TriangleMesh surface(Silhouette outline, double[] u) {
    double deepest = 0;
    for (double value : u) {
      deepest = Math.max(deepest, value);
    }
    deepest = Math.sqrt(deepest);
    double spacing = 1.0 / LATTICE_CELLS;
    double base = BASE * outline.height();
    int layersBehind = (int) Math.ceil(BACK * deepest / spacing) + 1;
    int layersBefore = (int) Math.ceil(deepest / spacing) + 1;
    double across = outline.width() / 2 + 2 * spacing;
    // z = 0 is a layer of the lattice, so that no triangle belongs to both charts of the texture
    Lattice lattice =
        new Lattice(
            (int) Math.ceil(2 * across / spacing) + 1,
            (int) Math.ceil((outline.height() + 3 * spacing) / spacing) + 1,
            layersBehind + layersBefore + 1,
            new Vec3(-across, base - 1.5 * spacing, -layersBehind * spacing),
            spacing);
    ScalarField field =
        (x, y, z) -> {
          double depth = z < 0 ? z / BACK : z;
          double round =
              depth * depth
                  - bilinear(u, outline.columns, outline.rows, outline.column(x), outline.row(y));
          return Math.max(round, 0.3 * (base - y));
        };
    float[] values = new float[lattice.size()];
    for (int k = 0; k < lattice.nz(); k++) {
      for (int j = 0; j < lattice.ny(); j++) {
        for (int i = 0; i < lattice.nx(); i++) {
          values[lattice.index(i, j, k)] =
              (float) field.at(lattice.x(i), lattice.y(j), lattice.z(k));
        }
      }
    }
    return MarchingTetrahedra.surface(lattice, values, field);
  }

  private static double bilinear(double[] u, int columns, int rows, double column, double row) {
    double c = Math.clamp(column, 0, columns - 1.000001);
    double r = Math.clamp(row, 0, rows - 1.000001);
    int c0 = (int) c;
    int r0 = (int) r;
    double fc = c - c0;
    double fr = r - r0;
    int at = r0 * columns + c0;
    return (1 - fr) * ((1 - fc) * u[at] + fc * u[at + 1])
        + fr * ((1 - fc) * u[at + columns] + fc * u[at + columns + 1]);
  }

  /** Gives front and back triangles their charts; vertices of the seam are doubled. */
  private static TriangleMesh textured(
      TriangleMesh surface, Silhouette outline, double[] u, TwoSidedTexture texture) {
    int n = surface.vertexCount();
    int[] chartVertex = new int[2 * n]; // new number + 1 of a vertex in the front, in the back
    int[] triangles = surface.triangles().clone();
    float[] p = surface.positions();
    int count = 0;
    int[] source = new int[2 * n];
    boolean[] back = new boolean[2 * n];
    for (int t = 0; t < triangles.length; t += 3) {
      float z = p[3 * triangles[t] + 2] + p[3 * triangles[t + 1] + 2] + p[3 * triangles[t + 2] + 2];
      int chart = z < 0 ? 1 : 0;
      for (int c = 0; c < 3; c++) {
        int key = 2 * triangles[t + c] + chart;
        if (chartVertex[key] == 0) {
          source[count] = triangles[t + c];
          back[count] = chart == 1;
          chartVertex[key] = ++count;
        }
        triangles[t + c] = chartVertex[key] - 1;
      }
    }
    float[] positions = new float[3 * count];
    float[] normals = new float[3 * count];
    float[] uv = new float[2 * count];
    for (int v = 0; v < count; v++) {
      System.arraycopy(p, 3 * source[v], positions, 3 * v, 3);
      System.arraycopy(surface.normals(), 3 * source[v], normals, 3 * v, 3);
      double[] place = inwards(positions, normals, v, outline, u);
      double column = place[0] / outline.width() + 0.5;
      double row = 1 - place[1] / outline.height();
      uv[2 * v] = (float) texture.u(column, back[v]);
      uv[2 * v + 1] = (float) texture.v(row);
    }
    return new TriangleMesh(
        positions, normals, new float[0], uv, triangles, Optional.of(texture.picture()));
  }

  /**
   * Where a vertex takes its colour from. The picture shows the rim from its edge, a few pixels for
   * a wide strip of surface; smeared over the strip they would give streaks. From 60° of slant on,
   * a vertex therefore looks back inwards, half as far as the arc from there to it is long.
   */
  private static double[] inwards(
      float[] positions, float[] normals, int v, Silhouette outline, double[] u) {
    double x = positions[3 * v];
    double y = positions[3 * v + 1];
    double across = Math.hypot(normals[3 * v], normals[3 * v + 1]);
    double depth = Math.abs(normals[3 * v + 2]) * (positions[3 * v + 2] < 0 ? BACK : 1);
    double slant = Math.atan2(across, depth);
    double from = Math.PI / 3;
    if (slant < from || across < 1e-6) {
      return new double[] {x, y};
    }
    double e = 1.0 / CELLS;
    double ux =
        (squaredHeight(u, outline, x + e, y) - squaredHeight(u, outline, x - e, y)) / (2 * e);
    double uy =
        (squaredHeight(u, outline, x, y + e) - squaredHeight(u, outline, x, y - e)) / (2 * e);
    // a round bar of radius r has u = r² - x², so r² = u + |∇u|² / 4 everywhere on it
    double r = Math.sqrt(Math.max(0, squaredHeight(u, outline, x, y)) + (ux * ux + uy * uy) / 4);
    double pull = r * (Math.sin(slant) - Math.sin(from) + 0.5 * (slant - from));
    return new double[] {
      x - pull * normals[3 * v] / across, y - pull * normals[3 * v + 1] / across
    };
  }

  private static double squaredHeight(double[] u, Silhouette outline, double x, double y) {
    return bilinear(u, outline.columns, outline.rows, outline.column(x), outline.row(y));
  }

  /** Longest side 1, origin in the centre of the bottom face of the box. */
  private static TriangleMesh normalised(TriangleMesh mesh) {
    float[] p = mesh.positions();
    double[] low = {1e9, 1e9, 1e9};
    double[] high = {-1e9, -1e9, -1e9};
    for (int i = 0; i < p.length; i++) {
      low[i % 3] = Math.min(low[i % 3], p[i]);
      high[i % 3] = Math.max(high[i % 3], p[i]);
    }
    double scale = 1 / Math.max(high[0] - low[0], Math.max(high[1] - low[1], high[2] - low[2]));
    double[] origin = {(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2};
    for (int i = 0; i < p.length; i++) {
      p[i] = (float) ((p[i] - origin[i % 3]) * scale);
    }
    return mesh;
  }
}
