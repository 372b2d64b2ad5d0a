package org.drag4d.compose;

import java.util.Optional;
import java.util.OptionalDouble;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;

/**
 * An object before it is placed: the "3D copy" of section 2.4.
 *
 * @param name what the person calls it
 * @param reference the picture it was made from; empty for mesh files
 * @param mask the mask that was used, and who made it; empty for mesh files
 * @param mesh longest side 1, +Y up, front +Z, origin in the centre of the bottom face of its box
 * @param naturalSize the longest side in metres where the source says it (mesh files)
 * @param prior what made the mesh: an {@link ObjectGenerator}'s name, or {@code "file"}
 */
public record ObjectModel(
    String name,
    Optional<Image> reference,
    Optional<ForegroundMask> mask,
    TriangleMesh mesh,
    OptionalDouble naturalSize,
    String prior) {}
