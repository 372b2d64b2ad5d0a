package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class OccupancyTest {
  private static final Occupancy ROOM = Occupancy.of(room(0.1f), List.of());

  /** A floor of 4 × 4 m at y = 0 and a wall at x = 2 up to y = 2, a point every 10 cm. */
  private static PointCloud room(float spacing) {
    int n = 40 * 40 + 40 * 20;
    float[] positions = new float[3 * n];
    float[] normals = new float[3 * n];
    float[] spacings = new float[n];
    for (int i = 0; i < n; i++) {
      boolean floor = i < 1600;
      int k = floor ? i : i - 1600;
      positions[3 * i] = floor ? -1.95f + 0.1f * (k % 40) : 2;
      positions[3 * i + 1] = floor ? 0.01f : 0.05f + 0.1f * (k / 40);
      positions[3 * i + 2] = -1.95f + 0.1f * (floor ? k / 40 : k % 40);
      normals[3 * i + (floor ? 1 : 0)] = floor ? 1 : -1;
      spacings[i] = spacing;
    }
    return new PointCloud(positions, new float[3 * n], normals, spacings);
  }

  @Property(tries = 100)
  void raysStopAtTheWallAndNotBefore(
      @ForAll @DoubleRange(min = -1.8, max = 1.8) double x,
      @ForAll @DoubleRange(min = 0.2, max = 1.8) double y,
      @ForAll @DoubleRange(min = -1.8, max = 1.8) double z) {
    Vec3 from = new Vec3(x, y, z);
    assertThat(ROOM.free(from)).isTrue();
    assertThat(ROOM.freeDistance(from, new Vec3(1, 0, 0), 10)).isCloseTo(2 - x, within(0.06));
    assertThat(ROOM.freeDistance(from, new Vec3(0, -1, 0), 10)).isCloseTo(y, within(0.06));
    assertThat(ROOM.freeDistance(from, new Vec3(0, 1, 0), 0.5)).isEqualTo(0.5);
    assertThat(ROOM.heightBelow(x, z, y).orElseThrow()).isCloseTo(0.01, within(1e-6));
    assertThat(ROOM.sees(from, new Vec3(2.5, y, z))).isFalse();
    assertThat(ROOM.sees(from, new Vec3(x, y, z / 2))).isTrue();
  }

  @Test
  void floorIsFreeWhereNothingStands() {
    assertThat(ROOM.freeFloor(0, 0, 0.4, 0, 1)).isTrue();
    assertThat(ROOM.freeFloor(1.8, 0, 0.4, 0, 1)).as("wall").isFalse();
    assertThat(ROOM.freeFloor(-1.9, 0, 0.4, 0, 1)).as("edge").isFalse();
    assertThat(ROOM.freeFloor(0, 0, 0.4, 0.5, 1)).as("no support").isFalse();
    Box3 chair = new Box3(new Vec3(0.6, 0.3, 0), new Vec3(0.4, 0.6, 0.4), Quaternion.IDENTITY);
    Occupancy furnished = Occupancy.of(room(0.1f), List.of(chair));
    assertThat(furnished.freeFloor(0.1, 0, 0.4, 0, 1)).as("chair").isFalse();
    assertThat(furnished.freeFloor(-0.1, 0, 0.4, 0, 1)).isTrue();
    assertThat(furnished.heightBelow(0.6, 0, 1).orElseThrow()).isCloseTo(0.6, within(1e-6));
  }

  @Test
  void spacingClosesTheGapsBetweenPoints() {
    Vec3 between = new Vec3(0, 1.0, 0); // no wall point has y = 1 and z = 0
    assertThat(ROOM.freeDistance(between, new Vec3(1, 0, 0), 5)).isLessThan(2.01);
    assertThat(ROOM.contains(new Vec3(0, 1, 0))).isTrue();
    assertThat(ROOM.contains(new Vec3(0, 5, 0))).isFalse();
  }
}
