package org.drag4d.splat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.drag4d.geometry.Camera;

/**
 * The specification of rendering: surfel-splatting sections 3 to 6 and 9 in double precision, pixel
 * by pixel, surfel by surfel, without any trick. Every other rasterizer is measured against it.
 *
 * <p>The choices of the contract: surfels whose centre is at most 0.2 m deep are not drawn, nor
 * hits less deep than that; alpha = min(0.99, o G), and hits below 1/255 do not count; the low-pass
 * filter is centred on the projected centre, and where it is wider than the disc the depth is still
 * that of the plane; a pixel is finished before the surfel that would take its transmittance below
 * 1e-4.
 */
public final class ReferenceRasterizer implements Rasterizer {
  static final double NEAR = ReferenceSplat.NEAR;
  static final double FAR = 100; // of the distortion's depth scale only
  static final double SMALLEST_ALPHA = 1.0 / 255;
  static final double LARGEST_ALPHA = 0.99;
  static final double STOP = 1e-4;

  private final double[] background;

  /** Makes a rasterizer with a black background, as {@link Rasterizer#render} wants it. */
  public ReferenceRasterizer() {
    this(0, 0, 0);
  }

  /**
   * Makes a rasterizer.
   *
   * @param red of the background, sRGB in [0, 1]
   * @param green of the background
   * @param blue of the background
   */
  public ReferenceRasterizer(double red, double green, double blue) {
    background = new double[] {red, green, blue};
  }

  @Override
  public RenderedView render(Surfels surfels, Camera camera) {
    return forward(ReferenceSurfels.of(surfels), camera).toView();
  }

  /** Renders all maps. */
  public ReferenceMaps forward(ReferenceSurfels surfels, Camera camera) {
    List<ReferenceSplat> splats = inOrder(surfels, camera);
    ReferenceMaps maps = new ReferenceMaps(camera.width(), camera.height(), surfels.channels());
    for (int row = 0; row < maps.height; row++) {
      for (int column = 0; column < maps.width; column++) {
        new Pixel(column, row, row * maps.width + column, maps, surfels).blend(splats);
      }
    }
    return maps;
  }

  /**
   * Propagates gradients back.
   *
   * @param maps what {@link #forward} gave for the same surfels and camera
   * @param gradients dLoss / dmaps
   * @return dLoss / dsurfels
   */
  public ReferenceSurfels backward(
      ReferenceSurfels surfels, Camera camera, ReferenceMaps maps, ReferenceMaps gradients) {
    List<ReferenceSplat> splats = inOrder(surfels, camera);
    ReferenceSurfels result = surfels.zeros();
    for (int row = 0; row < maps.height; row++) {
      for (int column = 0; column < maps.width; column++) {
        new Pixel(column, row, row * maps.width + column, maps, surfels)
            .replay(splats, gradients, result);
      }
    }
    splats.forEach(splat -> splat.scatter(result));
    return result;
  }

  /**
   * Finds the pixels in which some choice (is it a hit, does it count, is it clamped, disc or
   * filter, is the pixel finished, is this the median) is so close that rounding may decide it.
   *
   * @param band relative distance to a threshold that counts as close
   * @return [H, W]
   */
  public boolean[] uncertain(ReferenceSurfels surfels, Camera camera, double band) {
    List<ReferenceSplat> splats = inOrder(surfels, camera);
    boolean[] result = new boolean[camera.width() * camera.height()];
    for (int i = 0; i < result.length; i++) {
      double transmittance = 1;
      for (ReferenceSplat splat : splats) {
        boolean hit = splat.hit(i % camera.width() + 0.5, i / camera.width() + 0.5);
        double alpha = splat.opacity * splat.weight;
        if (!hit || alpha < SMALLEST_ALPHA * (1 - band) || splat.z < NEAR * (1 - band)) {
          continue;
        }
        double next = transmittance * (1 - Math.min(alpha, LARGEST_ALPHA));
        result[i] |=
            close(splat.z, NEAR, band)
                || close(alpha, SMALLEST_ALPHA, band)
                || close(alpha, LARGEST_ALPHA, band)
                || close(next, STOP, band)
                || close(transmittance, 0.5, band)
                || splat.nearBranch(band);
        if (alpha < SMALLEST_ALPHA || splat.z < NEAR) {
          continue;
        }
        if (next < STOP) {
          break;
        }
        transmittance = next;
      }
    }
    return result;
  }

  private static boolean close(double value, double threshold, double band) {
    return Math.abs(value - threshold) <= band * threshold;
  }

  /**
   * What can be seen, from near to far by the depth of the centres, rounded to single precision so
   * that the order does not hang on the last digits; ties by index.
   */
  static List<ReferenceSplat> inOrder(ReferenceSurfels surfels, Camera camera) {
    return IntStream.range(0, surfels.count())
        .mapToObj(i -> ReferenceSplat.of(surfels, i, camera))
        .flatMap(Optional::stream)
        .sorted(
            Comparator.<ReferenceSplat>comparingDouble(s -> (float) s.centreDepth)
                .thenComparingInt(s -> s.index))
        .toList();
  }

  /** Depth on the scale of the distortion, 0 at near and 1 at far (2DGS equation 13). */
  private static double distortionDepth(double z) {
    return FAR / (FAR - NEAR) * (1 - NEAR / z);
  }

