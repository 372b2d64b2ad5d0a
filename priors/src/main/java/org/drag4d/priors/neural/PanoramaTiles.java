package org.drag4d.priors.neural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a panorama is cut into tiles that fade into each other, the last of a row into the first: so
 * nothing that is done tile by tile leaves a seam. Sizes are in cells; what is cut may have several
 * pixels to a cell, each way.
 *
 * @param columns of the panorama
 * @param rows of the panorama
 * @param side of a tile, where the panorama is as large
 * @param overlap of neighbouring tiles, over which one fades out and the other in; at most half of
 *     the side
 */
record PanoramaTiles(int columns, int rows, int side, int overlap) {
  PanoramaTiles {
    if (columns < 2 || rows < 1 || side < 2 || overlap < 1 || 2 * overlap > side) {
      throw new IllegalArgumentException(
          columns + " x " + rows + " cells in tiles of " + side + " that share " + overlap);
    }
  }

  /**
   * A tile.
   *
   * @param x its first column; it may reach beyond the last one, to the first ones
   * @param y its first row
   */
  record Tile(int x, int y) {}

  /** Returns the columns of every tile. */
  int width() {
    return Math.min(side, columns);
  }

  /** Returns the rows of every tile. */
  int height() {
    return Math.min(side, rows);
  }

  private int[] lefts() {
    int stride = side - overlap;
    int count = Math.max(2, (columns + stride - 1) / stride);
    int[] lefts = new int[count];
    Arrays.setAll(lefts, i -> (int) ((long) i * columns / count));
    return lefts;
  }

  private int[] tops() {
    int stride = side - overlap;
    int[] tops = new int[rows <= side ? 1 : (rows - overlap + stride - 1) / stride];
    Arrays.setAll(tops, i -> Math.min(i * stride, rows - height()));
    return tops;
  }

  /** Returns the tiles, row by row. */
  List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    for (int top : tops()) {
      for (int left : lefts()) {
        tiles.add(new Tile(left, top));
      }
    }
    return tiles;
  }

  /**
   * Cuts a tile out.
   *
   * @param planes [channels, rows * scale, columns * scale]
   * @param scale pixels of a cell, each way
   * @return [channels, height * scale, width * scale]
   */
  float[] cut(float[] planes, Tile tile, int scale) {
    int across = columns * scale;
    int width = width() * scale;
    int height = height() * scale;
    int channels = planes.length / (across * rows * scale);
    float[] part = new float[channels * width * height];
    for (int line = 0; line < channels * height; line++) {
      int row = line / height * rows * scale + tile.y * scale + line % height;
      for (int i = 0; i < width; i++) {
        part[line * width + i] = planes[row * across + (tile.x * scale + i) % across];
      }
    }
    return part;
  }

  /** Starts to join tiles. */
  Joining join(int channels, int scale) {
    return new Joining(channels, scale);
  }

  /** What tiles add up to. The shares of all tiles in a place are 1 together. */
  final class Joining {
    private final int channels;
    private final int scale;
    private final float[] across;
    private final float[] down;
    private final float[] planes;

    private Joining(int channels, int scale) {
      this.channels = channels;
      this.scale = scale;
      across = new float[columns * scale];
      down = new float[rows * scale];
      planes = new float[channels * across.length * down.length];
      for (int left : lefts()) {
        for (int i = 0; i < width() * scale; i++) {
          across[(left * scale + i) % across.length] += share(i, width(), true, true);
        }
      }
      for (int top : tops()) {
        for (int j = 0; j < height() * scale; j++) {
          down[top * scale + j] += share(j, height(), top > 0, top < rows - height());
        }
      }
    }

    /** How much a tile counts at a pixel of its own: it fades in and out towards its neighbours. */
    private float share(int at, int cells, boolean fadesIn, boolean fadesOut) {
      float fade = Math.min(overlap, cells / 2f) * scale;
      float in = fadesIn ? Math.min(1, at / fade) : 1;
      return fadesOut ? Math.min(in, (cells * scale - at) / fade) : in;
    }

    /**
     * Adds a tile that was worked on.
     *
     * @param part [channels, height * scale, width * scale]
     */
    void add(Tile tile, float[] part) {
      int width = width() * scale;
      int height = height() * scale;
      for (int j = 0; j < height; j++) {
        int y = tile.y * scale + j;
        boolean notFirst = tile.y > 0;
        boolean notLast = tile.y < rows - height();
        float shareDown = share(j, height(), notFirst, notLast) / down[y];
        for (int i = 0; i < width; i++) {
          int x = (tile.x * scale + i) % across.length;
          float share = shareDown * share(i, width(), true, true) / across[x];
          for (int c = 0; c < channels; c++) {
            planes[(c * down.length + y) * across.length + x] +=
                share * part[(c * height + j) * width + i];
          }
        }
      }
    }

    /** Returns the sum, [channels, rows * scale, columns * scale]. */
    float[] planes() {
      return planes;
    }
  }
}
