package org.drag4d.priors.builtin;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.drag4d.compose.ForegroundMask;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Resampling;
import org.drag4d.priors.SegmentationHints;
import org.drag4d.priors.SegmentationHints.Box;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * Masks of ordinary photographs without any weights (object-composition section 1.2): what stands
 * out from the border's colours, or a person's box or scribbles, says where to begin; {@link
 * GrabCut} decides; a {@link GuidedFilter} gives the cut the picture's soft edges.
 *
 * <p>Longer than most files: the ways of beginning share what they measure on the picture.
 */
public final class GrabCutSegmenter implements ForegroundSegmenter {
  /** The name of this prior in results. */
  public static final String NAME = "grabcut";

  /** The cut is made at this longest side, the edges at most at the second. */
  private static final int CUT_SIDE = 480;

  private static final int EDGE_SIDE = 1280;

  /** Things are photographed near the middle: deviation in shares of the picture. */
  private static final double CENTRE_SPREAD = 0.3;

  /** Beyond this squared distance from the box's centre lie its corners; 1 is its inner ellipse. */
  private static final double ELLIPSE = 1.1;

  private static final int ROUNDS = 6;
  private static final double LEAST_ISLAND = 0.02;
  private static final double LEAST_HOLE = 0.005;

  /** A found object that covers less of the picture than this is looked for in another way. */
  private static final double LEAST_SHARE = 0.025;

  /** The part round a box that is looked at too: it shows the background's colours. */
  private static final double SURROUNDINGS = 0.3;

  private static final String REMEDY =
      "Say where it is: --mask-box X,Y,W,H or --scribbles FILE; or get a network:"
          + " drag4d models pull u2netp";

  private final SegmentationHints hints;

  /** Looks for whatever stands out. */
  public GrabCutSegmenter() {
    this(SegmentationHints.NONE);
  }

  /**
   * Looks where a person says.
   *
   * @param hints a box, strokes, or both
   * @throws InputException if there is a click, which says too little about colours
   */
  public GrabCutSegmenter(SegmentationHints hints) {
    if (hints.click().isPresent()) {
      throw new InputException(
          SegmentationHints.Click.OPTION,
          "is for networks, and " + NAME + " cannot use it",
          REMEDY);
    }
    this.hints = hints;
  }

  /**
   * Returns the mask.
   *
   * @throws InputException if nothing stands out, or the hints do not fit the picture
   */
  @Override
  public ForegroundMask mask(Image picture, Progress progress) {
    if (picture.width() < 16 || picture.height() < 16) {
      throw new InputException(
          "",
          "a picture of %d x %d pixels is too small".formatted(picture.width(), picture.height()));
    }
    hints.scribbles().ifPresent(s -> requireSize(s, picture));
    Optional<Box> box = hints.box().map(b -> b.within(picture));
    Image alpha = cut(picture, box, progress);
    if (hints.isEmpty() && area(alpha) < LEAST_SHARE * alpha.values().length) {
      // one spot of a larger thing: the thing itself fills the middle more likely than not
      int x = picture.width() / 12;
      int y = picture.height() / 12;
      Box middle = new Box(x, y, picture.width() - 2 * x, picture.height() - 2 * y);
      alpha = cut(picture, Optional.of(middle), progress);
    }
    requireSomething(alpha);
    return new ForegroundMask(alpha, NAME);
  }

  private Image cut(Image picture, Optional<Box> box, Progress progress) {
    Box whole = new Box(0, 0, picture.width(), picture.height());
    Box view = box.map(b -> b.grown(SURROUNDINGS, picture)).orElse(whole);
    Image part = view.cut(picture);
    Image small = Resampling.within(part, CUT_SIDE);
    int width = small.width();
    int height = small.height();
    byte[] labels = box.isPresent() ? labels(small, view, box.get()) : salient(small, progress);
    hints.scribbles().ifPresent(s -> scribble(labels, view.cut(s), small));
    requireBothSides(labels, width, height);
    progress.begin("cutting the object out", ROUNDS, "rounds");
    GrabCut.decide(bytes(small), width, height, labels, ROUNDS, progress);
    boolean[] object = tidied(labels, width, height);
    if (hints.isEmpty()) {
      object = mostCentral(object, width, height);
    }
    progress.check();
    Image alpha = withEdges(part, object, width, height, progress);
    return view.pasted(alpha, picture.width(), picture.height());
  }

