package org.drag4d.priors;

import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.task.InputException;

/**
 * What a person says about where the object is.
 *
 * @param box the object lies inside; empty if unknown
 * @param scribbles strokes over the picture: green on the object, red on the background, anything
 *     else says nothing; three or four channels; empty if there are none
 */
public record SegmentationHints(Optional<Box> box, Optional<Image> scribbles) {
  /** Nothing is known. */
  public static final SegmentationHints NONE =
      new SegmentationHints(Optional.empty(), Optional.empty());

  /**
   * A rectangle of pixels.
   *
   * @param x its left column
   * @param y its top row
   * @param width columns
   * @param height rows
   */
  public record Box(int x, int y, int width, int height) {
    /**
     * Reads {@code x,y,w,h}.
     *
     * @throws InputException if it is something else or holds nothing
     */
    public static Box parse(String text, String where) {
      String[] parts = text.split(",", -1);
      try {
        if (parts.length == 4) {
          Box box =
              new Box(
                  Integer.parseInt(parts[0].strip()),
                  Integer.parseInt(parts[1].strip()),
                  Integer.parseInt(parts[2].strip()),
                  Integer.parseInt(parts[3].strip()));
          if (box.width > 0 && box.height > 0) {
            return box;
          }
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new InputException(
          where + " " + text,
          "is not X,Y,W,H: four whole numbers of pixels, the last two positive",
          "For instance: " + where + " 120,80,300,400");
    }

    /**
     * Returns the part inside a picture.
     *
     * @throws InputException if that is nothing
     */
    public Box within(Image picture) {
      int left = Math.max(0, x);
      int top = Math.max(0, y);
      long right = Math.min(picture.width(), (long) x + width);
      long bottom = Math.min(picture.height(), (long) y + height);
      if (right - left < 4 || bottom - top < 4) {
        throw new InputException(
            "--box",
            "hardly touches the picture of %d x %d pixels"
                .formatted(picture.width(), picture.height()));
      }
      return new Box(left, top, (int) (right - left), (int) (bottom - top));
    }

    /** Returns the box grown on all sides by a share of its longer side, inside a picture. */
    public Box grown(double share, Image picture) {
      int by = Math.max(8, (int) Math.round(share * Math.max(width, height)));
      return new Box(x - by, y - by, width + 2 * by, height + 2 * by).within(picture);
    }

    /** Cuts the box out of a picture, which must hold it. */
    public Image cut(Image picture) {
      int channels = picture.channels();
      float[] values = new float[width * height * channels];
      for (int row = 0; row < height; row++) {
        System.arraycopy(
            picture.values(),
            ((y + row) * picture.width() + x) * channels,
            values,
            row * width * channels,
            width * channels);
      }
      return new Image(width, height, channels, values);
    }

    /** Returns a picture of some size that is black but for this box, where a picture lies. */
    public Image pasted(Image part, int pictureWidth, int pictureHeight) {
      Image whole = new Image(pictureWidth, pictureHeight, part.channels());
      int channels = part.channels();
      for (int row = 0; row < height; row++) {
        System.arraycopy(
            part.values(),
            row * width * channels,
            whole.values(),
            ((y + row) * pictureWidth + x) * channels,
            width * channels);
      }
      return whole;
    }
  }

  /** Returns whether anything is known. */
  public boolean isEmpty() {
    return box.isEmpty() && scribbles.isEmpty();
  }
}
