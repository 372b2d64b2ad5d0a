package org.drag4d.world.layout;

import java.util.List;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;

/**
 * A rectangular room: x from -width/2 to width/2, z from -depth/2 to depth/2, floor at y = 0. Walls
 * are named by where they lie: NORTH at z = -depth/2 (the panorama looks at it), EAST at x =
 * +width/2, SOUTH at z = +depth/2, WEST at x = -width/2.
 *
 * @param width metres along x
 * @param depth metres along z
 * @param height metres
 * @param openings windows and doors
 * @param floor material of the floor
 * @param wall material of the walls (above the panelling, where there is any)
 * @param ceilingColour albedo of the ceiling
 * @param trim albedo of skirting, door, window frames, panelling
 * @param ceiling its shape
 * @param panelling the lower part of the walls
 * @param style shapes mouldings
 * @param outside what the windows look at
 */
public record Room(
    double width,
    double depth,
    double height,
    List<Opening> openings,
    Material floor,
    Material wall,
    Rgb ceilingColour,
    Rgb trim,
    Ceiling ceiling,
    Panelling panelling,
    Finish.Style style,
    Outside outside) {

  /** The four walls. */
  public enum Wall {
    NORTH,
    EAST,
    SOUTH,
    WEST
  }

  /** Shape of the ceiling. */
  public enum Ceiling {
    FLAT,
    COVED,
    COFFERED,
    BEAMS,
    PITCHED_BEAMS,
    GLAZED
  }

  /** The lower part of the walls. */
  public enum Panelling {
    NONE,
    DADO,
    PANELS,
    LOGS,
    BOARDS,
    TILES
  }

  /** What lies outside the windows. */
  public enum Outside {
    GARDEN,
    MEADOW,
    FOREST,
    CITY,
    SNOW,
    SEA
  }

  /**
   * A window or a door.
   *
   * @param wall which wall
   * @param along position of its middle along the wall in metres: x for NORTH and SOUTH, z for EAST
   *     and WEST
   * @param sill height of its lower edge, 0 for doors
   * @param width metres
   * @param height metres
   * @param door whether it is a (closed) door; otherwise a window
   * @param panesAcross glazing bars divide a window into so many panes across
   * @param panesUp and so many up
   */
  public record Opening(
      Wall wall,
      double along,
      double sill,
      double width,
      double height,
      boolean door,
      int panesAcross,
      int panesUp) {}

  /** Copies the list. */
  public Room {
    openings = List.copyOf(openings);
  }
}
