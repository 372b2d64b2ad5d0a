package org.drag4d.world.model.furniture;

import org.drag4d.world.layout.Finish;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;

/** Which material a part of a thing gets from the thing's finish. */
final class Finishes {
  static final Material WHITE_CHINA = new Material.Plain(new Rgb(0.80, 0.79, 0.76), 0.08);
  static final Material BLACK = new Material.Plain(new Rgb(0.03, 0.03, 0.032), 0.4);
  static final Material GLASS = new Material.Glass(new Rgb(0.97, 0.985, 0.98));
  static final Material WAX = new Material.Plain(new Rgb(0.82, 0.78, 0.66), 0.6);
  static final Material SOIL =
      new Material.Ground(new Rgb(0.07, 0.045, 0.03), new Rgb(0.12, 0.08, 0.055), 0.012);
  static final Rgb WALNUT = new Rgb(0.20, 0.105, 0.055);
  static final Rgb OAK = new Rgb(0.42, 0.27, 0.145);
  static final Rgb PINE = new Rgb(0.55, 0.37, 0.20);

  private Finishes() {}

  /** Returns the material of the main part. */
  static Material body(Finish finish) {
    Rgb c = finish.bodyColour();
    return switch (finish.body()) {
      case WOOD -> new Material.Wood(c, lacquer(finish.style()));
      case PAINT -> new Material.Plain(c, 0.45);
      case METAL -> metal(finish.metal());
      case GLASS -> new Material.Glass(tint(c));
      case MARBLE -> new Material.Marble(c, c.times(0.45), 0.12);
      case STONE -> new Material.Stone(c);
      case FABRIC, VELVET -> new Material.Fabric(c);
      case LEATHER -> new Material.Leather(c);
      case WICKER -> new Material.Wicker(c);
      case CHINA -> new Material.Plain(c, 0.08);
      case PLASTIC -> new Material.Plain(c, 0.25);
    };
  }

  /** Returns whether the main part is soft. */
  static boolean soft(Finish finish) {
    return switch (finish.body()) {
      case FABRIC, VELVET, LEATHER -> true;
      default -> false;
    };
  }

  /** Returns the material of covers and cushions. */
  static Material upholstery(Finish finish) {
    return soft(finish) ? body(finish) : new Material.Fabric(finish.second());
  }

  /** Returns the material of hard parts of a soft thing, such as the legs of a sofa. */
  static Material frame(Finish finish) {
    return switch (finish.body()) {
      case FABRIC, VELVET, LEATHER ->
          switch (finish.style()) {
            case INDUSTRIAL, BAUHAUS -> metal(finish.metal());
            case SCANDINAVIAN, JAPANESE -> new Material.Wood(OAK, 0.4);
            default -> new Material.Wood(WALNUT, 0.3);
          };
      case GLASS, CHINA, MARBLE, STONE -> metal(finish.metal());
      default -> body(finish);
    };
  }

  /** Returns the material of something usually made of wood; other hard bodies stay as they are. */
  static Material wood(Finish finish) {
    return switch (finish.body()) {
      case WOOD, PAINT, METAL, PLASTIC, WICKER, MARBLE, STONE -> body(finish);
      default -> new Material.Wood(WALNUT, lacquer(finish.style()));
    };
  }

  static Material metal(MetalTone tone) {
    return switch (tone) {
      case BRASS -> new Material.Metal(new Rgb(0.87, 0.62, 0.27), 0.22);
      case CHROME -> new Material.Metal(new Rgb(0.74, 0.75, 0.77), 0.14);
      case BLACK_IRON -> new Material.Metal(new Rgb(0.09, 0.088, 0.085), 0.45);
      case COPPER -> new Material.Metal(new Rgb(0.88, 0.48, 0.33), 0.24);
    };
  }

  /** Returns the colour that a pane of this albedo lends to what is seen through it. */
  static Rgb tint(Rgb c) {
    double top = Math.max(0.2, Math.max(c.r(), Math.max(c.g(), c.b())));
    return new Rgb(0.6 + 0.38 * c.r() / top, 0.6 + 0.38 * c.g() / top, 0.6 + 0.38 * c.b() / top);
  }

  private static double lacquer(Style style) {
    return switch (style) {
      case RUSTIC, INDUSTRIAL -> 0.6;
      case SCANDINAVIAN, JAPANESE -> 0.45;
      case ART_DECO, BAROQUE, VICTORIAN -> 0.2;
      case CLASSIC, MODERN, BAUHAUS -> 0.3;
    };
  }

  /** Returns whether the style likes carved and turned ornament. */
  static boolean ornate(Style style) {
    return switch (style) {
      case CLASSIC, BAROQUE, VICTORIAN -> true;
      default -> false;
    };
  }

  /** Returns the width of the bevels of joinery in metres. */
  static double bevel(Style style) {
    return switch (style) {
      case MODERN, BAUHAUS, INDUSTRIAL -> 0.003;
      case SCANDINAVIAN, ART_DECO -> 0.008;
      case JAPANESE -> 0.004;
      case RUSTIC -> 0.012;
      case CLASSIC, BAROQUE, VICTORIAN -> 0.007;
    };
  }
}
