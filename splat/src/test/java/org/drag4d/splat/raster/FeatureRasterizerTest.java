package org.drag4d.splat.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.RandomScenes;
import org.drag4d.splat.ReferenceMaps;
import org.drag4d.splat.ReferenceRasterizer;
import org.drag4d.splat.ReferenceSurfels;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feature channels of the engine against the reference, finite differences and the colours. */
class FeatureRasterizerTest {
  private static final int WIDTH = 75;
  private static final int HEIGHT = 50;

  /** One vector and less, more than one, and so many that a tile takes several goes. */
  private static final int[] CHANNELS = {1, 16, 19, 300};

  private static final List<Function<Workers, TileRasterizer>> ENGINES =
      List.of(TileRasterizer::vector, TileRasterizer::scalar);

  @ParameterizedTest
  @EnumSource
  void drawnFeaturesAndGradientsMatchTheReference(RandomScenes.Kind kind) {
    for (int seed = 0; seed < CHANNELS.length; seed++) {
      int channels = CHANNELS[seed];
      if (channels > 100 && kind != RandomScenes.Kind.DENSE) {
        continue;
      }
      Surfels surfels = RandomScenes.surfels(kind, seed % 4, seed);
      Pinhole camera = RandomScenes.camera(seed, WIDTH, HEIGHT);
      float[] features = random(seed, surfels.count() * channels);
      ReferenceSurfels wide = wide(surfels, channels, features);
      ReferenceRasterizer reference = new ReferenceRasterizer();
      ReferenceMaps maps = reference.forward(wide, camera);
      boolean[] uncertain = reference.uncertain(wide, camera, 2e-4);
      float[] d = random(seed + 100, WIDTH * HEIGHT * channels);
      ReferenceMaps gradient = new ReferenceMaps(WIDTH, HEIGHT, channels);
      for (int i = 0; i < d.length; i++) {
        d[i] = uncertain[i / channels] ? 0 : d[i];
        gradient.features[i] = d[i];
      }
      double[] expected = reference.backward(wide, camera, maps, gradient).features();
      try (Workers workers = Workers.of(2)) {
        for (Function<Workers, TileRasterizer> engine : ENGINES) {
          TileRasterizer tiles = engine.apply(workers);
          String name = kind + " channels " + channels + " lanes " + tiles.lanes();
          FeatureRasterizer fast = new FeatureRasterizer(surfels, channels, tiles);
          float[] rows = fast.rows(features);
          float[] drawn = fast.draw(rows, camera);
          for (int i = 0; i < drawn.length; i++) {
            if (!uncertain[i / channels] && !(Math.abs(drawn[i] - maps.features[i]) <= 1e-4)) {
              assertThat((double) drawn[i]).as(name + " " + i).isEqualTo(maps.features[i]);
            }
          }
          float[] gradients = new float[rows.length];
          fast.learn(rows, camera, replacedBy(d, channels), gradients);
          check(name, expected, fast.values(gradients));
        }
      }
    }
  }

