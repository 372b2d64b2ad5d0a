package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PointTreeTest {

  @Property(tries = 60)
  void findsWhatASearchOfAllPointsFinds(
      @ForAll @IntRange(max = 400) int count, @ForAll @IntRange(min = 1, max = 6) int wanted) {
    var random = new Random(31L * count + wanted);
    float[] positions = new float[3 * count];
    for (int i = 0; i < positions.length; i++) {
      // many equal coordinates, as on walls and floors
      positions[i] = random.nextInt(4) == 0 ? 1 : random.nextInt(12) / 4f;
    }
    var tree = new PointTree(positions);
    int[] indices = new int[wanted];
    double[] squared = new double[wanted];
    for (int trial = 0; trial < 20; trial++) {
      double x = 3 * random.nextDouble();
      double y = 3 * random.nextDouble();
      double z = 3 * random.nextDouble();
      tree.nearest(x, y, z, indices, squared);
      double[] all = new double[count];
      for (int i = 0; i < count; i++) {
        double dx = positions[3 * i] - x;
        double dy = positions[3 * i + 1] - y;
        double dz = positions[3 * i + 2] - z;
        all[i] = dx * dx + dy * dy + dz * dz;
      }
      Arrays.sort(all);
      for (int k = 0; k < wanted; k++) {
        assertThat(squared[k]).isEqualTo(k < count ? all[k] : Double.POSITIVE_INFINITY);
        assertThat(indices[k] >= 0).isEqualTo(k < count);
      }
      assertThat(Arrays.stream(indices).filter(i -> i >= 0).distinct().count())
          .isEqualTo(Math.min(count, wanted));
    }
  }
}
