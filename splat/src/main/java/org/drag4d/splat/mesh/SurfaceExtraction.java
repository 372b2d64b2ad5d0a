package org.drag4d.splat.mesh;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.splat.Rasterizer;
import org.drag4d.splat.Rasterizers;
import org.drag4d.splat.Surfels;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/** From surfels to triangles: render depth, fuse, triangulate, clean, colour, simplify. */
public final class SurfaceExtraction {
  /** Finer pictures than this give no finer surface at the volumes in use. */
  private static final int LARGEST_PICTURE = 400;

  private SurfaceExtraction() {}

  /**
   * How a surface is extracted.
   *
   * @param voxels most voxels along the longest side of the volume
   * @param triangles most triangles of the result
   */
  public record Settings(int voxels, int triangles) {
    /** Checks the ranges. */
    public Settings {
      if (voxels < 8 || voxels > 1024 || triangles < 4) {
        throw new IllegalArgumentException("a mesh of " + voxels + " voxels, " + triangles);
      }
    }
  }

  /**
   * Extracts the surface that cameras see of surfels.
   *
   * @throws InputException if the cameras see nothing
   */
  public static TriangleMesh of(
      Surfels surfels,
      List<Pinhole> cameras,
      Settings settings,
      Workers workers,
      Progress progress) {
    List<DepthPicture> pictures = new ArrayList<>();
    progress.begin("rendering depth", cameras.size(), "views");
    try (Rasterizer rasterizer = Rasterizers.best(workers)) {
      for (Pinhole camera : cameras) {
        Pinhole small = limited(camera);
        pictures.add(DepthPicture.of(small, rasterizer.render(surfels, small)));
        progress.advance(pictures.size());
      }
    }
    return of(pictures, settings, workers, progress);
  }

  private static Pinhole limited(Pinhole camera) {
    double scale = LARGEST_PICTURE / (double) Math.max(camera.width(), camera.height());
    return scale >= 1
        ? camera
        : camera.resized(
            (int) Math.max(1, Math.round(camera.width() * scale)),
            (int) Math.max(1, Math.round(camera.height() * scale)));
  }

  /**
   * Extracts the surface that depth pictures agree on.
   *
   * @throws InputException if the pictures hold no depth
   */
  public static TriangleMesh of(
      List<DepthPicture> pictures, Settings settings, Workers workers, Progress progress) {
    TsdfVolume volume =
        TsdfVolume.around(pictures, settings.voxels())
            .orElseThrow(
                () -> new InputException("", "the cameras see no surface to make a mesh of"));
    volume.integrate(pictures, workers, progress);
    TriangleMesh raw = SurfaceNets.triangulate(volume);
    TriangleMesh clean = MeshComponents.largest(raw);
    TriangleMesh coloured =
        MeshColours.paint(clean, pictures, volume.voxelMetres(), workers, progress);
    TriangleMesh small = MeshSimplification.toBudget(coloured, settings.triangles(), progress);
    return MeshNormals.withNormals(small);
  }
}
