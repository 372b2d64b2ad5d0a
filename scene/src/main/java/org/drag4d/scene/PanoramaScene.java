package org.drag4d.scene;

import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.NormalPicture;
import org.drag4d.geometry.Pinhole;

/**
 * A panorama that knows its distances: I_p and D_p of the paper.
 *
 * @param camera where it was taken; level, in the world's frame
 * @param colour three channels
 * @param radialDistance metres, +infinity for sky
 * @param normals [H, W, 3] unit world normals, 0 for sky; empty when the prior gives none (they are
 *     then derived from the depth)
 * @param novelViews sees the same place from elsewhere, when the prior can
 * @param prior the name of the prior that made the panorama
 * @param notes in words: what was understood, taken as something near, not built
 */
public record PanoramaScene(
    Equirectangular camera,
    Image colour,
    DepthMap radialDistance,
    float[] normals,
    Optional<NovelViews> novelViews,
    String prior,
    List<String> notes) {

  /** Checks that the maps belong together. */
  public PanoramaScene {
    int pixels = camera.width() * camera.height();
    if (colour.width() != camera.width()
        || colour.height() != camera.height()
        || colour.channels() != 3
        || radialDistance.metres().length != pixels
        || radialDistance.measure() != DepthMap.Measure.RADIAL_DISTANCE
        || (normals.length != 0 && normals.length != 3 * pixels)) {
      throw new IllegalArgumentException("the maps of the panorama differ in size or measure");
    }
    notes = List.copyOf(notes);
  }

  /**
   * Returns the panorama as its 8-bit files keep it. The stage goes on from this one, so that work
   * continued from the files gives the same bytes as work that was never interrupted.
   */
  public PanoramaScene quantised() {
    return new PanoramaScene(
        camera,
        colour.quantised(),
        radialDistance,
        normals.length == 0
            ? normals
            : NormalPicture.decode(
                NormalPicture.encode(normals, camera.width(), camera.height()).quantised()),
        novelViews,
        prior,
        notes);
  }

  /** Returns the same panorama with something else, or nothing, that sees its place. */
  public PanoramaScene withNovelViews(Optional<NovelViews> other) {
    return new PanoramaScene(camera, colour, radialDistance, normals, other, prior, notes);
  }

  /** Returns what a perspective camera at the panorama's centre sees of it. */
  public Image seenBy(Pinhole view) {
    return BaseView.of(this, PanoramaNormals.of(this), view).picture();
  }
}