  private static void requireSize(Image scribbles, Image picture) {
    if (scribbles.width() != picture.width()
        || scribbles.height() != picture.height()
        || scribbles.channels() < 3) {
      throw new InputException(
          "--scribbles",
          "%d x %d pixels of %d channels do not fit a picture of %d x %d"
              .formatted(
                  scribbles.width(),
                  scribbles.height(),
                  scribbles.channels(),
                  picture.width(),
                  picture.height()),
          "Paint over a copy of the picture: green on the object, red on the background.");
    }
  }

  // --- where to begin -------------------------------------------------------------------------

  /** What stands out is probably the object, the more so the nearer it is to the middle. */
  private static byte[] salient(Image small, Progress progress) {
    int width = small.width();
    int height = small.height();
    progress.begin("looking for what stands out", 0, "");
    float[] weight = BackgroundSaliency.of(Oklab.of(small), width, height, progress);
    for (int at = 0; at < weight.length; at++) {
      weight[at] *= (float) central(at, width, height);
    }
    double threshold = threshold(weight);
    byte[] labels = new byte[weight.length];
    for (int at = 0; at < labels.length; at++) {
      labels[at] =
          weight[at] >= threshold
              ? GrabCut.PROBABLY_OBJECT
              : isFrame(at % width, at / width, width, height)
                  ? GrabCut.BACKGROUND
                  : GrabCut.PROBABLY_BACKGROUND;
    }
    return labels;
  }

  /** Things are photographed near the middle: 1 there, less outwards. */
  private static double central(int at, int width, int height) {
    double dx = (at % width + 0.5) / width - 0.5;
    double dy = (at / width + 0.5) / height - 0.5;
    return Math.exp(-(dx * dx + dy * dy) / (2 * CENTRE_SPREAD * CENTRE_SPREAD));
  }

  /**
   * Outside the box lies background; inside, most likely the object, except in the corners, which
   * few objects fill.
   */
  private static byte[] labels(Image small, Box view, Box box) {
    int width = small.width();
    int height = small.height();
    double scale = (double) width / view.width();
    byte[] labels = new byte[width * height];
    for (int at = 0; at < labels.length; at++) {
      double px = view.x() + (at % width + 0.5) / scale;
      double py = view.y() + (at / width + 0.5) / scale;
      double u = 2 * (px - box.x()) / box.width() - 1;
      double v = 2 * (py - box.y()) / box.height() - 1;
      boolean inside = Math.abs(u) < 1 && Math.abs(v) < 1;
      labels[at] =
          !inside
              ? GrabCut.BACKGROUND
              : u * u + v * v < ELLIPSE ? GrabCut.PROBABLY_OBJECT : GrabCut.PROBABLY_BACKGROUND;
    }
    return labels;
  }

  private static boolean isFrame(int x, int y, int width, int height) {
    int edge = Math.max(1, Math.min(width, height) / 50);
    return x < edge || y < edge || x >= width - edge || y >= height - edge;
  }

  /** Otsu's threshold: the two classes differ most. */
  private static double threshold(float[] saliency) {
    int[] histogram = new int[256];
    double sum = 0;
    for (float s : saliency) {
      int bin = Image.toByte(s);
      histogram[bin]++;
      sum += bin;
    }
    double below = 0;
    double sumBelow = 0;
    double best = -1;
    int threshold = 128;
    for (int bin = 0; bin < 255; bin++) {
      below += histogram[bin];
      sumBelow += bin * (double) histogram[bin];
      double above = saliency.length - below;
      if (below > 0 && above > 0) {
        double difference = sumBelow / below - (sum - sumBelow) / above;
        double between = below * above * difference * difference;
        if (between > best) {
          best = between;
          threshold = bin + 1;
        }
      }
    }
    return threshold / 255.0;
  }

