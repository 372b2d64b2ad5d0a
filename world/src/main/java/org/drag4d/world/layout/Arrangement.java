package org.drag4d.world.layout;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Daylight;
import org.drag4d.world.model.Place.FreeFloor;

/**
 * What stands where: the result of the layout, before any triangle exists.
 *
 * @param setting a room or an outdoor place
 * @param items everything in it
 * @param daylight sun and sky
 * @param lampFactor how bright the lamps burn: 0 off, 1 usual
 * @param eye where the panorama is taken
 * @param freeFloor the floor kept free for the person's object
 * @param notes which relations of the sentence hold, in words, as {@link
 *     org.drag4d.world.text.Understanding#notes}
 * @param seed makes every place different
 */
public record Arrangement(
    Setting setting,
    List<Item> items,
    Daylight daylight,
    double lampFactor,
    Vec3 eye,
    FreeFloor freeFloor,
    List<String> notes,
    long seed) {

  /** Where everything stands. */
  public sealed interface Setting {
    /** Within four walls. */
    record Indoors(Room room) implements Setting {}

    /**
     * Under the sky.
     *
     * @param landscape which one
     * @param season colours of leaves and ground
     */
    record Outdoors(Landscape landscape, Season season) implements Setting {}
  }

  /** The outdoor places. */
  public enum Landscape {
    FOREST_CLEARING,
    GARDEN,
    MEADOW,
    BEACH,
    DESERT,
    MOUNTAIN_LAKE,
    SNOWY_FOREST
  }

  /** The seasons. */
  public enum Season {
    SPRING,
    SUMMER,
    AUTUMN,
    WINTER
  }

  /** Copies the lists. */
  public Arrangement {
    items = List.copyOf(items);
    notes = List.copyOf(notes);
  }
}
