package org.drag4d.geometry.capture;

import java.nio.file.Path;
import java.util.Optional;
import org.drag4d.geometry.Pinhole;

/**
 * One picture of a capture.
 *
 * @param camera where and how it was taken; its size is the one that the capture's file states, and
 *     the picture on disk may have another
 * @param distortion what the lens did to it
 * @param picture the file
 * @param mask a file of the same size whose black pixels do not count
 * @param geometry what is known of distances and normals
 */
public record Shot(
    Pinhole camera,
    LensDistortion distortion,
    Path picture,
    Optional<Path> mask,
    ShotGeometry geometry) {}
