package org.drag4d.world.layout;

import org.drag4d.world.look.Rgb;

/**
 * Colours and materials of a thing. What has several materials uses them in this order of
 * importance: a chair's frame is {@code body}, its seat {@code second}, its piping {@code accent}.
 *
 * @param body substance of the main part
 * @param bodyColour its albedo, linear
 * @param second albedo of the second material (upholstery, curtains, counter top)
 * @param accent albedo of details
 * @param metal whether metal parts are warm (brass) or cool (chrome)
 * @param style shapes the profile of legs, mouldings and bevels
 */
public record Finish(
    Substance body, Rgb bodyColour, Rgb second, Rgb accent, MetalTone metal, Style style) {

  /** What the main part is made of. */
  public enum Substance {
    WOOD,
    PAINT,
    METAL,
    GLASS,
    MARBLE,
    STONE,
    FABRIC,
    LEATHER,
    WICKER,
    CHINA,
    PLASTIC,
    VELVET
  }

  /** The tone of metal parts. */
  public enum MetalTone {
    BRASS,
    CHROME,
    BLACK_IRON,
    COPPER
  }

  /** The period or school that shapes follow. */
  public enum Style {
    CLASSIC,
    MODERN,
    BAUHAUS,
    RUSTIC,
    BAROQUE,
    SCANDINAVIAN,
    INDUSTRIAL,
    JAPANESE,
    VICTORIAN,
    ART_DECO
  }
}
