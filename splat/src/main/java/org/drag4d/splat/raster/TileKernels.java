package org.drag4d.splat.raster;

/**
 * The inner loops over the pixels of blocks, one implementation per instruction set. A block is
 * {@link #lanes} pixels, four wide; "lane" l is pixel (l mod 4, l div 4) of its block.
 *
 * <p>Records are those of {@link Projection}, as {@link #gather} left them.
 */
interface TileKernels {
  /** Transmittance below which no surfel takes a pixel. */
  float STOP = 1e-4f;

  float LARGEST_ALPHA = 0.99f;

  /** log2(1 / 255). */
  float LOG2_SMALLEST_ALPHA = -7.994353436858858f;

  /** -log2(e) / 2: exp(-rho / 2) as a power of two. */
  float EXPONENT = -0.7213475204444817f;

  /** Hits have 0 < 1/z ≤ 1/near; the lower bound keeps z finite. */
  float SMALLEST_K = 1e-9f;

  float LARGEST_K = 5;

  /** Planes of the forward maps, in this order. */
  int TRANSMITTANCE = 0;

  int COLOUR = 1;
  int DEPTH = 4;
  int NORMAL = 5;
  int MEDIAN = 8;
  int MAP_PLANES = 9;

  /** Planes of the state of the backward walk: transmittance, what lies behind, gradients. */
  int BEHIND = 1;

  int D_COLOUR = 2;
  int D_NORMAL = 5;
  int D_DEPTH = 8;
  int D_ALPHA = 9;

  /** With distortion: weight × Σ w, Σ w κ, Σ w κ², and what κ = 1 / z - shift counts from. */
  int DISTORTION_ALPHA = 10;

  int DISTORTION_MEAN = 11;
  int DISTORTION_SQUARE = 12;
  int DISTORTION_SHIFT = 13;
  int STATE_PLANES = 14;

  /** Planes of the moments of depth: Σ w κ, Σ w κ², and the shift. */
  int MOMENT_MEAN = 0;

  int MOMENT_SQUARE = 1;
  int MOMENT_SHIFT = 2;
  int MOMENT_PLANES = 3;

  /** The sums of a pair, in the order of its slot. */
  int SUM_UU = 0;

  int SUM_UV = 1;
  int SUM_VV = 2;
  int SUM_U = 3;
  int SUM_V = 4;
  int SUM_EU = 5;
  int SUM_EV = 6;
  int SUM_F = 7;
  int SUM_H = 8;
  int SUM_COLOUR = 9;
  int SUM_NORMAL = 12;
  int SUM_DX = 15;
  int SUM_DY = 16;
  int SUMS = 17;

  /** Vectors that the first half of the backward walk may hand to the second, per block. */
  int GEOMETRY = 6;

  /** Surfels of a block whose alphas are prepared at once. */
  int BATCH = 16;

  /** Returns the pixels of a block: 16, 8 or 4. */
  int lanes();

  /** Returns the loops over rows and planes that go with these kernels. */
  PlaneKernels planes();

  /** Returns the loops over surfels that go with these kernels. */
  SurfelKernels surfels();

  /** Returns the calculations on columns that go with these kernels. */
  ColumnKernels columns();

  /** Returns the loops over feature channels that go with these kernels. */
  FeatureKernels features();

  /**
   * Copies the records of some pairs together, relative to a tile and in the units of the kernels.
   *
   * @param all records of {@link Projection}
   * @param which numbers of records
   * @param from first entry of {@code which}
   * @param to end of the entries
   * @param x of the tile's first pixel
   * @param y of the tile's first pixel
   * @param records receives the records
   */
  void gather(float[] all, int[] which, int from, int to, float x, float y, float[] records);

  /**
   * Lists the records that touch a block, from near to far.
   *
   * @param bits per 64 records 64 entries, one per block, whose bits are the records that touch it
   * @param block number of the block
   * @param records how many records there are in all
   * @param list receives places of records; up to 16 entries beyond the last are overwritten too
   * @return how many
   */
  default int list(long[] bits, int block, int records, int[] list) {
    int n = 0;
    for (int first = 0; first < records; first += Long.SIZE) {
      for (long rest = bits[first + block]; rest != 0; rest &= rest - 1) {
        list[n++] = (first + Long.numberOfTrailingZeros(rest)) * Projection.RECORD;
      }
    }
    return n;
  }

