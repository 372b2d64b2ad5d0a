package org.drag4d.world.look;

import org.drag4d.geometry.Vec3;

/**
 * Sun and sky.
 *
 * @param towardsSun unit direction to the sun
 * @param sun radiance factor of the sun (0 at night or when overcast)
 * @param sky factor of the clear sky's light
 * @param turbidity 2 (clear) to 8 (hazy)
 * @param clouds cover, 0 to 1
 * @param haze how quickly distance fades, per metre
 */
public record Daylight(
    Vec3 towardsSun, double sun, double sky, double turbidity, double clouds, double haze) {}
