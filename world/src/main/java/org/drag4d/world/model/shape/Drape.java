package org.drag4d.world.model.shape;

import java.util.function.DoubleBinaryOperator;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Solid;

/** Cloth: sheets that hang, fold and lie over things. A sheet is seen from both sides. */
public final class Drape {
  private Drape() {}

  /** A point of a sheet for u and v from 0 to 1. */
  @FunctionalInterface
  public interface Surface {
    /** Returns the point. */
    Vec3 at(double u, double v);
  }

  /** Returns a sheet of {@code across × along} cells; u × v is its outside. */
  public static Solid sheet(int across, int along, Surface surface) {
    Mesh mesh = new Mesh();
    for (int i = 0; i <= along; i++) {
      for (int j = 0; j <= across; j++) {
        mesh.vertex(surface.at((double) j / across, (double) i / along), Vec3.UP);
      }
    }
    int row = across + 1;
    for (int i = 0; i < along; i++) {
      for (int j = 0; j < across; j++) {
        int at = i * row + j;
        mesh.quad(at, at + 1, at + row + 1, at + row);
      }
    }
    return mesh.buildSmooth();
  }

  /**
   * Returns a hanging curtain in the x-y plane, folds towards z, from y = 0 to {@code height}.
   *
   * @param edges left (at first argument 0) and right (1) edge in x at a height share (second
   *     argument, 0 bottom, 1 top): a tied-back curtain narrows in between
   */
  public static Solid curtain(
      double height, int pleats, double foldDepth, DoubleBinaryOperator edges, double phase) {
    return sheet(
        pleats * 8,
        24,
        (u, v) -> {
          double left = edges.applyAsDouble(0, v);
          double right = edges.applyAsDouble(1, v);
          double wave = 2 * Math.PI * pleats * u;
          double uneven = 0.35 * Math.sin(phase + 2.1 * u * pleats + 1.7 * v);
          double depth = foldDepth * (0.75 + 0.25 * (1 - v)) * (0.85 + 0.3 * uneven);
          double x = left + (right - left) * (u + 0.18 / (pleats * 6.28) * Math.sin(2 * wave));
          return new Vec3(x, v * height, depth * Math.sin(wave + uneven));
        });
  }
}
