package org.drag4d.priors.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Resampling;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.priors.SegmentationHints;
import org.drag4d.priors.SegmentationHints.Box;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * Masks against what is known to be the object: intersection over union of what is half inside or
 * more, alone and with a box around the object, four pixels wider. A segmenter that finds nothing
 * counts as 0.
 */
public final class MaskTable {
  private static final int WIDER = 4;

  private MaskTable() {}

  /**
   * A picture of which the object is known.
   *
   * @param name for the table
   * @param picture three channels
   * @param truth one channel
   */
  public record Known(String name, Image picture, Image truth) {}

  /**
   * One mask.
   *
   * @param method the prior that made it
   * @param box whether it was told where the object is
   * @param picture which
   * @param iou from 0 to 1
   * @param seconds that it took
   */
  public record Row(String method, boolean box, String picture, double iou, double seconds) {}

  /** The means of a method over all pictures. */
  public record Mean(String method, boolean box, double iou, double seconds) {}

  /** Makes masks of a picture by some priors, alone and with a box. */
  public static List<Row> measure(Known known, List<String> methods, Progress progress) {
    List<Row> rows = new ArrayList<>();
    for (String method : methods) {
      for (boolean boxed : new boolean[] {false, true}) {
        SegmentationHints hints =
            boxed ? SegmentationHints.in(box(known.truth)) : SegmentationHints.NONE;
        ForegroundSegmenter segmenter = PriorCatalogue.segmenter(method, hints);
        long start = System.nanoTime();
        double iou;
        try {
          iou = iou(segmenter.mask(known.picture, progress).alpha(), known.truth);
        } catch (InputException e) {
          progress.note(known.name + ", " + method + ": " + e.getMessage());
          iou = 0;
        }
        rows.add(new Row(method, boxed, known.name, iou, (System.nanoTime() - start) * 1e-9));
      }
    }
    return List.copyOf(rows);
  }

  /** Returns a mean for each method, alone and with a box. */
  public static List<Mean> means(List<Row> rows) {
    return rows.stream()
        .map(row -> new Mean(row.method, row.box, 0, 0))
        .distinct()
        .map(
            mean -> {
              List<Row> of =
                  rows.stream()
                      .filter(r -> r.method.equals(mean.method) && r.box == mean.box)
                      .toList();
              return new Mean(
                  mean.method,
                  mean.box,
                  of.stream().mapToDouble(Row::iou).average().orElseThrow(),
                  of.stream().mapToDouble(Row::seconds).average().orElseThrow());
            })
        .toList();
  }

  /** Returns the share of what either calls the object that both do. */
  static double iou(Image mask, Image truth) {
    int both = 0;
    int either = 0;
    for (int at = 0; at < truth.values().length; at++) {
      boolean ours = mask.values()[at] >= 0.5f;
      boolean theirs = truth.values()[at] >= 0.5f;
      both += ours && theirs ? 1 : 0;
      either += ours || theirs ? 1 : 0;
    }
    return either == 0 ? 0 : (double) both / either;
  }

  private static Box box(Image truth) {
    int left = truth.width();
    int top = truth.height();
    int right = -1;
    int bottom = -1;
    for (int y = 0; y < truth.height(); y++) {
      for (int x = 0; x < truth.width(); x++) {
        if (truth.at(x, y, 0) >= 0.5f) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    if (right < 0) {
      throw new InputException("", "a true mask is empty");
    }
    return new Box(
        left - WIDER, top - WIDER, right - left + 1 + 2 * WIDER, bottom - top + 1 + 2 * WIDER);
  }

  /**
   * Pastes an object before a background.
   *
   * @param object four channels
   * @param background three channels
   * @param height of the object, as a share of the background's
   * @param acrossMiddle where its middle is, as a share of the width
   * @param downMiddle where its middle is, as a share of the height; it ends inside the picture
   */
  public static Known pasted(
      String name,
      Image object,
      Image background,
      double height,
      double acrossMiddle,
      double downMiddle) {
    Image cut = premultiplied(object, box(alpha(object)).within(object));
    int rows = Math.max(1, (int) (background.height() * height));
    int columns = Math.max(1, cut.width() * rows / cut.height());
    Image small = Resampling.byArea(cut, columns, rows);
    int left = (int) (acrossMiddle * background.width() - columns / 2.0);
    int top =
        Math.min(
            (int) (downMiddle * background.height() - rows / 2.0),
            background.height() - rows - WIDER);
    Image picture =
        new Image(background.width(), background.height(), 3, background.values().clone());
    Image truth = new Image(background.width(), background.height(), 1);
    for (int y = Math.max(0, -top); y < rows && top + y < picture.height(); y++) {
      for (int x = Math.max(0, -left); x < columns && left + x < picture.width(); x++) {
        float alpha = small.at(x, y, 3);
        truth.set(left + x, top + y, 0, alpha);
        for (int c = 0; c < 3; c++) {
          float behind = picture.at(left + x, top + y, c);
          picture.set(left + x, top + y, c, small.at(x, y, c) + (1 - alpha) * behind);
        }
      }
    }
    return new Known(name, picture.quantised(), truth);
  }

  private static Image alpha(Image object) {
    Image alpha = new Image(object.width(), object.height(), 1);
    for (int at = 0; at < alpha.values().length; at++) {
      alpha.values()[at] = object.values()[4 * at + 3];
    }
    return alpha;
  }

  /** A part of a picture, its colours multiplied by its alpha, so that averages are right. */
  private static Image premultiplied(Image object, Box box) {
    Image part = box.cut(object);
    for (int at = 0; at < part.values().length; at += 4) {
      for (int c = 0; c < 3; c++) {
        part.values()[at + c] *= part.values()[at + 3];
      }
    }
    return part;
  }
}
