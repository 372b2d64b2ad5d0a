package org.drag4d.world.text;

import java.util.Optional;
import java.util.OptionalInt;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Rgb;

/**
 * What a sentence says about the room itself.
 *
 * @param sizeFactor on the usual width and depth
 * @param heightFactor on the usual height
 * @param floor what covers the floor
 * @param floorColour albedo of the floor
 * @param wall what covers the walls
 * @param wallColour albedo of the walls
 * @param ceiling shape of the ceiling
 * @param ceilingColour albedo of the ceiling
 * @param trimColour albedo of skirting, panelling and frames
 * @param windows how many windows; 0 for none
 * @param windowWidthFactor on the usual width of a window
 * @param windowHeightFactor on the usual height of a window
 * @param outside what the windows look at
 */
public record RoomWishes(
    double sizeFactor,
    double heightFactor,
    Optional<Covering> floor,
    Optional<Rgb> floorColour,
    Optional<Covering> wall,
    Optional<Rgb> wallColour,
    Optional<Room.Ceiling> ceiling,
    Optional<Rgb> ceilingColour,
    Optional<Rgb> trimColour,
    OptionalInt windows,
    double windowWidthFactor,
    double windowHeightFactor,
    Optional<Room.Outside> outside) {

  /** What covers a floor or a wall. */
  public enum Covering {
    PARQUET,
    BOARDS,
    TILES,
    CHESSBOARD,
    BRICK,
    CARPET,
    WALLPAPER,
    PANELS,
    LOGS,
    CONCRETE,
    MARBLE,
    STONE
  }
}
