package org.drag4d.priors;

import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.task.InputException;

/**
 * What a person says about where the object is.
 *
 * @param box the object lies inside; empty if unknown
 * @param click a pixel of the object; empty if unknown
 * @param scribbles strokes over the picture: green on the object, red on the background, anything
 *     else says nothing; three or four channels; empty if there are none
 */
public record SegmentationHints(
    Optional<Box> box, Optional<Click> click, Optional<Image> scribbles) {
  /** Nothing is known. */
  public static final SegmentationHints NONE =
      new SegmentationHints(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Checks that one thing is said once.
   *
   * @throws InputException if there are a box and a click
   */
  public SegmentationHints {
    if (box.isPresent() && click.isPresent()) {
      throw new InputException(
          Click.OPTION, "says where the object is, and so does " + box.get().option, "Give one.");
    }
  }

  /** Says only that the object lies in a box. */
  public static SegmentationHints in(Box box) {
    return new SegmentationHints(Optional.of(box), Optional.empty(), Optional.empty());
  }

  /** Says only that a pixel is the object's. */
  public static SegmentationHints at(Click click) {
    return new SegmentationHints(Optional.empty(), Optional.of(click), Optional.empty());
  }

  /** Says only what strokes say. */
  public static SegmentationHints of(Image scribbles) {
    return new SegmentationHints(Optional.empty(), Optional.empty(), Optional.of(scribbles));
  }

  /**
   * Reads two numbers or four.
   *
   * @param like an example of what is wanted
   */
  private static int[] numbers(String text, int count, String option, String what, String like) {
    String[] parts = text.split(",", -1);
    int[] numbers = new int[count];
    try {
      for (int i = 0; i < parts.length && parts.length == count; i++) {
        numbers[i] = Integer.parseInt(parts[i].strip());
      }
    } catch (NumberFormatException e) {
      parts = new String[0];
    }
    if (parts.length != count) {
      throw new InputException(option + " " + text, "is not " + what, like(option, like));
    }
    return numbers;
  }

  private static String like(String option, String example) {
    return "For instance: " + option + " " + example;
  }

  /**
   * A pixel.
   *
   * @param x its column
   * @param y its row
   */
  public record Click(int x, int y) {
    /** The option that says it. */
    public static final String OPTION = "--mask-click";

    /**
     * Reads {@code x,y}.
     *
     * @throws InputException if it is something else
     */
    public static Click parse(String text) {
      int[] at = numbers(text, 2, OPTION, "X,Y: two whole numbers of pixels", "240,180");
      return new Click(at[0], at[1]);
    }

    /**
     * Returns a square around this pixel, moved and cut so that it lies inside a picture.
     *
     * @param share of the picture's longer side; 1 is the whole picture
     * @throws InputException if the pixel is not in the picture
     */
    public Box around(Image picture, double share) {
      if (x < 0 || y < 0 || x >= picture.width() || y >= picture.height()) {
        throw new InputException(
            OPTION + " " + x + "," + y,
            "is outside the picture of %d x %d pixels"
                .formatted(picture.width(), picture.height()));
      }
      int side = (int) Math.ceil(share * Math.max(picture.width(), picture.height()));
      int width = Math.min(side, picture.width());
      int height = Math.min(side, picture.height());
      return new Box(
          Math.clamp(x - width / 2, 0, picture.width() - width),
          Math.clamp(y - height / 2, 0, picture.height() - height),
          width,
          height);
    }
  }

  /**
   * A rectangle of pixels.
   *
   * @param x its left column
   * @param y its top row
   * @param width columns
   * @param height rows
   * @param option that said it, for messages
   */
  public record Box(int x, int y, int width, int height, String option) {
    /** A box that no option says. */
    public Box(int x, int y, int width, int height) {
      this(x, y, width, height, "--mask-box");
    }

    /**
     * Reads {@code x,y,w,h}.
     *
     * @throws InputException if it is something else or holds nothing
     */
    public static Box parse(String text, String option) {
      String what = "X,Y,W,H: four whole numbers of pixels, the last two positive";
      String like = "120,80,300,400";
      int[] box = numbers(text, 4, option, what, like);
      if (box[2] <= 0 || box[3] <= 0) {
        throw new InputException(option + " " + text, "is not " + what, like(option, like));
      }
      return new Box(box[0], box[1], box[2], box[3], option);
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
            option,
            "hardly touches the picture of %d x %d pixels"
                .formatted(picture.width(), picture.height()));
      }
      return new Box(left, top, (int) (right - left), (int) (bottom - top), option);
    }

    /** Returns the box grown on all sides by a share of its longer side, inside a picture. */
    public Box grown(double share, Image picture) {
      int by = Math.max(8, (int) Math.round(share * Math.max(width, height)));
      return new Box(x - by, y - by, width + 2 * by, height + 2 * by, option).within(picture);
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
    return equals(NONE);
  }
}
