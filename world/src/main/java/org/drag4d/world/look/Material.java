package org.drag4d.world.look;

/**
 * What a part is made of. Every kind is a formula over the part's own metres (built-in-world
 * section 7); there are no texture pictures and no texture coordinates.
 */
public sealed interface Material {

  /** Paint or plastic: one colour; roughness 0 (polished) to 1 (matt). */
  record Plain(Rgb albedo, double roughness) implements Material {}

  /** Wood with grain along the part's local x axis, lacquered by roughness. */
  record Wood(Rgb albedo, double roughness) implements Material {}

  /** Herringbone parquet on the part's local x-z plane. */
  record Parquet(Rgb albedo, double roughness) implements Material {}

  /** Straight floor boards along local x, of a width in metres. */
  record Boards(Rgb albedo, double width, double roughness) implements Material {}

  /** Polished stone with veins. */
  record Marble(Rgb albedo, Rgb vein, double roughness) implements Material {}

  /** Woven cloth. */
  record Fabric(Rgb albedo) implements Material {}

  /** Cloth in two colours: stripes or checks of a pitch in metres. */
  record Patterned(Rgb ground, Rgb figure, double pitch, boolean checked) implements Material {}

  /** Wallpaper with a damask figure of another shade. */
  record Wallpaper(Rgb ground, Rgb figure) implements Material {}

  /** Painted plaster with a fine unevenness. */
  record Plaster(Rgb albedo) implements Material {}

  /** A rug on the local x-z plane with border, field and centre rosette; sizes in metres. */
  record Rug(Rgb field, Rgb border, Rgb accent, double width, double length) implements Material {}

  /** Brick in running bond. */
  record Brick(Rgb albedo, Rgb mortar) implements Material {}

  /**
   * Square tiles with joints; {@code size} in metres; {@code second} alternates like a chessboard.
   */
  record Tile(Rgb albedo, Rgb second, Rgb joint, double size, double roughness)
      implements Material {}

  /** Glazed white china with a gold and a coloured line at shares of {@code radius} metres. */
  record China(Rgb line, double radius) implements Material {}

  /** Leather. */
  record Leather(Rgb albedo) implements Material {}

  /** Fur or plush. */
  record Fur(Rgb albedo) implements Material {}

  /** Leaves and grass: light shines through them. */
  record Leaf(Rgb albedo) implements Material {}

  /** Bark of trees. */
  record Bark(Rgb albedo) implements Material {}

  /** Soil, sand or gravel with two shades and a grain size in metres. */
  record Ground(Rgb albedo, Rgb second, double grain) implements Material {}

  /** Rough natural stone. */
  record Stone(Rgb albedo) implements Material {}

  /** A woven basket, rattan or wicker. */
  record Wicker(Rgb albedo) implements Material {}

  /** A row of printed paper edges: the fore edge of books. */
  record Paper(Rgb albedo) implements Material {}

  /**
   * A picture, painted by formula on the local x-y plane.
   *
   * @param motif 0 landscape, 1 abstract, 2 botanical, 3 magazine page, 4 portrait-like silhouette
   * @param seed makes every picture different
   * @param width metres
   * @param height metres
   */
  record Painting(int motif, int seed, double width, double height) implements Material {}

  /** Metal: reflectance at normal incidence and roughness. */
  record Metal(Rgb reflectance, double roughness) implements Material {}

  /** Thin clear glass, tinted; shadow rays pass. */
  record Glass(Rgb tint) implements Material {}

  /** A plane mirror. */
  record Mirror() implements Material {}

  /** Calm water with small waves, seen over a bed of this colour. */
  record Water(Rgb bed) implements Material {}

  /** A glowing surface (bulb, flame, lamp shade): radiance as seen; shadow rays pass. */
  record Glow(Rgb radiance) implements Material {}
}
