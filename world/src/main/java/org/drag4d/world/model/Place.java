package org.drag4d.world.model;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Daylight;
import org.drag4d.world.look.Lamp;

/**
 * A furnished place, not yet lit: all that the renderer needs.
 *
 * @param parts everything visible
 * @param windows openings through which the sky lights a room; empty outdoors
 * @param lamps the artificial lights
 * @param daylight sun and sky
 * @param indoors whether the place is a closed room (sky light only enters by windows)
 * @param eye where the panorama is taken, metres
 * @param low corner of the volume in which cameras may fly
 * @param high opposite corner of that volume
 * @param freeFloor the floor kept free for the person's object, see {@link FreeFloor}
 */
public record Place(
    List<Part> parts,
    List<Window> windows,
    List<Lamp> lamps,
    Daylight daylight,
    boolean indoors,
    Vec3 eye,
    Vec3 low,
    Vec3 high,
    FreeFloor freeFloor) {

  /**
   * A rectangular opening in a wall. The opening itself holds no triangle.
   *
   * @param corner one corner
   * @param edgeU from that corner along one side
   * @param edgeV from that corner along the other side; edgeU × edgeV points into the room
   */
  public record Window(Vec3 corner, Vec3 edgeU, Vec3 edgeV) {}

  /**
   * A rectangle of floor with nothing on it up to 2.2 m, its sides along world x and z.
   *
   * @param centre middle, on the floor
   * @param sizeX metres
   * @param sizeZ metres
   */
  public record FreeFloor(Vec3 centre, double sizeX, double sizeZ) {}

  /** Copies the lists. */
  public Place {
    parts = List.copyOf(parts);
    windows = List.copyOf(windows);
    lamps = List.copyOf(lamps);
  }

  /** Returns the same place moved as a whole. */
  public Place shifted(Vec3 by) {
    return new Place(
        parts.stream().map(part -> part.shifted(by)).toList(),
        windows.stream().map(w -> new Window(w.corner().plus(by), w.edgeU(), w.edgeV())).toList(),
        lamps.stream()
            .map(l -> new Lamp(l.position().plus(by), l.radius(), l.intensity()))
            .toList(),
        daylight,
        indoors,
        eye.plus(by),
        low.plus(by),
        high.plus(by),
        new FreeFloor(freeFloor.centre().plus(by), freeFloor.sizeX(), freeFloor.sizeZ()));
  }
}
