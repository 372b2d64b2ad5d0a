package org.drag4d.priors.builtin;

import java.util.Arrays;
import java.util.Optional;
import org.drag4d.compose.ForegroundMask;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.geometry.Image;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * Takes a picture's alpha channel for the mask if it has one that says something
 * (object-composition section 1.1); otherwise the background must be plain: everything of the
 * border's colour that hangs together with the border is background. "Colour" is Oklab, in which
 * equal distances look equal, and the border's colour may drift linearly and quadratically over the
 * picture as in a studio photograph.
 */
public final class PlainBackgroundSegmenter implements ForegroundSegmenter {
  /** The name of this prior in results. */
  public static final String NAME = "plain-background";

  /** Oklab distances; 0.02 is barely visible side by side, black to white is 1. */
  private static final double LEAST_TOLERANCE = 0.03;

  private static final double MOST_TOLERANCE = 0.075;

  /** Share of the border that must look like background. */
  private static final double PLAIN_BORDER = 0.8;

  /** Holes smaller than this share of the object are filled; larger ones are real (a chair). */
  private static final double LEAST_HOLE = 0.004;

  /** Islands smaller than this share of the largest one are dropped. */
  private static final double LEAST_ISLAND = 0.02;

  private static final String REMEDY =
      "Give a picture with an alpha channel (PNG or WebP), or one on a plain background; or find it"
          + " otherwise: --mask-model grabcut.";

  /**
   * Returns the mask.
   *
   * @throws InputException if the background is not plain, or nothing stands before it
   */
  @Override
  public ForegroundMask mask(Image picture, Progress progress) {
    return maskIfPlain(picture, progress)
        .orElseThrow(
            () ->
                new InputException(
                    "",
                    "the object cannot be told from the background, which is not plain",
                    REMEDY));
  }

  /**
   * Returns the mask, or nothing where the picture has neither transparency nor a plain background.
   *
   * @throws InputException if there is nothing on a plain background or everything is transparent
   */
  public Optional<ForegroundMask> maskIfPlain(Image picture, Progress progress) {
    if (picture.channels() < 3) {
      throw new IllegalArgumentException("a picture of " + picture.channels() + " channels");
    }
    progress.begin("finding the object in the picture", 0, "pixels");
    return picture.channels() == 4 && lowestAlpha(picture) < 254.5f / 255
        ? Optional.of(new ForegroundMask(alpha(picture), "alpha-channel"))
        : notBackground(picture, progress).map(mask -> new ForegroundMask(mask, NAME));
  }

  private static float lowestAlpha(Image picture) {
    float lowest = 1;
    for (int i = 3; i < picture.values().length; i += 4) {
      lowest = Math.min(lowest, picture.values()[i]);
    }
    return lowest;
  }

  private static Image alpha(Image picture) {
    float[] mask = new float[picture.width() * picture.height()];
    float highest = 0;
    for (int i = 0; i < mask.length; i++) {
      mask[i] = Math.clamp(picture.values()[4 * i + 3], 0f, 1f);
      highest = Math.max(highest, mask[i]);
    }
    if (highest < 0.5f) {
      throw new InputException(
          "",
          highest == 0
              ? "the picture is transparent everywhere"
              : "nothing in the picture is more than half opaque",
          "The object's pixels must have an alpha above one half.");
    }
    return new Image(picture.width(), picture.height(), 1, mask);
  }

