package org.drag4d.world.object;

import org.drag4d.geometry.Vec3;

/**
 * Points in rows, columns and layers at which a field is sampled.
 *
 * @param nx points along x, at least 2
 * @param ny points along y, at least 2
 * @param nz points along z, at least 2
 * @param origin the first point
 * @param spacing between neighbours
 */
public record Lattice(int nx, int ny, int nz, Vec3 origin, double spacing) {
  /** Checks that there is a cell and that an array can hold the values. */
  public Lattice {
    if (nx < 2 || ny < 2 || nz < 2 || (long) nx * ny * nz > 1 << 28 || !(spacing > 0)) {
      throw new IllegalArgumentException(
          "a lattice of " + nx + " x " + ny + " x " + nz + " points at " + spacing);
    }
  }

  /** Makes the lattice that covers a box, with the box's low corner as its first point. */
  public static Lattice covering(Vec3 low, Vec3 high, double spacing) {
    Vec3 cells = high.minus(low).times(1 / spacing);
    return new Lattice(
        (int) Math.ceil(cells.x()) + 1,
        (int) Math.ceil(cells.y()) + 1,
        (int) Math.ceil(cells.z()) + 1,
        low,
        spacing);
  }

  /** Returns how many points there are. */
  public int size() {
    return nx * ny * nz;
  }

  /** Returns the place of a point in an array of values: x fastest, then y, then z. */
  public int index(int i, int j, int k) {
    return (k * ny + j) * nx + i;
  }

  /** Returns the x of column i. */
  public double x(int i) {
    return origin.x() + i * spacing;
  }

  /** Returns the y of row j. */
  public double y(int j) {
    return origin.y() + j * spacing;
  }

  /** Returns the z of layer k. */
  public double z(int k) {
    return origin.z() + k * spacing;
  }
}
