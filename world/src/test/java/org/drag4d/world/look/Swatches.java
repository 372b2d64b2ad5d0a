package org.drag4d.world.look;

import java.util.List;

/** One material of every kind, for tests and for the swatch sheet. */
public final class Swatches {
  private Swatches() {}

  /** Returns them all. */
  public static List<Material> all() {
    Rgb oak = new Rgb(0.42, 0.25, 0.12);
    Rgb walnut = new Rgb(0.20, 0.10, 0.05);
    Rgb white = new Rgb(0.78, 0.77, 0.74);
    Rgb green = Rgb.ofSrgb(0xA8BFA0);
    Rgb blue = Rgb.ofSrgb(0x35507A);
    Rgb red = Rgb.ofSrgb(0x9A2B23);
    return List.of(
        new Material.Plain(blue, 0.25),
        new Material.Wood(walnut, 0.3),
        new Material.Parquet(oak, 0.35),
        new Material.Boards(oak, 0.12, 0.45),
        new Material.Marble(white, new Rgb(0.2, 0.21, 0.24), 0.12),
        new Material.Fabric(new Rgb(0.05, 0.22, 0.24)),
        new Material.Patterned(white, red, 0.08, false),
        new Material.Patterned(white, blue, 0.08, true),
        new Material.Wallpaper(green, green.times(1.25)),
        new Material.Plaster(white),
        new Material.Rug(red.times(0.8), blue.times(0.4), Rgb.ofSrgb(0x4A6A88), 0.9, 0.9),
        new Material.Brick(Rgb.ofSrgb(0x9C5238), new Rgb(0.5, 0.48, 0.44)),
        new Material.Tile(white, new Rgb(0.06, 0.07, 0.08), new Rgb(0.4, 0.4, 0.38), 0.15, 0.15),
        new Material.China(blue, 0.4),
        new Material.Leather(Rgb.ofSrgb(0x6B3A20)),
        new Material.Fur(Rgb.ofSrgb(0x8A5A33)),
        new Material.Leaf(new Rgb(0.07, 0.16, 0.04)),
        new Material.Bark(new Rgb(0.16, 0.11, 0.075)),
        new Material.Ground(new Rgb(0.2, 0.14, 0.08), new Rgb(0.1, 0.12, 0.04), 0.02),
        new Material.Stone(new Rgb(0.32, 0.31, 0.29)),
        new Material.Wicker(Rgb.ofSrgb(0xB98A52)),
        new Material.Paper(Rgb.ofSrgb(0xE8DCC0)),
        new Material.Painting(0, 4, 0.8, 0.8),
        new Material.Painting(1, 5, 0.8, 0.8),
        new Material.Painting(2, 6, 0.8, 0.8),
        new Material.Painting(3, 7, 0.8, 0.8),
        new Material.Painting(4, 8, 0.8, 0.8),
        new Material.Metal(new Rgb(0.90, 0.66, 0.32), 0.2),
        new Material.Glass(new Rgb(0.97, 0.99, 0.98)),
        new Material.Mirror(),
        new Material.Water(new Rgb(0.08, 0.14, 0.12)),
        new Material.Glow(new Rgb(3.2, 2.0, 1.0)));
  }
}
