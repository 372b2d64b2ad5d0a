package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.world.layout.Room.Opening;
import org.drag4d.world.layout.Room.Wall;
import org.drag4d.world.text.Anchor;
import org.drag4d.world.text.Bond;
import org.drag4d.world.text.RoomWishes;
import org.drag4d.world.text.Scene;

/** Windows and doors of a room. */
final class Openings {
  private Openings() {}

  /** The usual window of a place: how many on the main wall, size and sill in metres. */
  private record Usual(int windows, double width, double height, double sill, boolean north) {}

  private static Usual usual(Cast cast) {
    return switch (cast.said.scene()) {
      case DINING_ROOM -> new Usual(3, 1.30, 2.10, 0.45, true);
      case KITCHEN -> new Usual(2, 1.15, 1.15, 1.08, true);
      case LIVING_ROOM -> new Usual(2, 1.60, 1.95, 0.50, false);
      case BEDROOM -> new Usual(2, 1.35, 1.70, 0.70, false);
      case STUDY, LIBRARY -> new Usual(2, 1.25, 1.95, 0.55, false);
      case CABIN -> new Usual(2, 1.05, 1.10, 0.92, false);
      case BATHROOM -> new Usual(2, 0.95, 1.10, 1.20, false);
      case PLAYROOM -> new Usual(2, 1.50, 1.40, 0.80, false);
      case GREENHOUSE -> new Usual(4, 1.45, 2.10, 0.76, true);
      default -> new Usual(2, 1.40, 1.40, 1.00, false);
    };
  }

  /** Returns the openings of a room of this size. */
  static List<Opening> of(Cast cast, double width, double depth) {
    double mainWidth = cast.main().map(Piece::width).orElse(0.0);
    Usual usual = usual(cast);
    RoomWishes said = cast.said.room();
    double windowWidth = usual.width * said.windowWidthFactor();
    double sill = said.windowHeightFactor() > 1.3 ? 0.12 : usual.sill;
    double windowHeight =
        Math.min(usual.height * said.windowHeightFactor(), cast.ceiling - sill - 0.32);
    double under = sillOver(cast);
    if (under > sill) {
      windowHeight = Math.min(windowHeight, cast.ceiling - under - 0.32);
      sill = under;
    }
    int count = said.windows().orElse(usual.windows);
    Wall side = cast.dice.chance(0.5) ? Wall.WEST : Wall.EAST;
    Wall other = side == Wall.WEST ? Wall.EAST : Wall.WEST;
    List<Opening> openings = new ArrayList<>();
    Wall first = usual.north ? Wall.NORTH : side;
    double firstLength = usual.north ? width : depth;
    int fit =
        (int) Math.max(1, (firstLength - 0.6) / (windowWidth + (usual.windows > 3 ? 0.2 : 0.55)));
    if (cast.said.scene() == Scene.KITCHEN) {
      // Over the sink, between hood and wall cabinets.
      fit = windowWidth > 1.3 ? 1 : 2;
    }
    int onFirst = Math.min(count, fit);
    row(openings, first, onFirst, firstLength, windowWidth, windowHeight, sill, usual.north);
    int rest = said.windows().isPresent() ? count - onFirst : usual.north && count > 0 ? 1 : 0;
    Wall second = usual.north ? side : Wall.NORTH;
    double secondLength = usual.north ? depth : width;
    int onSecond = Math.min(rest, (int) Math.max(1, (secondLength - 1.0) / (windowWidth + 0.55)));
    if (usual.north && rest == 1) {
      // One more from the side gives the room a second direction of light.
      openings.add(
          window(side, -depth / 2 + 1.35 + windowWidth / 2, windowWidth, windowHeight, sill));
    } else {
      row(openings, second, onSecond, secondLength, windowWidth, windowHeight, sill, false);
    }
    if (count > 0) {
      forMain(cast, openings, windowWidth, windowHeight, sill);
    }
    // A door in the north half needs floor beside the main group.
    boolean south = cast.dice.chance(0.5) || (width - mainWidth) / 2 < 1.45;
    double doorAlong = south ? depth / 2 - 1.25 : -depth / 2 + 1.1 + cast.dice.between(0, 0.4);
    openings.add(new Opening(other, doorAlong, 0, 0.95, 2.12, true, 1, 1));
    return List.copyOf(openings);
  }

  /** Something that is to stand below a window raises the sills of the room; 0 if nothing does. */
  private static double sillOver(Cast cast) {
    return cast.wishes().stream()
        .filter(w -> w.underWindow() || w.relation().bond() == Bond.BEHIND)
        .filter(w -> cast.main().filter(m -> m == w.piece()).isEmpty())
        .mapToDouble(w -> w.member().size().y() + 0.05)
        .filter(sill -> sill < 1.3)
        .max()
        .orElse(0);
  }

  /** The main group stays where it is: a window comes to the wall behind it or opposite. */
  private static void forMain(
      Cast cast, List<Opening> openings, double width, double height, double sill) {
    for (Wish wish : cast.wishes()) {
      if (wish.relation().anchor() != Anchor.Spot.WINDOW
          || cast.main().filter(m -> m == wish.piece()).isEmpty()) {
        continue;
      }
      if (wish.relation().bond() == Bond.FACING) {
        openings.add(window(Wall.SOUTH, 0, width, height, sill));
      } else if (cast.main().orElseThrow().atWall() && atBack(wish)) {
        double high = Math.max(sill, wish.member().size().y() + 0.07);
        double tall = Math.min(height, cast.ceiling - high - 0.32);
        if (tall > 0.45) {
          openings.removeIf(o -> o.wall() == Wall.NORTH);
          double wide = Math.max(width, 0.75 * wish.member().size().x());
          openings.add(window(Wall.NORTH, wish.member().at().x(), wide, tall, high));
        }
      }
    }
  }

  private static boolean atBack(Wish wish) {
    return wish.member().footprint().minZ() < -wish.piece().depth() / 2 + 0.1;
  }

  private static void row(
      List<Opening> openings,
      Wall wall,
      int count,
      double length,
      double width,
      double height,
      double sill,
      boolean close) {
    double pitch =
        close
            ? Math.min(length / count, width + (count == 2 || count > 3 ? 0.35 : 0.75))
            : length / count;
    for (int i = 0; i < count; i++) {
      openings.add(window(wall, (i - (count - 1) / 2.0) * pitch, width, height, sill));
    }
  }

  private static Opening window(Wall wall, double along, double width, double height, double sill) {
    int across = Math.max(1, (int) Math.round(width / 0.45));
    int up = Math.max(1, (int) Math.round(height / 0.5));
    return new Opening(wall, along, sill, width, height, false, across, up);
  }
}
