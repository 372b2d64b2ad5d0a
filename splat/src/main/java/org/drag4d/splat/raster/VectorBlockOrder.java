package org.drag4d.splat.raster;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Turns planes of blocks into rows and back for whole tiles. As many blocks side by side as a block
 * has rows are a square of runs of four pixels, and both ways are its transposition.
 */
final class VectorBlockOrder {
  private static final VectorSpecies<Float> S = VectorTileKernels.SPECIES;
  private static final int LANES = S.length();

  /** Rows of a block, and blocks that are turned at a time. */
  private static final int ROWS = LANES / 4;

  private static final VectorMask<Float> ODD_4 = oddMask(4);
  private static final VectorMask<Float> EVEN_4 = ODD_4.not();
  private static final VectorMask<Float> ODD_8 = oddMask(8);
  private static final VectorMask<Float> EVEN_8 = ODD_8.not();
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_8 = swap(8);

  private VectorBlockOrder() {}

  /** Returns the lanes whose numbers have a bit. */
  static VectorMask<Float> oddMask(int bit) {
    boolean[] odd = new boolean[LANES];
    for (int l = 0; l < LANES; l++) {
      odd[l] = (l & bit) != 0;
    }
    return VectorMask.fromArray(S, odd, 0);
  }

  /** Returns the exchange of lanes whose numbers differ in a bit. */
  static VectorShuffle<Float> swap(int bit) {
    return VectorShuffle.fromOp(S, l -> (l ^ bit) & (LANES - 1));
  }

  /** See {@link TileKernels#toRows}; the whole tile lies in the picture. */
  static void toRows(float[] plane, int from, float[] rows, int to, int stride) {
    for (int group = 0; group < TileGrid.BLOCKS; group += ROWS) {
      int target = to + (group >> 3) * ROWS * stride + (group & 7) * 4;
      turn(plane, from + group * LANES, LANES, rows, target, stride);
    }
  }

  /** See {@link TileKernels#toBlocks}; the whole tile lies in the picture. */
  static void toBlocks(float[] rows, int from, int stride, float[] plane, int to) {
    for (int group = 0; group < TileGrid.BLOCKS; group += ROWS) {
      int source = from + (group >> 3) * ROWS * stride + (group & 7) * 4;
      turn(rows, source, stride, plane, to + group * LANES, LANES);
    }
  }

  private static void turn(float[] in, int from, int inStride, float[] out, int to, int outStride) {
    FloatVector a = FloatVector.fromArray(S, in, from);
    if (ROWS == 1) {
      a.intoArray(out, to);
      return;
    }
    FloatVector b = FloatVector.fromArray(S, in, from + inStride);
    FloatVector ab = a.blend(b.rearrange(SWAP_4), ODD_4);
    FloatVector ba = b.blend(a.rearrange(SWAP_4), EVEN_4);
    if (ROWS == 2) {
      ab.intoArray(out, to);
      ba.intoArray(out, to + outStride);
      return;
    }
    FloatVector c = FloatVector.fromArray(S, in, from + 2 * inStride);
    FloatVector d = FloatVector.fromArray(S, in, from + 3 * inStride);
    FloatVector cd = c.blend(d.rearrange(SWAP_4), ODD_4);
    FloatVector dc = d.blend(c.rearrange(SWAP_4), EVEN_4);
    ab.blend(cd.rearrange(SWAP_8), ODD_8).intoArray(out, to);
    ba.blend(dc.rearrange(SWAP_8), ODD_8).intoArray(out, to + outStride);
    cd.blend(ab.rearrange(SWAP_8), EVEN_8).intoArray(out, to + 2 * outStride);
    dc.blend(ba.rearrange(SWAP_8), EVEN_8).intoArray(out, to + 3 * outStride);
  }
}
