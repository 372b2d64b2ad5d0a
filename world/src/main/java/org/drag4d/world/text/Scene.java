package org.drag4d.world.text;

import java.util.Optional;
import org.drag4d.world.layout.Arrangement.Landscape;

/** The kinds of places that can be built. Everything else becomes the nearest of them. */
public enum Scene {
  DINING_ROOM("dining room"),
  LIVING_ROOM("living room"),
  KITCHEN("kitchen"),
  BEDROOM("bedroom"),
  STUDY("study"),
  LIBRARY("library"),
  CABIN("cabin"),
  PLAYROOM("playroom"),
  GREENHOUSE("garden room"),
  WORKSHOP("workshop"),
  BATHROOM("bathroom"),
  FOREST_CLEARING("forest clearing", Landscape.FOREST_CLEARING),
  GARDEN("garden", Landscape.GARDEN),
  MEADOW("meadow", Landscape.MEADOW),
  BEACH("beach", Landscape.BEACH),
  DESERT("desert", Landscape.DESERT),
  MOUNTAIN_LAKE("mountain lake", Landscape.MOUNTAIN_LAKE),
  SNOWY_FOREST("snowy forest", Landscape.SNOWY_FOREST);

  private final String words;
  private final Optional<Landscape> landscape;

  Scene(String words) {
    this.words = words;
    this.landscape = Optional.empty();
  }

  Scene(String words, Landscape landscape) {
    this.words = words;
    this.landscape = Optional.of(landscape);
  }

  /** Returns its plain English name. */
  public String words() {
    return words;
  }

  /** Returns the landscape of a place under the sky; empty for a room. */
  public Optional<Landscape> landscape() {
    return landscape;
  }

  /** Says whether the place is under the sky. */
  public boolean isOutdoors() {
    return landscape.isPresent();
  }
}