  /**
   * Prepares alpha and z of some surfels for one block.
   *
   * @param records of the tile
   * @param list places of records, from near to far
   * @param from first entry of the list
   * @param to end of the entries, at most {@link #BATCH} further
   * @param block number of the block in the tile
   * @param out receives per entry a vector of alpha (0 where there is no hit) and one of z
   */
  void alphas(float[] records, int[] list, int from, int to, int block, float[] out);

  /**
   * Blends what {@link #alphas} prepared. A finished pixel's transmittance is kept negated.
   *
   * @param maps planes of a tile; place {@code at} is the block's first
   * @param plane floats from plane to plane
   * @param median whether the median depth is wanted
   * @return whether all pixels of the block are finished
   */
  boolean blend(
      float[] records,
      int[] list,
      int from,
      int to,
      float[] prepared,
      float[] maps,
      int at,
      int plane,
      boolean median);

  /**
   * Sums the moments of depth for the distortion (2DGS equation 13). Its scale of depth is affine
   * in κ = 1 / z - shift, so Σ over pairs of w w (m - m)² is a multiple of Σ w Σ w κ² - (Σ w κ)².
   * The shift is 1 / z of the pixel's first surfel, for the sake of single precision. To be called
   * before {@link #blend} of the same surfels.
   *
   * @param moments planes of a tile; place {@code to} is the block's first
   */
  void moments(
      int from, int to, float[] prepared, float[] maps, int at, float[] moments, int place);

  /**
   * First half of the backward walk, for one surfel: alpha, z, u, v, and whatever else the second
   * half wants.
   *
   * @param record place of the surfel's record
   * @param blocks which blocks of the tile
   * @param count how many blocks
   * @param out receives up to {@link #GEOMETRY} vectors per block, the first of them alpha
   * @return whether the low-pass filter, not the disc, decides a pixel, for the second half
   */
  boolean geometry(float[] records, int record, int[] blocks, int count, float[] out);

  /**
   * Second half of the backward walk (section 9.2), for one surfel: walks the state of the blocks
   * on and sums the gradients.
   *
   * @param geometry what the first half left; overwritten
   * @param filtered what the first half said
   * @param state planes of {@link #STATE_PLANES}
   * @param plane floats from plane to plane
   * @param sums receives a vector per sum, {@link #SUMS} of them
   * @param distortion whether the state has the planes of the distortion
   */
  void chain(
      float[] records,
      int record,
      int[] blocks,
      int count,
      float[] geometry,
      boolean filtered,
      float[] state,
      int plane,
      float[] sums,
      boolean distortion);

  /**
   * Adds up the lanes of each of the sums.
   *
   * @param sums vectors as {@link #chain} left them; overwritten
   * @param slots receives the totals
   * @param slot place of the first
   */
  void total(float[] sums, float[] slots, int slot);

  /** Copies the pixels of the rows of a picture into a tile's plane; outside are zeros. */
  default void toBlocks(
      float[] rows, int from, int stride, int width, int height, float[] plane, int to) {
    int lanes = lanes();
    int blockHeight = lanes / 4;
    for (int block = 0; block < TileGrid.BLOCKS; block++) {
      int x = (block & 7) * 4;
      int y = (block >> 3) * blockHeight;
      for (int row = 0; row < blockHeight; row++) {
        int at = to + block * lanes + row * 4;
        int source = from + (y + row) * stride + x;
        for (int k = 0; k < 4; k++) {
          plane[at + k] = y + row < height && x + k < width ? rows[source + k] : 0;
        }
      }
    }
  }

  /** Copies a tile's plane into the rows of a picture; what lies outside is left out. */
  default void toRows(
      float[] plane, int from, float[] rows, int to, int stride, int width, int height) {
    int lanes = lanes();
    int blockHeight = lanes / 4;
    for (int block = 0; block < TileGrid.BLOCKS; block++) {
      int x = (block & 7) * 4;
      int y = (block >> 3) * blockHeight;
      for (int row = 0; row < blockHeight && y + row < height; row++) {
        int at = from + block * lanes + row * 4;
        int target = to + (y + row) * stride + x;
        for (int k = 0; k < 4 && x + k < width; k++) {
          rows[target + k] = plane[at + k];
        }
      }
    }
  }
}
