package org.drag4d.priors.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NpyFile;
import org.drag4d.geometry.PfmFile;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Resampling;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.DepthEstimator;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * A person's own panorama: a picture twice as wide as high, with the radial distance of every pixel
 * as NPY or PFM in metres or as 16-bit PNG in millimetres (infinite or 0 is sky). It is levelled to
 * its floor, which gets the height 0.
 */
public final class FilePanorama implements PanoramaGenerator {
  /** By this name results call it. */
  public static final String NAME = "file";

  /** Wider pictures are worked on at this width: what the training views can resolve. */
  private static final int WIDEST = 4096;

  private static final int WIDEST_FILE = 8192;

  /** Beyond this distance, in metres, a pixel is taken for sky. */
  private static final float FARTHEST = 1e5f;

  private final Path picture;
  private final Optional<Path> depth;
  private final Optional<DepthEstimator> estimator;

  /**
   * Names the files; they are read when the panorama is asked for.
   *
   * @param picture the panorama
   * @param depth its distances
   */
  public FilePanorama(Path picture, Optional<Path> depth) {
    this(picture, depth, Optional.empty());
  }

  /**
   * Names the files; they are read when the panorama is asked for.
   *
   * @param picture the panorama
   * @param depth its distances
   * @param estimator who says how far away things are where no file does
   */
  public FilePanorama(Path picture, Optional<Path> depth, Optional<DepthEstimator> estimator) {
    this.picture = picture;
    this.depth = depth;
    this.estimator = estimator;
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Checks what can be checked without reading the whole files: that they are there, and the
   * picture's shape.
   *
   * @throws InputException if the files cannot be used
   */
  public void check() {
    ImageFiles.Size size = ImageFiles.size(picture);
    if (size.width() != 2 * size.height()) {
      throw new InputException(
          picture.toString(),
          "is " + size.width() + " x " + size.height() + " pixels; a panorama is twice as wide",
          "Give an equirectangular picture of all directions.");
    }
    if (size.width() > WIDEST_FILE || size.width() < 64) {
      throw new InputException(
          picture.toString(),
          "is " + size.width() + " pixels wide; from 64 to " + WIDEST_FILE + " can be used");
    }
    if (depth.isEmpty() && estimator.isEmpty()) {
      throw new InputException(
          picture.toString(),
          "a panorama needs its depth",
          "Give it with --depth FILE: NPY or PFM in metres, or 16-bit PNG in millimetres; or let a"
              + " network estimate it: --depth-model metric3d-vit-small.");
    }
    if (depth.isPresent() && !Files.isRegularFile(depth.get())) {
      throw new InputException(depth.get().toString(), "there is no such file");
    }
  }

  /**
   * Reads both files to their ends, so that whatever is wrong with them is known before work
   * begins.
   *
   * @throws InputException if the files cannot be used
   */
  public void checkWhole() {
    check();
    depth.ifPresent(FilePanorama::readDepth);
    ImageFiles.read(picture);
  }

  @Override
  public Optional<Image> preview(String prompt, Request request, Progress progress) {
    check();
    Image image = Resampling.within(ImageFiles.readColour(picture), 2048);
    Equirectangular camera = Equirectangular.at("panorama", image.width(), Vec3.ZERO);
    float[] far = new float[image.width() * image.height()];
    Arrays.fill(far, Float.POSITIVE_INFINITY);
    PanoramaScene flat =
        new PanoramaScene(
            camera,
            image,
            new DepthMap(image.width(), image.height(), far, DepthMap.Measure.RADIAL_DISTANCE),
            new float[3 * far.length],
            Optional.empty(),
            NAME,
            List.of());
    return Optional.of(
        flat.seenBy(
            Pinhole.ofVerticalFov(
                "preview", 640, 360, 60, Pose.lookingAt(Vec3.ZERO, new Vec3(0, -0.1, -1)))));
  }

  /**
   * Reads the panorama. Its height above the floor is measured; where no floor is found it is taken
   * to be 1.6 m, and a note says so.
   *
   * @param prompt not used: the picture says it all
   * @param request not used
   */
  @Override
  public PanoramaScene generate(String prompt, Request request, Progress progress) {
    check();
    progress.begin("reading the panorama", 0, "");
    List<String> notes = new ArrayList<>();
    Image colour = ImageFiles.readColour(picture);
    if (colour.width() > WIDEST) {
      notes.add("the panorama is worked on at " + WIDEST + " x " + WIDEST / 2 + " pixels");
      colour = Resampling.byArea(colour, WIDEST, WIDEST / 2);
    } else if (colour.width() % 2 != 0 || colour.height() * 2 != colour.width()) {
      throw new InputException(picture.toString(), "is not twice as wide as high");
    }
    progress.check();
    if (depth.isEmpty()) {
      DepthEstimator.Estimate estimate = estimator.orElseThrow().estimate(colour, progress);
      notes.addAll(estimate.notes());
      notes.add("distances by " + estimator.get().name());
      return Levelling.level(colour, estimate.radialDistance(), estimate.normals(), NAME, notes);
    }
    DepthMap read = readDepth(depth.get());
    progress.check();
    DepthMap distance = DepthResampling.to(read, colour.width(), colour.height());
    return Levelling.level(colour, distance, new float[0], NAME, notes);
  }

  private static DepthMap readDepth(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    DepthMap map;
    if (name.endsWith(".npy")) {
      map = NpyFile.readDepth(file, DepthMap.Measure.RADIAL_DISTANCE);
    } else if (name.endsWith(".png")) {
      map = ImageFiles.readDepthMillimetres(file, DepthMap.Measure.RADIAL_DISTANCE);
    } else if (name.endsWith(".pfm")) {
      map = PfmFile.readDepth(file, DepthMap.Measure.RADIAL_DISTANCE);
    } else {
      throw new InputException(
          file.toString(),
          "is no depth map that can be read",
          "Give NPY or PFM in metres, or 16-bit PNG in millimetres.");
    }
    if (map.width() != 2 * map.height()) {
      throw new InputException(
          file.toString(),
          "has "
              + map.height()
              + " rows of "
              + map.width()
              + "; the depth of a panorama is twice as wide as high");
    }
    return checked(map, file.toString());
  }

  /** Makes all sky infinite and refuses what is no distance. */
  private static DepthMap checked(DepthMap map, String where) {
    float[] metres = map.metres().clone();
    int seen = 0;
    for (int at = 0; at < metres.length; at++) {
      float r = metres[at];
      if (Float.isNaN(r) || r < 0) {
        throw new InputException(
            where,
            "holds "
                + (Float.isNaN(r) ? "NaN" : "the negative distance " + r)
                + " at row "
                + at / map.width()
                + ", column "
                + at % map.width(),
            "Distances are positive metres; 0 or infinity is sky.");
      }
      if (r == 0 || r > FARTHEST) {
        metres[at] = Float.POSITIVE_INFINITY;
      } else {
        seen++;
      }
    }
    if (seen < metres.length / 100) {
      throw new InputException(where, "holds hardly anything but sky");
    }
    return new DepthMap(map.width(), map.height(), metres, map.measure());
  }
}