  /**
   * What a stroke touches is certain; every other pixel begins on the side of the stroke that is
   * nearest to it in colour and place together. Strokes of one side only are compared with what is
   * known otherwise.
   */
  private static void scribble(byte[] labels, Image strokes, Image small) {
    int width = small.width();
    int height = small.height();
    byte[] stroke = new byte[labels.length];
    // every stroke counts, however thin: look at all its pixels, not at an average
    for (int y = 0; y < strokes.height(); y++) {
      for (int x = 0; x < strokes.width(); x++) {
        float r = strokes.at(x, y, 0);
        float g = strokes.at(x, y, 1);
        float b = strokes.at(x, y, 2);
        boolean visible = strokes.channels() < 4 || strokes.at(x, y, 3) > 0.5f;
        boolean green = visible && g > 0.75f && r < 0.35f && b < 0.35f;
        boolean red = visible && r > 0.75f && g < 0.35f && b < 0.35f;
        if (green || red) {
          int at = y * height / strokes.height() * width + x * width / strokes.width();
          stroke[at] = (byte) (green ? 1 : 2);
        }
      }
    }
    float[] lab = Oklab.of(small);
    int[] green = sample(stroke, 1);
    int[] red = sample(stroke, 2);
    for (int at = 0; at < labels.length; at++) {
      if (stroke[at] != 0) {
        labels[at] = stroke[at] == 1 ? GrabCut.OBJECT : GrabCut.BACKGROUND;
      } else if (green.length > 0 && red.length > 0 && labels[at] != GrabCut.BACKGROUND) {
        boolean object =
            nearest(at, green, lab, width, height) < nearest(at, red, lab, width, height);
        labels[at] = object ? GrabCut.PROBABLY_OBJECT : GrabCut.PROBABLY_BACKGROUND;
      }
    }
  }

  /** Returns at most 200 pixels of the strokes of one kind, evenly chosen. */
  private static int[] sample(byte[] stroke, int kind) {
    int[] all = IntStream.range(0, stroke.length).filter(at -> stroke[at] == kind).toArray();
    int step = Math.max(1, all.length / 200);
    return IntStream.range(0, all.length / step).map(i -> all[i * step]).toArray();
  }

  /** Squared distance to the nearest of some pixels; the whole picture is half black to white. */
  private static double nearest(int at, int[] pixels, float[] lab, int width, int height) {
    double least = Double.MAX_VALUE;
    double scale = 0.5 / Math.max(width, height);
    for (int other : pixels) {
      double dx = scale * (at % width - other % width);
      double dy = scale * (at / width - other / width);
      double sum = dx * dx + dy * dy;
      for (int c = 0; c < 3; c++) {
        double d = lab[3 * at + c] - lab[3 * other + c];
        sum += d * d;
      }
      least = Math.min(least, sum);
    }
    return least;
  }

  /** Mixtures of colours need something to start from: a frame, or what lies in the middle. */
  private static void requireBothSides(byte[] labels, int width, int height) {
    int objects = 0;
    for (byte label : labels) {
      objects += label == GrabCut.OBJECT || label == GrabCut.PROBABLY_OBJECT ? 1 : 0;
    }
    boolean lacksBackground = labels.length - objects < 32;
    boolean lacksObject = objects < 32;
    for (int at = 0; at < labels.length; at++) {
      int x = at % width;
      int y = at / width;
      if (lacksBackground && labels[at] != GrabCut.OBJECT && isFrame(x, y, width, height)) {
        labels[at] = GrabCut.BACKGROUND;
      }
      boolean middle = Math.abs(2 * x - width) < width / 2 && Math.abs(2 * y - height) < height / 2;
      if (lacksObject && labels[at] != GrabCut.BACKGROUND && middle) {
        labels[at] = GrabCut.PROBABLY_OBJECT;
      }
    }
  }

  private static byte[] bytes(Image picture) {
    int channels = picture.channels();
    byte[] rgb = new byte[3 * picture.width() * picture.height()];
    for (int at = 0; at < rgb.length; at++) {
      rgb[at] = (byte) Image.toByte(picture.values()[at / 3 * channels + at % 3]);
    }
    return rgb;
  }

  // --- what to do with the cut ----------------------------------------------------------------

  private static boolean[] tidied(byte[] labels, int width, int height) {
    boolean[] object = new boolean[labels.length];
    for (int at = 0; at < labels.length; at++) {
      object[at] = labels[at] == GrabCut.OBJECT || labels[at] == GrabCut.PROBABLY_OBJECT;
    }
    object = grown(grown(object, width, height, false), width, height, true); // opening
    int[] label = new int[labels.length];
    int[] sizes = Components.label(object, label, width, height);
    int largest = Arrays.stream(sizes).max().orElse(0);
    int area = 0;
    for (int at = 0; at < object.length; at++) {
      object[at] = object[at] && sizes[label[at]] >= LEAST_ISLAND * largest;
      area += object[at] ? 1 : 0;
    }
    boolean[] empty = new boolean[object.length];
    for (int at = 0; at < empty.length; at++) {
      empty[at] = !object[at];
    }
    sizes = Components.label(empty, label, width, height);
    for (int at = 0; at < object.length; at++) {
      object[at] |= empty[at] && sizes[label[at]] < LEAST_HOLE * area;
    }
    return object;
  }

