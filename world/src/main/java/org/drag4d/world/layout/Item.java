package org.drag4d.world.layout;

import org.drag4d.geometry.Vec3;

/**
 * One thing in its place.
 *
 * @param kind what it is
 * @param size width, height, depth in metres (along its own x, y, z)
 * @param position the middle of its bottom face in the world, metres; for things that hang from the
 *     ceiling the point of the ceiling they hang from, for wall-hung things the middle of the
 *     bottom edge of their back
 * @param yawDegrees turn about +Y; at 0 the front faces world +Z
 * @param finish colours and materials
 * @param seed makes each one a little different
 * @param instance its number in the place, from 1
 */
public record Item(
    Kind kind,
    Vec3 size,
    Vec3 position,
    double yawDegrees,
    Finish finish,
    long seed,
    int instance) {}
