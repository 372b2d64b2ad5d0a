package org.drag4d.priors.neural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.drag4d.geometry.Image;
import org.drag4d.nets.vision.MaskGenerator;
import org.drag4d.nets.vision.MaskGenerator.Region;
import org.drag4d.nets.vision.Sam2;
import org.drag4d.scene.FeatureExtractor;
import org.drag4d.task.Progress;

/**
 * Features drawn together inside the regions that SAM 2 finds, as the paper constrains its
 * distillation by masks (text-to-scene section 8.3, steps 1 and 2): half of each place's features
 * are the means of the regions that its pixels belong to. Of regions upon each other the smaller
 * one counts; pixels of no region keep what they have.
 */
public final class RegionFeatures implements FeatureExtractor {
  /** What is added to the name of the features. */
  public static final String SUFFIX = "+sam2";

  private static final float SHARE_OF_MEANS = 0.5f;
  private static final int NOWHERE = -1;

  private final FeatureExtractor features;
  private final Supplier<Sam2> network;
  private final MaskGenerator.Settings settings;
  private Optional<Sam2> open = Optional.empty();

  /**
   * Takes features and a network.
   *
   * @param features what is drawn together; released with this
   * @param network opened with the first picture
   * @param settings which regions are looked for
   */
  public RegionFeatures(
      FeatureExtractor features, Supplier<Sam2> network, MaskGenerator.Settings settings) {
    this.features = features;
    this.network = network;
    this.settings = settings;
  }

  @Override
  public String name() {
    return features.name() + SUFFIX;
  }

  @Override
  public Features features(Image picture, Progress progress) {
    Features plain = features.features(picture, progress);
    if (open.isEmpty()) {
      open = Optional.of(network.get());
    }
    List<Region> regions = MaskGenerator.regions(open.get(), picture, settings, progress);
    return pooled(plain, picture, regions);
  }

  /** Draws features together; regions are of the picture's pixels. */
  static Features pooled(Features plain, Image picture, List<Region> regions) {
    int[] region = smallestRegions(picture, regions);
    int cells = plain.width() * plain.height();
    int channels = plain.channels();
    int[] counts = new int[cells * regions.size()]; // pixels of each region in each cell
    int[] pixels = new int[cells];
    for (int at = 0; at < region.length; at++) {
      int column = at % picture.width() * plain.width() / picture.width();
      int row = at / picture.width() * plain.height() / picture.height();
      int cell = row * plain.width() + column;
      pixels[cell]++;
      if (region[at] != NOWHERE) {
        counts[cell * regions.size() + region[at]]++;
      }
    }
    float[] values = plain.values().clone();
    double[] mean = new double[channels];
    for (int r = 0; r < regions.size(); r++) {
      Arrays.fill(mean, 0);
      long all = 0;
      for (int cell = 0; cell < cells; cell++) {
        int count = counts[cell * regions.size() + r];
        all += count;
        for (int c = 0; c < channels && count > 0; c++) {
          mean[c] += (double) count * plain.values()[cell * channels + c];
        }
      }
      for (int cell = 0; cell < cells; cell++) {
        int count = counts[cell * regions.size() + r];
        float share = SHARE_OF_MEANS * count / Math.max(1, pixels[cell]);
        for (int c = 0; c < channels && count > 0; c++) {
          int at = cell * channels + c;
          values[at] += share * (float) (mean[c] / all - plain.values()[at]);
        }
      }
    }
    return new Features(plain.width(), plain.height(), channels, values);
  }

  private static int[] smallestRegions(Image picture, List<Region> regions) {
    int[] region = new int[picture.width() * picture.height()];
    Arrays.fill(region, NOWHERE);
    List<Integer> largestFirst = new ArrayList<>();
    for (int i = 0; i < regions.size(); i++) {
      largestFirst.add(i);
    }
    largestFirst.sort(Comparator.comparingInt(i -> -regions.get(i).area()));
    for (int i : largestFirst) {
      regions.get(i).pixels().stream().forEach(at -> region[at] = i);
    }
    return region;
  }

  @Override
  public void release() {
    features.release();
    open.ifPresent(Sam2::close);
    open = Optional.empty();
  }
}