  /**
   * Keeps one thing: the pieces are joined where they nearly touch, and the group that covers most
   * of the middle is the object.
   */
  private static boolean[] mostCentral(boolean[] object, int width, int height) {
    boolean[] near = object;
    for (int i = 0; i < Math.max(1, Math.max(width, height) / 100); i++) {
      near = grown(near, width, height, true);
    }
    int[] label = new int[object.length];
    int[] sizes = Components.label(near, label, width, height);
    double[] weights = new double[sizes.length];
    for (int at = 0; at < object.length; at++) {
      weights[label[at]] += object[at] ? central(at, width, height) : 0;
    }
    int best = 0;
    for (int group = 1; group < weights.length; group++) {
      best = best == 0 || weights[group] > weights[best] ? group : best;
    }
    boolean[] kept = new boolean[object.length];
    for (int at = 0; at < kept.length; at++) {
      kept[at] = object[at] && label[at] == best;
    }
    return kept;
  }

  /** Grows the object by one pixel, or the background; what lies outside changes nothing. */
  private static boolean[] grown(boolean[] object, int width, int height, boolean byObject) {
    boolean[] result = new boolean[object.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean found = false;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int nx = Math.clamp(x + dx, 0, width - 1);
            int ny = Math.clamp(y + dy, 0, height - 1);
            found |= object[ny * width + nx] == byObject;
          }
        }
        result[y * width + x] = found == byObject;
      }
    }
    return result;
  }

  /** Brings the cut to the picture's size: the guide decides within a band along the cut. */
  private static Image withEdges(
      Image part, boolean[] object, int width, int height, Progress progress) {
    progress.begin("softening its edges", 0, "");
    Image guide = Resampling.within(part, EDGE_SIDE);
    Image cut = new Image(width, height, 1);
    for (int at = 0; at < object.length; at++) {
      cut.values()[at] = object[at] ? 1 : 0;
    }
    Image hard = Enlarging.bilinear(cut, guide.width(), guide.height());
    for (int at = 0; at < hard.values().length; at++) {
      hard.values()[at] = hard.values()[at] >= 0.5f ? 1 : 0;
    }
    int radius = Math.max(2, Math.round(5f * guide.width() / width));
    float[] linear = GuidedFilter.coefficients(guide, hard.values(), radius, 4e-4, progress);
    Image lines = new Image(guide.width(), guide.height(), 4, linear);
    Image near = GuidedFilter.means(hard, radius);
    Image alpha = new Image(part.width(), part.height(), 1);
    int channels = part.channels();
    float[] line = new float[4];
    float[] band = new float[1];
    for (int y = 0; y < part.height(); y++) {
      progress.check();
      for (int x = 0; x < part.width(); x++) {
        Enlarging.at(near, x, y, part.width(), part.height(), band);
        int at = y * part.width() + x;
        if (band[0] < 1e-3f || band[0] > 1 - 1e-3f) {
          alpha.values()[at] = Math.round(band[0]);
          continue;
        }
        Enlarging.at(lines, x, y, part.width(), part.height(), line);
        float soft =
            line[0] * part.values()[channels * at]
                + line[1] * part.values()[channels * at + 1]
                + line[2] * part.values()[channels * at + 2]
                + line[3];
        alpha.values()[at] = Math.clamp((soft - 0.5f) * 1.6f + 0.5f, 0f, 1f);
      }
    }
    return alpha;
  }

  private static int area(Image alpha) {
    int area = 0;
    for (float a : alpha.values()) {
      area += a >= 0.5f ? 1 : 0;
    }
    return area;
  }

  private static void requireSomething(Image alpha) {
    int area = area(alpha);
    if (area < 64 || area < 5e-4 * alpha.values().length) {
      throw new InputException(
          "", "the object cannot be told from the background: nothing stands out", REMEDY);
    }
    if (area > 0.97 * alpha.values().length) {
      throw new InputException(
          "", "the object cannot be told from the background: everything would be object", REMEDY);
    }
  }
}
