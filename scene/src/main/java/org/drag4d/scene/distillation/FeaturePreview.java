package org.drag4d.scene.distillation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drag4d.geometry.Image;

/**
 * Rows of a view, its features and the surfels' features from there: the first three components as
 * red, green and blue, grey where a component is at its mean.
 */
final class FeaturePreview {
  /** Views in a preview. */
  static final int ROWS = 4;

  private static final int COLUMNS = 3;
  private static final int GAP = 4;

  /** Deviations from the mean to where a colour is full. */
  private static final double REACH = 2.2;

  private final PrincipalComponents components;
  private final FeatureFit fit;
  private final float[] features;
  private final List<Image> cells = new ArrayList<>();

  FeaturePreview(PrincipalComponents components, FeatureFit fit, float[] features) {
    this.components = components;
    this.fit = fit;
    this.features = features;
  }

  /** Returns how many views there are. */
  int rows() {
    return cells.size() / COLUMNS;
  }

  /** Adds a view. */
  void add(Image picture, TargetFeatures target) {
    int width = target.camera().width();
    int height = target.camera().height();
    cells.add(shrunk(picture, width, height));
    float[] there = new float[target.channels()];
    Image features = new Image(width, height, 3);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        target.at(x, y, there, 0);
        colour(features, x, y, there, 0);
      }
    }
    cells.add(features);
    Image drawn = new Image(width, height, 3);
    fit.look(this.features, target, (x, y, values, at) -> colour(drawn, x, y, values, at));
    cells.add(drawn);
  }

  private void colour(Image image, int x, int y, float[] values, int at) {
    for (int c = 0; c < 3; c++) {
      double deviation =
          c < components.components() ? Math.sqrt(components.variances()[c]) * REACH : 0;
      double value = deviation > 0 ? values[at + c] / deviation : 0;
      image.set(x, y, c, (float) Math.clamp(0.5 + 0.5 * value, 0, 1));
    }
  }

  private static Image shrunk(Image picture, int width, int height) {
    Image result = new Image(width, height, 3);
    for (int y = 0; y < height; y++) {
      int top = y * picture.height() / height;
      int bottom = Math.max(top + 1, (y + 1) * picture.height() / height);
      for (int x = 0; x < width; x++) {
        int left = x * picture.width() / width;
        int right = Math.max(left + 1, (x + 1) * picture.width() / width);
        for (int c = 0; c < 3; c++) {
          float sum = 0;
          for (int v = top; v < bottom; v++) {
            for (int u = left; u < right; u++) {
              sum += picture.at(u, v, c);
            }
          }
          result.set(x, y, c, sum / ((bottom - top) * (right - left)));
        }
      }
    }
    return result;
  }

  /** Returns all rows, one below the other. */
  Image image() {
    int width = 1;
    int height = 0;
    for (int i = 0; i < cells.size(); i += COLUMNS) {
      width = Math.max(width, COLUMNS * (cells.get(i).width() + GAP) - GAP);
      height += cells.get(i).height() + GAP;
    }
    Image all = new Image(width, Math.max(1, height - GAP), 3);
    Arrays.fill(all.values(), 1);
    int top = 0;
    for (int i = 0; i < cells.size(); i++) {
      Image cell = cells.get(i);
      int left = i % COLUMNS * (cell.width() + GAP);
      for (int y = 0; y < cell.height(); y++) {
        System.arraycopy(
            cell.values(),
            3 * y * cell.width(),
            all.values(),
            3 * ((top + y) * width + left),
            3 * cell.width());
      }
      if (i % COLUMNS == COLUMNS - 1) {
        top += cell.height() + GAP;
      }
    }
    return all;
  }
}
