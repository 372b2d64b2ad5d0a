package org.drag4d.scene.distillation;

import java.util.List;
import java.util.OptionalDouble;
import org.drag4d.geometry.Image;

/**
 * Features of surfels, and how near they come to those of the views.
 *
 * @param source what the features are of
 * @param channels numbers of a surfel
 * @param values [surfels, channels]; what the source says of a surfel's place is about mean + Σ
 *     values · basis; all 0 for a surfel that no view sees
 * @param components mean and basis
 * @param unseen how many surfels no view sees
 * @param views names of the views that were learnt from
 * @param heldOut names of the views that were not
 * @param fit 1 - error / spread of the reduced features in the views that were learnt from: 1 is
 *     perfect, 0 is as good as their mean
 * @param heldOutFit the same in the views that were not
 * @param preview rows of view, its features, and the surfels' features from there; the first three
 *     components as red, green and blue; views that were held out come first
 */
public record DistilledFeatures(
    String source,
    int channels,
    float[] values,
    PrincipalComponents components,
    int unseen,
    List<String> views,
    List<String> heldOut,
    double fit,
    OptionalDouble heldOutFit,
    Image preview) {}
