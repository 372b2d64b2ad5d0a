package org.drag4d.scene;

import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;

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
    List<String> notes) {}
