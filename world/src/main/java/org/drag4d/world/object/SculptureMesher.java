package org.drag4d.world.object;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * From pieces to triangles. The lattice is sampled block by block; a block asks only the pieces
 * that can be nearest somewhere in it, and blocks that the surface cannot reach ask none.
 */
final class SculptureMesher {
  private static final int BLOCK = 8;

  /** The distance estimates of ellipsoids may grow faster than distance; this covers it. */
  private static final double CAUTION = 1.6;

  private final Sculpture sculpture;
  private final Lattice lattice;
  private final int across;
  private final int up;
  private final List<List<Piece>> nearPieces = new ArrayList<>();

  private SculptureMesher(Sculpture sculpture, Lattice lattice) {
    this.sculpture = sculpture;
    this.lattice = lattice;
    across = (lattice.nx() + BLOCK - 1) / BLOCK;
    up = (lattice.ny() + BLOCK - 1) / BLOCK;
  }

  /**
   * Extracts the surface; vertices carry normals but no colours yet. What lies below y = 0 is cut
   * off, so that every object has something to stand on.
   */
  static TriangleMesh surface(
      Sculpture sculpture, double spacing, Workers workers, Progress progress) {
    Lattice lattice =
        Lattice.covering(
            new Vec3(-0.25, -2.5 * spacing, -0.25), new Vec3(0.25, 0.56, 0.25), spacing);
    return new SculptureMesher(sculpture, lattice).extract(workers, progress);
  }

  private TriangleMesh extract(Workers workers, Progress progress) {
    float[] values = new float[lattice.size()];
    int deep = (lattice.nz() + BLOCK - 1) / BLOCK;
    int blocks = across * up * deep;
    List<List<Piece>> near = new ArrayList<>(Collections.nCopies(blocks, List.of()));
    workers.forEach(
        blocks,
        (block, worker) -> {
          progress.check();
          near.set(block, fill(block, values));
        });
    nearPieces.addAll(near);
    return MarchingTetrahedra.surface(lattice, values, this::at);
  }

  /** Fills a block and returns the pieces that matter in it. */
  private List<Piece> fill(int block, float[] values) {
    int i0 = block % across * BLOCK;
    int j0 = block / across % up * BLOCK;
    int k0 = block / (across * up) * BLOCK;
    double half = BLOCK * lattice.spacing() / 2;
    double x = lattice.x(i0) + half;
    double y = lattice.y(j0) + half;
    double z = lattice.z(k0) + half;
    double reach = CAUTION * Math.sqrt(3) * (half + lattice.spacing());
    double least = Double.MAX_VALUE;
    double blend = 0;
    for (Piece piece : sculpture.pieces()) {
      least = Math.min(least, piece.distance(x, y, z));
      blend = Math.max(blend, piece.blend());
    }
    List<Piece> near = new ArrayList<>();
    for (Piece piece : sculpture.pieces()) {
      if (piece.distance(x, y, z) - reach <= least + reach + blend) {
        near.add(piece);
      }
    }
    double middle = aboveGround(near, x, y, z);
    boolean far = Math.abs(middle) > reach;
    for (int k = k0; k < Math.min(k0 + BLOCK, lattice.nz()); k++) {
      for (int j = j0; j < Math.min(j0 + BLOCK, lattice.ny()); j++) {
        for (int i = i0; i < Math.min(i0 + BLOCK, lattice.nx()); i++) {
          values[lattice.index(i, j, k)] =
              (float) (far ? middle : aboveGround(near, lattice.x(i), lattice.y(j), lattice.z(k)));
        }
      }
    }
    return near;
  }

  private double at(double x, double y, double z) {
    return aboveGround(near(x, y, z), x, y, z);
  }

  private double aboveGround(List<Piece> near, double x, double y, double z) {
    return Math.max(sculpture.distance(near, x, y, z), -y);
  }

  private List<Piece> near(double x, double y, double z) {
    int i = block((x - lattice.origin().x()) / lattice.spacing(), across);
    int j = block((y - lattice.origin().y()) / lattice.spacing(), up);
    int k =
        block((z - lattice.origin().z()) / lattice.spacing(), nearPieces.size() / (across * up));
    return nearPieces.get((k * up + j) * across + i);
  }

  private static int block(double cell, int count) {
    return Math.clamp((int) Math.floor(cell / BLOCK), 0, count - 1);
  }
}
