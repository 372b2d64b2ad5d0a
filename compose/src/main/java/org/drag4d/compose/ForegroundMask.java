package org.drag4d.compose;

import org.drag4d.geometry.Image;

/**
 * Where the object is in its picture.
 *
 * @param alpha one channel, the picture's size; 0 background, 1 object, between them at its edges
 * @param madeBy what says so: the name of a prior, {@code alpha-channel}, or {@code file}
 */
public record ForegroundMask(Image alpha, String madeBy) {}
