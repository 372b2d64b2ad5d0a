package org.drag4d.priors.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.drag4d.geometry.Image;
import org.drag4d.priors.SegmentationHints.Box;
import org.drag4d.priors.SegmentationHints.Click;
import org.drag4d.task.InputException;

/**
 * The object that a person clicked on, by a network that finds the foremost thing of a picture. It
 * is shown larger and larger parts around the click. In small ones it finds parts of the object, in
 * large ones more than the object; that two sizes give the same speaks for the object itself. Of a
 * mask only what hangs together with the click is kept.
 */
final class ClickedObject {
  /** Sides of the parts, of the picture's longer side. */
  private static final double[] VIEWS = {0.27, 0.48, 0.64, 0.8, 1};

  /** Smaller parts show a network nothing. */
  private static final int SMALLEST = 48;

  /** A click may miss the object by this share of the part's side. */
  private static final double MISS = 0.03;

  /** What runs along more of the part's inner edges than this share of them is cut off there. */
  private static final double CUT_OFF = 0.02;

  private ClickedObject() {}

  /**
   * What was found in one part.
   *
   * @param mask of the whole picture
   * @param cut along which share of the part's inner edges it runs
   */
  private record Found(Image mask, double cut) {
    boolean whole() {
      return cut <= CUT_OFF;
    }
  }

  /**
   * Finds the object.
   *
   * @param network makes a mask of a part; throws {@link InputException} where nothing stands out
   * @return a mask of the whole picture
   * @throws InputException if no part shows an object at the click
   */
  static Image mask(Image picture, Click click, UnaryOperator<Image> network) {
    List<Optional<Found>> found = new ArrayList<>();
    for (double share : VIEWS) {
      Box view = click.around(picture, share);
      boolean shown = share == 1 || Math.min(view.width(), view.height()) >= SMALLEST;
      found.add(
          shown
              ? found(view, click, picture, network)
                  .map(
                      mask ->
                          new Found(
                              view.pasted(mask, picture.width(), picture.height()),
                              cutOff(mask, view, picture)))
              : Optional.empty());
    }
    return best(found)
        .orElseThrow(
            () ->
                new InputException(
                    Click.OPTION + " " + click.x() + "," + click.y(),
                    "is on nothing that stands out",
                    "Say where the object is by --mask-box, or take another --mask-model."));
  }

  /** The mask that a neighbouring size confirms best; where all are cut off, the least so. */
  private static Optional<Image> best(List<Optional<Found>> found) {
    Optional<Image> best = Optional.empty();
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).isPresent()) {
        Found one = found.get(i).get();
        double score =
            one.whole()
                ? Math.max(likeness(one, found, i - 1), likeness(one, found, i + 1))
                : -one.cut;
        if (score > most) { // of two that agree the closer look
          most = score;
          best = Optional.of(one.mask);
        }
      }
    }
    return best;
  }

  /** Intersection over union with what another part shows; 0 if there is none. */
  private static double likeness(Found one, List<Optional<Found>> found, int other) {
    if (other < 0 || other >= found.size() || found.get(other).isEmpty()) {
      return 0;
    }
    float[] a = one.mask.values();
    float[] b = found.get(other).get().mask.values();
    int both = 0;
    int either = 0;
    for (int at = 0; at < a.length; at++) {
      both += a[at] >= 0.5f && b[at] >= 0.5f ? 1 : 0;
      either += a[at] >= 0.5f || b[at] >= 0.5f ? 1 : 0;
    }
    return (double) both / Math.max(1, either);
  }

  private static Optional<Image> found(
      Box view, Click click, Image picture, UnaryOperator<Image> network) {
    Image mask;
    try {
      mask = network.apply(view.cut(picture));
    } catch (InputException e) {
      return Optional.empty(); // nothing stands out in this part
    }
    int start = nearest(mask, click.x() - view.x(), click.y() - view.y());
    return start < 0 ? Optional.empty() : Optional.of(around(mask, start));
  }

  /** Returns the pixel of the mask that is nearest to the click; -1 if none is near. */
  private static int nearest(Image mask, int x, int y) {
    int reach = (int) (MISS * Math.max(mask.width(), mask.height()));
    int nearest = -1;
    int least = Integer.MAX_VALUE;
    for (int j = Math.max(0, y - reach); j <= Math.min(mask.height() - 1, y + reach); j++) {
      for (int i = Math.max(0, x - reach); i <= Math.min(mask.width() - 1, x + reach); i++) {
        int distance = (i - x) * (i - x) + (j - y) * (j - y);
        if (mask.at(i, j, 0) >= 0.5f && distance < least) {
          least = distance;
          nearest = j * mask.width() + i;
        }
      }
    }
    return nearest;
  }

  /** Keeps what hangs together with a pixel, and its soft edge: values fall from pixel to pixel. */
  private static Image around(Image mask, int start) {
    int w = mask.width();
    float[] values = mask.values();
    float[] kept = new float[values.length];
    int[] stack = new int[values.length];
    int size = 0;
    stack[size++] = start;
    kept[start] = values[start];
    while (size > 0) {
      int at = stack[--size];
      for (int d = 0; d < 4; d++) {
        int next = d == 0 ? at - 1 : d == 1 ? at + 1 : d == 2 ? at - w : at + w;
        boolean off = d == 0 && at % w == 0 || d == 1 && at % w == w - 1;
        if (off || next < 0 || next >= values.length || kept[next] > 0 || values[next] == 0) {
          continue;
        }
        // Beyond the object's half the way only leads downwards, not up to another object.
        if (values[next] >= 0.5f ? values[at] >= 0.5f : values[next] <= values[at]) {
          kept[next] = values[next];
          stack[size++] = next;
        }
      }
    }
    return new Image(w, mask.height(), 1, kept);
  }

  /** Returns along which share of a part's edges, other than the picture's own, a mask runs. */
  private static double cutOff(Image mask, Box view, Image picture) {
    int touched = 0;
    int length = 0;
    int[][] edges = { // first x, first y, step across, step down, count
      {0, 0, 0, 1, view.x() > 0 ? mask.height() : 0},
      {mask.width() - 1, 0, 0, 1, view.x() + view.width() < picture.width() ? mask.height() : 0},
      {0, 0, 1, 0, view.y() > 0 ? mask.width() : 0},
      {0, mask.height() - 1, 1, 0, view.y() + view.height() < picture.height() ? mask.width() : 0}
    };
    for (int[] edge : edges) {
      length += edge[4];
      for (int k = 0; k < edge[4]; k++) {
        touched += mask.at(edge[0] + k * edge[2], edge[1] + k * edge[3], 0) >= 0.5f ? 1 : 0;
      }
    }
    return length == 0 ? 0 : (double) touched / length;
  }
}
