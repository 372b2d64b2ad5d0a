package org.drag4d.nets.vision;

import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.nets.diffusion.NetworkConfig;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.task.InputException;

/**
 * How a picture becomes {@code pixel_values}, as transformers' {@code preprocessor_config.json}
 * says it: resized, its middle cut out, normalised.
 *
 * @param resizing the new size; empty if the picture keeps its own
 * @param filter by which it is resized
 * @param crop the middle that is kept; empty if all of it
 * @param mean of each colour, of values in [0, 1]
 * @param deviation of each colour
 */
public record PictureProcessor(
    Optional<Resizing> resizing,
    PillowFilter filter,
    Optional<Size> crop,
    List<Double> mean,
    List<Double> deviation) {
  private static final int LONGEST_SIDE = 1 << 13;

  /** ImageNet's mean colour. */
  public static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);

  /** ImageNet's deviation of colours. */
  public static final List<Double> IMAGENET_DEVIATION = List.of(0.229, 0.224, 0.225);

  /** CLIP's: the shorter side to 224, then the middle; "motion-video" section 8.5. */
  public static final PictureProcessor CLIP =
      new PictureProcessor(
          Optional.of(new ShortestEdge(224)),
          PillowFilter.BICUBIC,
          Optional.of(new Size(224, 224)),
          List.of(0.48145466, 0.4578275, 0.40821073),
          List.of(0.26862954, 0.26130258, 0.27577711));

  /**
   * DINOv2's patches: each side to the nearest multiple of 14, so that the whole picture is seen.
   */
  public static final PictureProcessor PATCHES_OF_14 =
      new PictureProcessor(
          Optional.of(new NearestMultiple(14)),
          PillowFilter.BICUBIC,
          Optional.empty(),
          IMAGENET_MEAN,
          IMAGENET_DEVIATION);

  /** A size in pixels. */
  public record Size(int height, int width) {}

  /** How large a picture becomes. */
  public sealed interface Resizing {
    /** Returns the new size of a picture. */
    Size of(int height, int width);
  }

  /** The shorter side gets this length; the longer one keeps the proportion, rounded down. */
  public record ShortestEdge(int length) implements Resizing {
    @Override
    public Size of(int height, int width) {
      return height <= width
          ? new Size(length, (int) Math.min(Integer.MAX_VALUE, (long) length * width / height))
          : new Size((int) Math.min(Integer.MAX_VALUE, (long) length * height / width), length);
    }
  }

  /** Exactly so large. */
  public record Exactly(Size size) implements Resizing {
    @Override
    public Size of(int height, int width) {
      return size;
    }
  }

  /** Each side to the nearest multiple, at least one. */
  public record NearestMultiple(int of) implements Resizing {
    @Override
    public Size of(int height, int width) {
      return new Size(nearest(height), nearest(width));
    }

    private int nearest(int side) {
      return Math.max(1, Math.round((float) side / of)) * of;
    }
  }

  /**
   * Reads a {@code preprocessor_config.json}. Keys that say nothing about pixels are ignored,
   * absent ones mean what they mean there.
   *
   * @param otherwise what an empty configuration means
   */
  public static PictureProcessor of(NetworkConfig config, PictureProcessor otherwise) {
    if (!config.says("image_mean") && !config.says("size")) {
      return otherwise;
    }
    Optional<Resizing> resizing = Optional.empty();
    if (config.flag("do_resize", true) && config.says("size")) {
      NetworkConfig size = config.at("size");
      resizing =
          Optional.of(
              size.says("shortest_edge")
                  ? new ShortestEdge(size.size("shortest_edge", 1))
                  : new Exactly(size(size)));
    }
    PillowFilter filter =
        switch (config.integer("resample", 3)) {
          case 1 -> PillowFilter.LANCZOS;
          case 2 -> PillowFilter.BILINEAR;
          case 3 -> PillowFilter.BICUBIC;
          default -> throw config.wrong("resample", "is none of 1, 2 and 3");
        };
    boolean cropped = config.flag("do_center_crop", false) && config.says("crop_size");
    boolean normalised = config.flag("do_normalize", true);
    double factor =
        config.flag("do_rescale", true) ? config.number("rescale_factor", 1.0 / 255) : 1;
    double unit = 1 / (255 * factor); // what the mean and deviation count in
    return new PictureProcessor(
        resizing,
        filter,
        cropped ? Optional.of(size(config.at("crop_size"))) : Optional.empty(),
        scaled(normalised ? config.numbers("image_mean", 3) : List.of(0.0, 0.0, 0.0), unit),
        scaled(normalised ? config.numbers("image_std", 3) : List.of(1.0, 1.0, 1.0), unit));
  }

  private static List<Double> scaled(List<Double> numbers, double unit) {
    return numbers.stream().map(number -> number * unit).toList();
  }

  private static Size size(NetworkConfig config) {
    return new Size(config.size("height", 1), config.size("width", 1));
  }

  /** Returns [1, 3, height, width]. */
  public FloatTensor pixels(Image picture) {
    Size size =
        resizing
            .map(r -> r.of(picture.height(), picture.width()))
            .orElse(new Size(picture.height(), picture.width()));
    if (Math.max(size.height, size.width) > LONGEST_SIDE) {
      throw new InputException(
          "",
          String.format(
              "a picture of %d x %d would be shown to the network as %d x %d",
              picture.width(), picture.height(), size.width, size.height),
          "Give a smaller one, or one whose sides differ less: at most "
              + LONGEST_SIDE
              + " pixels.");
    }
    Planes planes = Planes.of(filter.resize(picture, size.width, size.height));
    Size kept = crop.orElse(size);
    Planes result = new Planes(3, kept.height, kept.width);
    int top = Math.floorDiv(size.height - kept.height, 2);
    int left = Math.floorDiv(size.width - kept.width, 2);
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < kept.height; y++) {
        for (int x = 0; x < kept.width; x++) {
          int row = top + y;
          int column = left + x;
          boolean inside = row >= 0 && row < size.height && column >= 0 && column < size.width;
          double value = inside ? planes.at(c, row, column) : 0; // black around small pictures
          result.values()[(c * kept.height + y) * kept.width + x] =
              (float) ((value - mean.get(c)) / deviation.get(c));
        }
      }
    }
    return result.batch();
  }
}
