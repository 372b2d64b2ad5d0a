package org.drag4d.animate;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.drag4d.geometry.Image;

/**
 * All views in one picture per frame: four columns by azimuth, elevation 0 in the top row. Views
 * that were not made stay black. Clips are put in one by one and kept in 8 bits.
 */
public final class ClipGrid implements Iterable<Image> {
  private final int width;
  private final int height;
  private final byte[][] frames;

  /** Makes an empty grid for clips of a size. */
  public ClipGrid(int clipWidth, int clipHeight, int frames) {
    width = 4 * clipWidth;
    height = 2 * clipHeight;
    this.frames = new byte[frames][width * height * 3];
  }

  /** Puts a clip into its place, by its view's name. */
  public void put(ViewClip clip) {
    put(clip.view().name(), clip.frames());
  }

  /** Puts the frames of a view into its place, by the view's name. */
  public void put(String view, List<Image> clip) {
    int place = ViewRing.NAMES.indexOf(view);
    int clipWidth = width / 4;
    int clipHeight = height / 2;
    for (int f = 0; f < frames.length; f++) {
      float[] values = clip.get(f).values();
      for (int y = 0; y < clipHeight; y++) {
        int to = ((place / 4 * clipHeight + y) * width + place % 4 * clipWidth) * 3;
        int from = y * clipWidth * 3;
        for (int i = 0; i < clipWidth * 3; i++) {
          frames[f][to + i] = (byte) Image.toByte(values[from + i]);
        }
      }
    }
  }

  /** Returns the frames in order, each made when it is asked for. */
  @Override
  public Iterator<Image> iterator() {
    return IntStream.range(0, frames.length).mapToObj(this::frame).iterator();
  }

  private Image frame(int index) {
    float[] values = new float[width * height * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (frames[index][i] & 255) / 255f;
    }
    return new Image(width, height, 3, values);
  }
}
