package org.drag4d.world.model.furniture;

import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Mesh;

/** What stands in gardens and woods. */
final class Gardens {
  private Gardens() {}

  /** Returns a stone about the origin: a superellipsoid with low waves and a few flats. */
  static Solid boulderShape(Chance c, double width, double height, double depth, int cells) {
    double a = c.between(0, 9);
    double b = c.between(0, 9);
    double q = c.between(0, 9);
    return Mesh.bend(
        Cushion.superellipsoid(1, 1, 1, 3, cells),
        p -> {
          double wave =
              1
                  + 0.09 * Math.sin(5 * p.x() + a) * Math.cos(4 * p.z() + b)
                  + 0.06 * Math.sin(8 * p.y() + q + 3 * p.x())
                  + 0.03 * Math.sin(17 * p.z() + a) * Math.cos(15 * p.x() + q);
          return new Vec3(
              p.x() * wave * width * 0.90,
              p.y() * wave * height * 0.90,
              p.z() * wave * depth * 0.90);
        });
  }
}
