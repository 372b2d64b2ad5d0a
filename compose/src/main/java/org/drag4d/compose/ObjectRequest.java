package org.drag4d.compose;

import java.util.Optional;
import org.drag4d.geometry.Box3;

/**
 * An object that a person wants in the scene.
 *
 * @param name what the person calls it; unique in a scene, asking again replaces it
 * @param source what it is made from
 * @param box where it shall stand, B3D of the paper; empty for a free spot of the floor in view of
 *     the panorama's centre
 */
public record ObjectRequest(String name, ObjectSource source, Optional<Box3> box) {}
