package org.drag4d.world.look;

import org.drag4d.geometry.Vec3;

/**
 * A spherical lamp. Its glowing surface is a {@link Material.Glow} part of its own.
 *
 * @param position its middle, metres
 * @param radius metres; lights and shadows are as soft as it is large
 * @param intensity radiant intensity per colour, in the relative units of built-in-world section 3
 */
public record Lamp(Vec3 position, double radius, Rgb intensity) {}
