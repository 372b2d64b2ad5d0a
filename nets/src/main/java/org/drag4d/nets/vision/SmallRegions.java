package org.drag4d.nets.vision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.drag4d.nets.vision.MaskGenerator.Region;

/** Holes and islands of a mask, by components of eight neighbours. */
final class SmallRegions {
  private SmallRegions() {}

  /**
   * Fills holes and then removes islands of fewer pixels than a limit; where all islands are small,
   * the largest stays.
   */
  static BitSet removed(Region region, int smallest) {
    int size = region.width() * region.height();
    BitSet pixels = (BitSet) region.pixels().clone();
    BitSet outside = (BitSet) pixels.clone();
    outside.flip(0, size);
    for (BitSet hole : components(outside, region.width(), region.height())) {
      if (hole.cardinality() < smallest) {
        pixels.or(hole);
      }
    }
    List<BitSet> islands = components(pixels, region.width(), region.height());
    BitSet kept = new BitSet(size);
    BitSet largest = new BitSet(size);
    for (BitSet island : islands) {
      if (island.cardinality() >= smallest) {
        kept.or(island);
      }
      largest = island.cardinality() > largest.cardinality() ? island : largest;
    }
    return kept.isEmpty() ? largest : kept;
  }

  private static List<BitSet> components(BitSet mask, int width, int height) {
    BitSet left = (BitSet) mask.clone();
    List<BitSet> components = new ArrayList<>();
    int[] stack = new int[mask.cardinality()];
    for (int start = left.nextSetBit(0); start >= 0; start = left.nextSetBit(start)) {
      BitSet component = new BitSet(width * height);
      int depth = 0;
      stack[depth++] = start;
      left.clear(start);
      while (depth > 0) {
        int at = stack[--depth];
        component.set(at);
        for (int y = Math.max(0, at / width - 1); y <= Math.min(height - 1, at / width + 1); y++) {
          for (int x = Math.max(0, at % width - 1); x <= Math.min(width - 1, at % width + 1); x++) {
            int next = y * width + x;
            if (left.get(next)) {
              left.clear(next);
              stack[depth++] = next;
            }
          }
        }
      }
      components.add(component);
    }
    return components;
  }
}
