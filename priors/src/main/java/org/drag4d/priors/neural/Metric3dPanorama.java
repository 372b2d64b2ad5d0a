package org.drag4d.priors.neural;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.vision.Metric3d;
import org.drag4d.priors.depth.DepthTile;
import org.drag4d.priors.depth.PanoramaDepth;
import org.drag4d.priors.depth.TileCameras;
import org.drag4d.priors.depth.TilePicture;
import org.drag4d.scene.DepthEstimator;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Metric3D on 20 perspective tiles of a panorama, aligned to each other and joined (section 2.3 of
 * the paper; text-to-scene section 6.3). The tiles' focal length is exact, so distances are metric.
 */
public final class Metric3dPanorama implements DepthEstimator {
  private static final int LARGEST_TILE = 616;
  private static final int SMALLEST_TILE = 112;
  private static final int MULTIPLE = 28;

  /** Tiles are a little finer than the panorama. */
  private static final double FINENESS = 1.2;

  /** The network's farthest distance for a focal length of 1 pixel; near it there is sky. */
  private static final double FARTHEST_PER_FOCAL = 0.2;

  private static final double SKY_SHARE = 0.9;

  /** Tiles that differ by more than this after the alignment are worth a warning. */
  private static final double POOR_AGREEMENT = 0.08;

  private final String name;
  private final Path file;
  private final Workers workers;

  /**
   * Takes a network.
   *
   * @param name of its model in the store
   * @param file where it lies
   * @param workers who joins the tiles; not closed
   */
  public Metric3dPanorama(String name, Path file, Workers workers) {
    this.name = name;
    this.file = file;
    this.workers = workers;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Estimate estimate(Image panorama, Progress progress) {
    Equirectangular camera = Equirectangular.at("panorama", panorama.width(), Vec3.ZERO);
    int side =
        Math.clamp(
            Math.round(FINENESS * panorama.width() / 4 / MULTIPLE) * MULTIPLE,
            SMALLEST_TILE,
            LARGEST_TILE);
    List<Pinhole> cameras = TileCameras.icosahedron(Vec3.ZERO, side);
    List<DepthTile> tiles = new ArrayList<>();
    progress.begin("estimating depth by " + name, cameras.size(), "tiles");
    try (Metric3d network = Metric3d.open(file, OnnxSettings.DEFAULT)) {
      for (Pinhole tile : cameras) {
        progress.check();
        Metric3d.Prediction said =
            network.predict(
                TilePicture.of(panorama, camera, tile),
                tile.focalX(),
                new Metric3d.Canvas(side, side));
        tiles.add(tile(tile, said));
        progress.advance(tiles.size());
      }
    }
    PanoramaDepth joined = PanoramaDepth.of(tiles, camera, workers, progress);
    List<String> notes =
        joined.disagreement() > POOR_AGREEMENT
            ? List.of(
                String.format(
                    Locale.ROOT,
                    "the tiles' depths differ by %.0f %% on average; the distances are unsure",
                    100 * joined.disagreement()))
            : List.of();
    return new Estimate(joined.radialDistance(), joined.normals(), notes);
  }

  /** From z depth and camera normals to distances along rays and world normals. */
  private static DepthTile tile(Pinhole camera, Metric3d.Prediction said) {
    int pixels = camera.width() * camera.height();
    float[] distance = new float[pixels];
    double sky = SKY_SHARE * FARTHEST_PER_FOCAL * camera.focalX();
    float[] normals = new float[said.normals().isPresent() ? 3 * pixels : 0];
    for (int at = 0; at < pixels; at++) {
      Vec3 ray = camera.ray(at % camera.width() + 0.5, at / camera.width() + 0.5);
      float z = said.depth().metres()[at];
      distance[at] = z > sky ? Float.POSITIVE_INFINITY : z > 0 ? (float) (z / ray.z()) : Float.NaN;
      if (normals.length > 0) {
        float[] n = said.normals().get();
        Vec3 world =
            camera
                .cameraToWorld()
                .applyToDirection(new Vec3(n[3 * at], n[3 * at + 1], n[3 * at + 2]));
        normals[3 * at] = (float) world.x();
        normals[3 * at + 1] = (float) world.y();
        normals[3 * at + 2] = (float) world.z();
      }
    }
    return new DepthTile(
        camera,
        distance,
        said.normalConfidence().map(Metric3dPanorama::shares).orElse(new float[0]),
        normals);
  }

  /** Concentrations as weights between 0 and 1, one half at their median. */
  private static float[] shares(float[] concentrations) {
    float[] sorted = concentrations.clone();
    Arrays.sort(sorted);
    float middle = Math.max(1e-6f, sorted[sorted.length / 2]);
    float[] shares = new float[sorted.length];
    for (int at = 0; at < shares.length; at++) {
      float k = Math.max(0, concentrations[at]);
      shares[at] = k / (k + middle);
    }
    return shares;
  }
}