  private static void check(String name, double[] expected, float[] actual) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < expected.length; i++) {
      double allowed = 1e-3 * Math.abs(expected[i]) + 1e-5 * largest + 1e-9;
      if (!(Math.abs(actual[i] - expected[i]) <= allowed)) {
        assertThat((double) actual[i]).as(name + " gradient " + i).isEqualTo(expected[i]);
      }
    }
  }

  /** With a pixel's colours as features, the sums are those of the colours, bit by bit. */
  @ParameterizedTest
  @EnumSource
  void weightsAreThoseOfTheColours(RandomScenes.Kind kind) {
    Surfels surfels = RandomScenes.surfels(kind, 0, 5);
    Pinhole camera = RandomScenes.camera(5, WIDTH, HEIGHT);
    float[] colours = new float[3 * surfels.count()];
    for (int i = 0; i < colours.length; i++) {
      colours[i] =
          (float) Math.max(0, SphericalHarmonics.C0 * surfels.sphericalHarmonics()[i] + 0.5);
    }
    try (Workers workers = Workers.of(2)) {
      TileRasterizer tiles = TileRasterizer.vector(workers);
      RenderedView view = tiles.render(surfels, camera);
      FeatureRasterizer fast = new FeatureRasterizer(surfels, 3, tiles);
      assertThat(fast.draw(fast.rows(colours), camera)).isEqualTo(view.colour());
      // A loss is told the alpha of the picture.
      float[] alpha = new float[WIDTH * HEIGHT];
      FeatureLoss remember =
          (x, y, a, _, _) -> {
            alpha[y * WIDTH + x] = a;
            return 1;
          };
      double pixels =
          fast.learn(fast.rows(colours), camera, remember, new float[colours.length * 16]);
      assertThat(pixels).isEqualTo(WIDTH * HEIGHT);
      assertThat(alpha).isEqualTo(view.alpha());
    }
  }

  /** The loss that the gradient is of, by central differences along random directions. */
  @Property(tries = 25)
  void gradientsAreThoseOfFiniteDifferences(
      @ForAll @IntRange(max = 10_000) int seed,
      @ForAll @IntRange(min = 1, max = 40) int channels,
      @ForAll RandomScenes.Kind kind,
      @ForAll boolean vector) {
    Surfels surfels = RandomScenes.surfels(kind, 0, seed);
    Pinhole camera = RandomScenes.camera(seed, 33, 21);
    float[] target = random(seed, 33 * 21 * channels);
    FeatureLoss squares = squaresTo(target, 33, channels);
    try (Workers workers = Workers.of(1)) {
      FeatureRasterizer fast =
          new FeatureRasterizer(surfels, channels, ENGINES.get(vector ? 0 : 1).apply(workers));
      float[] at = random(seed + 1, surfels.count() * channels);
      float[] way = random(seed + 2, at.length);
      float[] gradients = new float[surfels.count() * fast.stride()];
      fast.learn(fast.rows(at), camera, squares, gradients);
      float[] slope = fast.values(gradients);
      double expected = 0;
      double size = 0;
      for (int i = 0; i < at.length; i++) {
        expected += (double) slope[i] * way[i];
        size += Math.abs((double) slope[i] * way[i]);
      }
      float step = 0.25f; // the loss is of degree two, so central differences are exact
      double further = loss(fast, along(at, way, step), camera, squares);
      double back = loss(fast, along(at, way, -step), camera, squares);
      double actual = (further - back) / (2 * step);
      double rounding = 1e-6 * (Math.abs(further) + Math.abs(back)) / step;
      assertThat(actual).isCloseTo(expected, within(1e-4 * size + rounding + 1e-6));
    }
  }

  private static double loss(FeatureRasterizer fast, float[] at, Pinhole camera, FeatureLoss loss) {
    float[] ignored = new float[fast.count() * fast.stride()];
    return fast.learn(fast.rows(at), camera, loss, ignored);
  }

  private static float[] along(float[] at, float[] way, float step) {
    float[] result = at.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += step * way[i];
    }
    return result;
  }

  /** What one channel is does not depend on the others, nor on how many there are. */
  @Property(tries = 25)
  void channelsDoNotMix(
      @ForAll @IntRange(max = 10_000) int seed,
      @ForAll @IntRange(min = 2, max = 40) int channels,
      @ForAll RandomScenes.Kind kind) {
    Surfels surfels = RandomScenes.surfels(kind, 0, seed);
    Pinhole camera = RandomScenes.camera(seed, 33, 21);
    float[] features = random(seed, surfels.count() * channels);
    float[] d = random(seed + 1, 33 * 21 * channels);
    int channel = seed % channels;
    try (Workers workers = Workers.of(1)) {
      TileRasterizer tiles = TileRasterizer.vector(workers);
      FeatureRasterizer all = new FeatureRasterizer(surfels, channels, tiles);
      FeatureRasterizer one = new FeatureRasterizer(surfels, 1, tiles);
      float[] drawn = all.draw(all.rows(features), camera);
      float[] rows = one.rows(every(features, channels, channel));
      assertThat(every(drawn, channels, channel)).isEqualTo(one.draw(rows, camera));
      float[] gradients = new float[all.count() * all.stride()];
      all.learn(all.rows(features), camera, replacedBy(d, channels, 33), gradients);
      float[] alone = new float[one.count() * one.stride()];
      one.learn(rows, camera, replacedBy(every(d, channels, channel), 1, 33), alone);
      assertThat(every(all.values(gradients), channels, channel)).isEqualTo(one.values(alone));
    }
  }

  private static float[] every(float[] values, int channels, int channel) {
    float[] result = new float[values.length / channels];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i * channels + channel];
    }
    return result;
  }

  @Test
  void sameBytesForAnyNumberOfThreads() {
    int channels = 16;
    Surfels surfels = RandomScenes.surfels(RandomScenes.Kind.DENSE, 0, 8);
    Pinhole camera = RandomScenes.camera(8, 200, 150);
    float[] features = random(8, surfels.count() * channels);
    FeatureLoss loss = squaresTo(random(9, 200 * 150 * channels), 200, channels);
    for (Function<Workers, TileRasterizer> engine : ENGINES) {
      List<float[]> drawn = new ArrayList<>();
      List<float[]> gradients = new ArrayList<>();
      List<Double> losses = new ArrayList<>();
      for (int threads = 1; threads <= 4; threads++) {
        try (Workers workers = Workers.of(threads)) {
          FeatureRasterizer fast = new FeatureRasterizer(surfels, channels, engine.apply(workers));
          float[] rows = fast.rows(features);
          drawn.add(fast.draw(rows, camera));
          gradients.add(new float[rows.length]);
          losses.add(fast.learn(rows, camera, loss, gradients.getLast()));
        }
      }
      assertThat(drawn).allSatisfy(d -> assertThat(d).isEqualTo(drawn.getFirst()));
      assertThat(gradients).allSatisfy(g -> assertThat(g).isEqualTo(gradients.getFirst()));
      assertThat(losses).containsOnly(losses.getFirst());
    }
  }

  @Test
  void nothingToSeeIsNothing() {
    Surfels none =
        new Surfels(0, new float[0], new float[0], new float[0], new float[0], new float[0]);
    try (Workers workers = Workers.of(2)) {
      FeatureRasterizer fast = new FeatureRasterizer(none, 5, workers);
      Pinhole camera = RandomScenes.camera(1, 1, 1);
      assertThat(fast.draw(new float[0], camera)).containsOnly(0).hasSize(5);
      double loss = fast.learn(new float[0], camera, (_, _, alpha, _, _) -> alpha, new float[0]);
      assertThat(loss).isZero();
    }
  }

  /** dLoss / dpixels are given numbers; the loss is 0. */
  private static FeatureLoss replacedBy(float[] d, int channels) {
    return replacedBy(d, channels, WIDTH);
  }

  private static FeatureLoss replacedBy(float[] d, int channels, int width) {
    return (x, y, _, values, at) -> {
      System.arraycopy(d, (y * width + x) * channels, values, at, channels);
      return 0;
    };
  }

  private static FeatureLoss squaresTo(float[] target, int width, int channels) {
    return (x, y, _, values, at) -> {
      double sum = 0;
      for (int k = 0; k < channels; k++) {
        float difference = values[at + k] - target[(y * width + x) * channels + k];
        values[at + k] = difference;
        sum += 0.5 * difference * difference;
      }
      return sum;
    };
  }

  private static float[] random(long seed, int length) {
    SplittableRandom r = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) r.nextDouble(-1, 1);
    }
    return values;
  }

  private static ReferenceSurfels wide(Surfels surfels, int channels, float[] features) {
    ReferenceSurfels plain = ReferenceSurfels.of(surfels);
    double[] values = new double[features.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = features[i];
    }
    return new ReferenceSurfels(
        plain.degree(),
        channels,
        plain.positions(),
        plain.rotations(),
        plain.logScales(),
        plain.opacityLogits(),
        plain.sphericalHarmonics(),
        values);
  }
}
