package org.drag4d.splat.raster;

/**
 * How a picture is cut up: tiles of 8 × 8 blocks, each block as many pixels as a vector has lanes
 * and four pixels wide. The blocks of a tile fit the bits of a long.
 *
 * <p>Maps are kept tile by tile: {@code planes} planes of a tile lie one after another, each a
 * sequence of blocks, with a gap after each plane so that the planes of a block do not fight for
 * the same cache sets.
 *
 * @param width pixels
 * @param height pixels
 * @param lanes pixels of a block
 */
record TileGrid(int width, int height, int lanes) {
  static final int BLOCK_WIDTH = 4;
  static final int BLOCKS = 64;

  int blockHeight() {
    return lanes / BLOCK_WIDTH;
  }

  int tileWidth() {
    return 8 * BLOCK_WIDTH;
  }

  int tileHeight() {
    return 8 * blockHeight();
  }

  int tilesX() {
    return (width + tileWidth() - 1) / tileWidth();
  }

  int tilesY() {
    return (height + tileHeight() - 1) / tileHeight();
  }

  int tiles() {
    return tilesX() * tilesY();
  }

  /** Column of the first pixel of a tile. */
  int left(int tile) {
    return tile % tilesX() * tileWidth();
  }

  /** Row of the first pixel of a tile. */
  int top(int tile) {
    return tile / tilesX() * tileHeight();
  }

  /** Floats of one plane of a tile, the gap included. */
  int planeLength() {
    return BLOCKS * lanes + 16;
  }
}