  @Override
  public void close() {}

  /** One pixel: its sums while it is blended, and the same walk again for the gradients. */
  private final class Pixel {
    private final int column;
    private final int row;
    private final int at;
    private final ReferenceMaps maps;
    private final ReferenceSurfels surfels;
    private double transmittance = 1;
    private double moment1;
    private double moment2;
    private int median = -1;

    Pixel(int column, int row, int at, ReferenceMaps maps, ReferenceSurfels surfels) {
      this.column = column;
      this.row = row;
      this.at = at;
      this.maps = maps;
      this.surfels = surfels;
    }

    /** Section 6. */
    void blend(List<ReferenceSplat> splats) {
      for (ReferenceSplat splat : splats) {
        double alpha = alpha(splat);
        if (alpha < SMALLEST_ALPHA) {
          continue;
        }
        double next = transmittance * (1 - alpha);
        if (next < STOP) {
          break;
        }
        double w = alpha * transmittance;
        double before = 1 - transmittance;
        double m = distortionDepth(splat.z);
        maps.distortion[at] += w * (m * m * before + moment2 - 2 * m * moment1);
        moment1 += w * m;
        moment2 += w * m * m;
        maps.depthSum[at] += w * splat.z;
        maps.alpha[at] += w;
        for (int k = 0; k < 3; k++) {
          maps.normal[3 * at + k] += w * splat.normal[k];
          maps.colour[3 * at + k] += w * splat.colour[k];
        }
        for (int k = 0; k < maps.channels; k++) {
          maps.features[maps.channels * at + k] += w * feature(splat, k);
        }
        if (transmittance > 0.5) {
          maps.medianDepth[at] = splat.z;
          median = splat.index;
        }
        transmittance = next;
      }
      for (int k = 0; k < 3; k++) {
        maps.colour[3 * at + k] += transmittance * background[k];
      }
    }

    /** Section 9.2: from near to far again, with what lies behind as one scalar. */
    void replay(List<ReferenceSplat> splats, ReferenceMaps d, ReferenceSurfels gradients) {
      ReferenceMaps scratch = new ReferenceMaps(1, 1, maps.channels);
      Pixel totals = new Pixel(column, row, 0, scratch, surfels);
      totals.blend(splats);
      double behindBackground = 0;
      double rest = 0;
      for (int k = 0; k < 3; k++) {
        double dc = d.colour[3 * at + k];
        behindBackground += totals.transmittance * dc * background[k];
        rest += dc * (scratch.colour[k] - totals.transmittance * background[k]);
        rest += d.normal[3 * at + k] * scratch.normal[k];
      }
      rest += d.depthSum[at] * scratch.depthSum[0] + d.alpha[at] * scratch.alpha[0];
      rest += 2 * d.distortion[at] * scratch.distortion[0]; // quadratic in the weights
      for (int k = 0; k < maps.channels; k++) {
        rest += d.features[maps.channels * at + k] * scratch.features[k];
      }
      double total = 1 - totals.transmittance;
      for (ReferenceSplat splat : splats) {
        double alpha = alpha(splat);
        if (alpha < SMALLEST_ALPHA) {
          continue;
        }
        double next = transmittance * (1 - alpha);
        if (next < STOP) {
          break;
        }
        double w = alpha * transmittance;
        double m = distortionDepth(splat.z);
        double dl = d.distortion[at];
        double g =
            d.depthSum[at] * splat.z
                + d.alpha[at]
                + dl * (m * m * total + totals.moment2 - 2 * m * totals.moment1);
        for (int k = 0; k < 3; k++) {
          g += d.colour[3 * at + k] * splat.colour[k] + d.normal[3 * at + k] * splat.normal[k];
          splat.gradientColour[k] += w * d.colour[3 * at + k];
          splat.gradientNormal[k] += w * d.normal[3 * at + k];
        }
        for (int k = 0; k < maps.channels; k++) {
          double df = d.features[maps.channels * at + k];
          g += df * feature(splat, k);
          gradients.features()[maps.channels * splat.index + k] += w * df;
        }
        rest -= w * g;
        double gradientAlpha = transmittance * g - (rest + behindBackground) / (1 - alpha);
        double slope = FAR * NEAR / ((FAR - NEAR) * splat.z * splat.z);
        double gradientZ = w * d.depthSum[at] + 2 * dl * w * (m * total - totals.moment1) * slope;
        if (splat.index == totals.median) {
          gradientZ += d.medianDepth[at];
        }
        double gradientWeight = 0;
        if (splat.opacity * splat.weight < LARGEST_ALPHA) {
          splat.gradientOpacity += splat.weight * gradientAlpha;
          gradientWeight = splat.opacity * gradientAlpha;
        }
        splat.accumulate(gradientWeight, gradientZ);
        transmittance = next;
      }
    }

    private double alpha(ReferenceSplat splat) {
      return splat.hit(column + 0.5, row + 0.5) && splat.z >= NEAR
          ? Math.min(LARGEST_ALPHA, splat.opacity * splat.weight)
          : 0;
    }

    private double feature(ReferenceSplat splat, int channel) {
      return surfels.features()[surfels.channels() * splat.index + channel];
    }
  }
}
