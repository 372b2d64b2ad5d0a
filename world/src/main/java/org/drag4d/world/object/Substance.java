package org.drag4d.world.object;

import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;

/**
 * What a piece of an object is made of.
 *
 * @param material for the picture
 * @param colour mean albedo, linear; the mesh's vertex colours
 * @param furLength of the strands that grow on it, metres; 0 for none
 */
record Substance(Material material, Rgb colour, double furLength) {
  static Substance plain(int srgb, double roughness) {
    Rgb colour = Rgb.ofSrgb(srgb);
    return new Substance(new Material.Plain(colour, roughness), colour, 0);
  }

  static Substance cloth(int srgb) {
    Rgb colour = Rgb.ofSrgb(srgb);
    return new Substance(new Material.Fabric(colour), colour, 0);
  }

  static Substance metal(int srgb, double roughness) {
    Rgb colour = Rgb.ofSrgb(srgb);
    return new Substance(new Material.Metal(colour, roughness), colour, 0);
  }

  static Substance glow(int srgb, double strength) {
    Rgb colour = Rgb.ofSrgb(srgb);
    return new Substance(new Material.Glow(colour.times(strength)), colour, 0);
  }

  static Substance fur(int srgb, double length) {
    Rgb colour = Rgb.ofSrgb(srgb);
    return new Substance(new Material.Plain(colour, 1), colour, length);
  }
}
