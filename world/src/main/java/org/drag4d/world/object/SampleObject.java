package org.drag4d.world.object;

import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;

/**
 * An object of the built-in world: a picture to start from, and the truth to measure against.
 *
 * @param name by which it is asked for
 * @param picture four channels; the object whole and alone, seen from a little to the side of its
 *     front and a little above
 * @param mesh the true surface without fur, with vertex colours: metres, +Y up, front +Z, standing
 *     on y = 0
 * @param cameraAzimuthDegrees how far to the object's left the camera stands (about +Y from +Z)
 */
public record SampleObject(
    String name, Image picture, TriangleMesh mesh, double cameraAzimuthDegrees) {}
