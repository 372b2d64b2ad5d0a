package org.drag4d.priors.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the sizes, tiles that nothing was done to make the panorama they were cut from. */
class PanoramaTilesTest {

  @Property(tries = 200)
  void cutAndJoinedIsTheSame(
      @ForAll @IntRange(min = 2, max = 40) int columns,
      @ForAll @IntRange(min = 1, max = 20) int rows,
      @ForAll @IntRange(min = 2, max = 16) int side,
      @ForAll @IntRange(min = 1, max = 8) int overlap,
      @ForAll @IntRange(min = 1, max = 3) int scale) {
    PanoramaTiles tiles = new PanoramaTiles(columns, rows, side, Math.min(overlap, side / 2));
    float[] planes = new float[2 * rows * scale * columns * scale];
    SplittableRandom random = new SplittableRandom(columns * 31L + rows);
    for (int at = 0; at < planes.length; at++) {
      planes[at] = (float) random.nextDouble(-1, 1);
    }
    PanoramaTiles.Joining joining = tiles.join(2, scale);
    for (PanoramaTiles.Tile tile : tiles.tiles()) {
      joining.add(tile, tiles.cut(planes, tile, scale));
    }
    assertThat(joining.planes()).containsExactly(planes, within(1e-5f));
  }
}