  private static Optional<Image> notBackground(Image picture, Progress progress) {
    int width = picture.width();
    int height = picture.height();
    if (width < 16 || height < 16) {
      throw new InputException(
          "", "a picture of " + width + " x " + height + " pixels is too small", REMEDY);
    }
    float[] lab = Oklab.of(picture);
    progress.check();
    BackgroundColour background = BackgroundColour.ofBorder(lab, width, height);
    double tolerance = Math.clamp(4 * background.spread(), LEAST_TOLERANCE, MOST_TOLERANCE);
    float[] distance = background.distances(lab, width, height);
    if (background.share(distance, width, height, tolerance) < PLAIN_BORDER) {
      return Optional.empty();
    }
    progress.check();
    boolean[] object = floodedFromBorder(distance, width, height, tolerance);
    dropIslands(object, width, height);
    fillHoles(object, distance, width, height, tolerance);
    int count = 0;
    for (boolean o : object) {
      count += o ? 1 : 0;
    }
    if (count < 0.001 * object.length || count < 64) {
      throw new InputException("", "there is nothing in front of the plain background", REMEDY);
    }
    return Optional.of(softened(object, width, height));
  }

  /** Returns true where the background does not reach. */
  private static boolean[] floodedFromBorder(
      float[] distance, int width, int height, double tolerance) {
    boolean[] object = new boolean[distance.length];
    Arrays.fill(object, true);
    int[] stack = new int[distance.length];
    int size = 0;
    for (int at = 0; at < distance.length; at++) {
      int x = at % width;
      int y = at / width;
      boolean border = x == 0 || y == 0 || x == width - 1 || y == height - 1;
      if (border && distance[at] < tolerance) {
        object[at] = false;
        stack[size++] = at;
      }
    }
    while (size > 0) {
      int at = stack[--size];
      int x = at % width;
      for (int d = 0; d < 4; d++) {
        int n = d == 0 ? at - 1 : d == 1 ? at + 1 : d == 2 ? at - width : at + width;
        boolean off = d == 0 && x == 0 || d == 1 && x == width - 1;
        if (!off && n >= 0 && n < object.length && object[n] && distance[n] < tolerance) {
          object[n] = false;
          stack[size++] = n;
        }
      }
    }
    return object;
  }

  private static void dropIslands(boolean[] object, int width, int height) {
    int[] label = new int[object.length];
    int[] sizes = Components.label(object, label, width, height);
    int largest = Arrays.stream(sizes).max().orElse(0);
    for (int i = 0; i < object.length; i++) {
      object[i] = object[i] && sizes[label[i]] >= LEAST_ISLAND * largest;
    }
  }

  /** Enclosed patches of the background's colour: fills the small ones, opens the large ones. */
  private static void fillHoles(
      boolean[] object, float[] distance, int width, int height, double tolerance) {
    int area = 0;
    boolean[] suspect = new boolean[object.length];
    for (int i = 0; i < object.length; i++) {
      area += object[i] ? 1 : 0;
      suspect[i] = object[i] && distance[i] < tolerance;
    }
    int[] label = new int[object.length];
    int[] sizes = Components.label(suspect, label, width, height);
    double[] distances = new double[sizes.length];
    for (int i = 0; i < object.length; i++) {
      distances[label[i]] += distance[i];
    }
    for (int i = 0; i < object.length; i++) {
      int patch = label[i];
      if (suspect[i]
          && sizes[patch] >= LEAST_HOLE * area
          && distances[patch] < 0.75 * tolerance * sizes[patch]) {
        object[i] = false;
      }
    }
    boolean[] empty = new boolean[object.length];
    for (int i = 0; i < object.length; i++) {
      empty[i] = !object[i];
    }
    sizes = Components.label(empty, label, width, height);
    for (int i = 0; i < object.length; i++) {
      if (empty[i] && sizes[label[i]] < LEAST_HOLE * area) {
        object[i] = true;
      }
    }
  }

  /** Binomial blur of 3 x 3: an edge about two pixels wide, one half where it was. */
  private static Image softened(boolean[] object, int width, int height) {
    float[] mask = new float[object.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sum = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int nx = Math.clamp(x + dx, 0, width - 1);
            int ny = Math.clamp(y + dy, 0, height - 1);
            sum += object[ny * width + nx] ? (2 - Math.abs(dx)) * (2 - Math.abs(dy)) : 0;
          }
        }
        mask[y * width + x] = sum / 16f;
      }
    }
    return new Image(width, height, 1, mask);
  }
}
