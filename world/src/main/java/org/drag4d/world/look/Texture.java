package org.drag4d.world.look;

/** A material's colour and relief as formulas over the part's own metres. */
interface Texture {
  /** Writes the albedo (and perhaps roughness and slopes) of the point. */
  void colour(TexturePoint p);

  /** Returns the relief in metres above the mean surface. */
  default double height(TexturePoint p) {
    return 0;
  }

  /** Says whether {@link #height} is anything but 0. */
  default boolean bumpy() {
    return false;
  }

  /** Returns the texture of a material; those without one (glass, mirror) are of one colour. */
  static Texture of(Material material) {
    return switch (material) {
      case Material.Plain m -> new StoneTextures.Paint(m.albedo());
      case Material.Wood m -> new WoodTextures.Solid(m.albedo());
      case Material.Parquet m -> new WoodTextures.Herringbone(m.albedo());
      case Material.Boards m -> new WoodTextures.Planks(m.albedo(), m.width());
      case Material.Bark m -> new WoodTextures.Bark(m.albedo());
      case Material.Marble m -> new StoneTextures.Marble(m.albedo(), m.vein());
      case Material.Fabric m -> new ClothTextures.Weave(m.albedo());
      case Material.Patterned m ->
          new ClothTextures.Pattern(m.ground(), m.figure(), m.pitch(), m.checked());
      case Material.Wallpaper m -> new ClothTextures.Damask(m.ground(), m.figure());
      case Material.Rug m ->
          new RugTexture(m.field(), m.border(), m.accent(), m.width(), m.length());
      case Material.Leather m -> new ClothTextures.Leather(m.albedo());
      case Material.Fur m -> new ClothTextures.Fur(m.albedo());
      case Material.Wicker m -> new ClothTextures.Wicker(m.albedo());
      case Material.Plaster m -> new StoneTextures.Plaster(m.albedo());
      case Material.Brick m -> new StoneTextures.Brick(m.albedo(), m.mortar());
      case Material.Tile m -> new StoneTextures.Tile(m.albedo(), m.second(), m.joint(), m.size());
      case Material.China m -> new StoneTextures.China(m.line(), m.radius());
      case Material.Leaf m -> new NatureTextures.Leaf(m.albedo());
      case Material.Ground m -> new NatureTextures.Ground(m.albedo(), m.second(), m.grain());
      case Material.Stone m -> new NatureTextures.Stone(m.albedo());
      case Material.Water m -> new NatureTextures.Water(m.bed());
      case Material.Paper m -> new StoneTextures.PaperEdges(m.albedo());
      case Material.Painting m -> new PaintingTexture(m.motif(), m.seed(), m.width(), m.height());
      case Material.Metal m -> new StoneTextures.Uniform(m.reflectance());
      case Material.Glass m -> new StoneTextures.Uniform(m.tint());
      case Material.Mirror m -> new StoneTextures.Uniform(new Rgb(0.9, 0.9, 0.9));
      case Material.Glow m -> new StoneTextures.Uniform(new Rgb(0.5, 0.5, 0.5));
    };
  }
}
