package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Cast.Choice;
import org.drag4d.world.layout.Room.Opening;
import org.drag4d.world.layout.Room.Panelling;
import org.drag4d.world.layout.Room.Wall;
import org.drag4d.world.text.Anchor;
import org.drag4d.world.text.Bond;
import org.drag4d.world.text.Relation;
import org.drag4d.world.text.Scene;
import org.drag4d.world.text.SceneDescription.Mood;

/**
 * Hangs things on the walls: curtains at windows, pictures and mirrors centred over furniture or at
 * eye height in the gaps, sconces between (built-in-world section 9).
 */
final class WallThings {
  /** Height of the middle of a picture that hangs over nothing, metres. */
  private static final double EYE_LINE = 1.60;

  private static final double GAP = 0.10;

  private final Stage stage;
  private final Panelling panelling;
  private final Cast cast;
  private final List<Item> standing;
  private final List<Taken> taken = new ArrayList<>();
  private final List<Member> result = new ArrayList<>();

  /** A part of a wall that is covered: along the wall and from low to high, metres. */
  private record Taken(Wall wall, double from, double to, double low, double high) {}

  private WallThings(Stage stage, Panelling panelling, Cast cast, List<Item> standing) {
    this.stage = stage;
    this.panelling = panelling;
    this.cast = cast;
    this.standing = standing;
  }

  /** Returns what hangs, in world coordinates. */
  static List<Member> hang(Stage stage, Panelling panelling, Cast cast, List<Item> standing) {
    return new WallThings(stage, panelling, cast, standing).run();
  }

  private List<Member> run() {
    for (Opening o : stage.openings()) {
      double margin = o.door() ? 0.12 : 0.10;
      taken.add(
          new Taken(
              o.wall(),
              o.along() - o.width() / 2 - margin,
              o.along() + o.width() / 2 + margin,
              o.door() ? 0 : o.sill() - 0.1,
              o.sill() + o.height() + 0.15));
    }
    for (Item item : standing) {
      standsBefore(item);
    }
    curtains();
    List<Cast.Hung> named = cast.hung().stream().filter(h -> h.choice().named()).toList();
    List<Cast.Hung> usual = cast.hung().stream().filter(h -> !h.choice().named()).toList();
    for (Cast.Hung hung : named) {
      int count = hung.choice().kind() == Kind.CURTAINS ? 0 : 1;
      for (int i = 0; i < count; i++) {
        hangOne(hung);
      }
    }
    usual.forEach(this::hangOne);
    fillBareWalls();
    return result;
  }

  /** Furniture near a wall covers it up to its height. */
  private void standsBefore(Item item) {
    if (item.kind().stand() == Kind.Stand.ON_TOP
        || item.kind().stand() == Kind.Stand.RUG
        || item.kind().stand() == Kind.Stand.CEILING) {
      return;
    }
    Rect f =
        new Member(
                item.kind(), item.size(), item.position(), item.yawDegrees(), item.finish(), false)
            .footprint();
    double high = item.position().y() + item.size().y();
    double low = item.position().y();
    double near = 0.45;
    if (f.minZ() < -stage.depth() / 2 + near) {
      taken.add(new Taken(Wall.NORTH, f.minX(), f.maxX(), low, high));
    }
    if (f.maxZ() > stage.depth() / 2 - near) {
      taken.add(new Taken(Wall.SOUTH, f.minX(), f.maxX(), low, high));
    }
    if (f.minX() < -stage.width() / 2 + near) {
      taken.add(new Taken(Wall.WEST, f.minZ(), f.maxZ(), low, high));
    }
    if (f.maxX() > stage.width() / 2 - near) {
      taken.add(new Taken(Wall.EAST, f.minZ(), f.maxZ(), low, high));
    }
  }

  private void curtains() {
    Optional<Choice> named =
        cast.hung().stream()
            .map(Cast.Hung::choice)
            .filter(c -> c.kind() == Kind.CURTAINS)
            .findFirst();
    if (named.isEmpty()) {
      return;
    }
    for (Opening o : stage.openings()) {
      if (o.door()) {
        continue;
      }
      double width = Math.min(o.width() + 0.56, roomForCurtains(o));
      double top = Math.min(o.sill() + o.height() + 0.16, stage.height() - 0.12);
      double from = o.along() - width / 2;
      double to = o.along() + width / 2;
      // Above furniture that stands under the window, and above worktops, curtains end at the sill.
      boolean over =
          taken.stream()
              .anyMatch(
                  t ->
                      t.wall == o.wall()
                          && t.low < 0.05
                          && t.high < o.sill() + 0.05
                          && t.from < to
                          && t.to > from);
      double bottom = over || o.sill() > 0.95 ? o.sill() - 0.08 : 0.015;
      if (stage.halfLength(o.wall()) < Math.max(Math.abs(from), Math.abs(to)) + 0.02) {
        continue;
      }
      Choice choice = named.get();
      add(choice.sized(width, top - bottom, choice.size().z()), o.wall(), o.along(), bottom);
    }
  }

  /** Curtains of neighbouring windows share the wall between them. */
  private double roomForCurtains(Opening window) {
    return stage.openings().stream()
        .filter(o -> o != window && o.wall() == window.wall())
        .mapToDouble(o -> Math.abs(o.along() - window.along()) - 0.02)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private void hangOne(Cast.Hung hung) {
    Choice choice = hung.choice();
    if (choice.kind() == Kind.CURTAINS) {
      return;
    }
    if (choice.kind() == Kind.WALL_CABINETS && overWorktops(choice)) {
      return;
    }
    if (hung.over().isPresent() && over(choice, hung.over().get())) {
      return;
    }
    if (hung.near().isPresent() && near(choice, hung.near().get())) {
      return;
    }
    List<Kind> hosts =
        List.of(
            Kind.SIDEBOARD,
            Kind.SOFA,
            Kind.FIREPLACE,
            Kind.CONSOLE_TABLE,
            Kind.DOUBLE_BED,
            Kind.CHEST_OF_DRAWERS,
            Kind.DESK,
            Kind.SIDE_TABLE,
            Kind.DRESSING_TABLE);
    if (inGap(choice, 0.25) || !choice.named()) {
      return;
    }
    for (Kind host : hosts) {
      if (over(choice, host)) {
        return;
      }
    }
    // Something that the sentence names hangs even where it is tight: smaller.
    for (double scale = 0.8; scale > 0.3; scale *= 0.8) {
      Choice small =
          choice.sized(choice.size().x() * scale, choice.size().y() * scale, choice.size().z());
      if (inGap(small, 0.04)) {
        return;
      }
    }
  }

  /** Wall cabinets fill the wall above the worktops between windows and hood. */
  private boolean overWorktops(Choice choice) {
    boolean any = false;
    double bottom = 1.45;
    double top = bottom + choice.size().y();
    for (Item item : standing) {
      Optional<Wall> wall = item.kind() == Kind.BASE_CABINETS ? wallBehind(item) : Optional.empty();
      if (wall.isEmpty()) {
        continue;
      }
      double along = along(wall.get(), item.position());
      double half = item.size().x() / 2;
      for (double[] gap : gaps(wall.get(), bottom, top)) {
        double from = Math.max(gap[0] + 0.01, along - half);
        double to = Math.min(gap[1] - 0.01, along + half);
        if (to - from >= 0.42) {
          add(
              choice.sized(to - from, choice.size().y(), choice.size().z()),
              wall.get(),
              (from + to) / 2,
              bottom);
          any = true;
        }
      }
    }
    return any;
  }

  /** Centres a thing over a piece of furniture. */
  private boolean over(Choice choice, Kind host) {
    for (Item item : standing) {
      if (item.kind() == host) {
        Optional<Wall> wall = wallBehind(item);
        if (wall.isPresent()) {
          double along = along(wall.get(), item.position());
          double top = item.position().y() + item.size().y();
          double bottom =
              switch (choice.kind()) {
                case RANGE_HOOD -> 1.62;
                case WALL_SHELF -> Math.max(top + 0.45, 1.45);
                default -> Math.max(top + 0.18, EYE_LINE - choice.size().y() / 2);
              };
          if (free(
              wall.get(), along, choice.size().x(), bottom, bottom + choice.size().y(), 0.02)) {
            add(choice, wall.get(), along, bottom);
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Hangs a thing where it lies best as the sentence wants it to something else. */
  private boolean near(Choice choice, Relation wanted) {
    double bottom = bottom(choice);
    Optional<Member> best = Optional.empty();
    double bestAway = Double.POSITIVE_INFINITY;
    for (Wall wall : Wall.values()) {
      for (double[] gap : gaps(wall, bottom, bottom + choice.size().y())) {
        double half = choice.size().x() / 2;
        for (double along = gap[0] + half + 0.05; along <= gap[1] - half - 0.05; along += 0.1) {
          Member member = hanging(choice, wall, along, bottom);
          double away = away(member, wanted);
          if (away < bestAway) {
            best = Optional.of(member);
            bestAway = away;
          }
        }
      }
    }
    best.ifPresent(this::take);
    return best.isPresent();
  }

  /** How badly a thing lies to what it is wanted near to or opposite to. */
  private double away(Member member, Relation wanted) {
    double best = 1e6;
    for (Item item : standing) {
      if (wanted.anchor() instanceof Anchor.Thing(Kind kind, int _) && item.kind() == kind) {
        double dx = member.at().x() - item.position().x();
        double dz = member.at().z() - item.position().z();
        double yaw = Math.toRadians(item.yawDegrees());
        double ahead = dx * Math.sin(yaw) + dz * Math.cos(yaw);
        double aside = Math.abs(dx * Math.cos(yaw) - dz * Math.sin(yaw));
        boolean opposite = wanted.bond() == Bond.FACING || wanted.bond() == Bond.IN_FRONT_OF;
        best =
            Math.min(best, opposite ? aside + (ahead < 1 ? 10 : 0.1 * ahead) : Math.hypot(dx, dz));
      }
    }
    if (wanted.anchor() instanceof Anchor.Spot spot) {
      for (Opening o : stage.openings()) {
        if (o.door() == (spot == Anchor.Spot.DOOR)) {
          Rect before = stage.before(o, 0.05);
          best = Math.min(best, RelationCheck.distance(before, member.footprint()));
        }
      }
    }
    return best;
  }

  private double bottom(Choice choice) {
    double bottom =
        switch (choice.kind()) {
          case WALL_SCONCE -> 1.62;
          case WALL_CLOCK -> 1.85;
          case WALL_SHELF -> 1.45;
          case ANTLERS -> 1.75;
          default -> EYE_LINE - choice.size().y() / 2;
        };
    return Math.min(bottom, stage.height() - choice.size().y() - 0.15);
  }

  /** Hangs a thing in the middle of the widest gap at its height. */
  private boolean inGap(Choice choice, double margin) {
    double bottom = bottom(choice);
    Optional<double[]> best = Optional.empty();
    Wall bestWall = Wall.NORTH;
    for (Wall wall : Wall.values()) {
      for (double[] gap : gaps(wall, bottom, bottom + choice.size().y())) {
        double room = gap[1] - gap[0];
        // What is before the eye counts more than what is behind it.
        double worth = room - (wall == Wall.SOUTH ? 0.8 : 0);
        if (room > choice.size().x() + 2 * margin && best.filter(b -> b[2] >= worth).isEmpty()) {
          best = Optional.of(new double[] {gap[0], gap[1], worth});
          bestWall = wall;
        }
      }
    }
    if (best.isEmpty()) {
      return false;
    }
    double along = (best.get()[0] + best.get()[1]) / 2;
    add(choice, bestWall, along, bottom);
    return true;
  }

  /** Returns the free parts of a wall between two heights. */
  private List<double[]> gaps(Wall wall, double low, double high) {
    double half = stage.halfLength(wall) - 0.15;
    List<Taken> covering =
        taken.stream()
            .filter(t -> t.wall == wall && t.low < high + GAP && t.high > low - GAP)
            .sorted((a, b) -> Double.compare(a.from, b.from))
            .toList();
    List<double[]> gaps = new ArrayList<>();
    double at = -half;
    for (Taken t : covering) {
      if (t.from > at) {
        gaps.add(new double[] {at, t.from});
      }
      at = Math.max(at, t.to);
    }
    if (half > at) {
      gaps.add(new double[] {at, half});
    }
    return gaps;
  }

  private boolean free(
      Wall wall, double along, double width, double low, double high, double margin) {
    if (high > stage.height() - 0.1
        || Math.abs(along) + width / 2 > stage.halfLength(wall) - 0.05) {
      return false;
    }
    return taken.stream()
        .noneMatch(
            t ->
                t.wall == wall
                    && t.from < along + width / 2 + margin
                    && t.to > along - width / 2 - margin
                    && t.low < high
                    && t.high > low);
  }

  /** A wall without pictures looks unfinished: every wide gap gets one, with sconces between. */
  private void fillBareWalls() {
    if (cast.said.moods().stream().anyMatch(m -> m == Mood.SPARSE || m == Mood.EMPTY)
        || cast.said.scene() == Scene.GREENHOUSE
        || !cast.allows(Kind.PICTURE)) {
      return;
    }
    for (int i = 0; i < 9; i++) {
      Choice picture = cast.usual(Kind.PICTURE);
      double width = cast.dice.between(0.55, 1.05);
      double height = cast.dice.chance(0.65) ? width * 0.74 : Math.min(0.95, width * 1.28);
      if (!inGap(picture.sized(width, height, picture.size().z()), 0.32)) {
        break;
      }
    }
  }

  private Optional<Wall> wallBehind(Item item) {
    int quarter = Math.floorMod((int) Math.round(item.yawDegrees() / 90), 4);
    Wall wall =
        switch (quarter) {
          case 0 -> Wall.NORTH;
          case 1 -> Wall.WEST;
          case 2 -> Wall.SOUTH;
          default -> Wall.EAST;
        };
    double back = item.size().z() / 2;
    double distance =
        switch (wall) {
          case NORTH -> item.position().z() - back + stage.depth() / 2;
          case SOUTH -> stage.depth() / 2 - item.position().z() - back;
          case WEST -> item.position().x() - back + stage.width() / 2;
          case EAST -> stage.width() / 2 - item.position().x() - back;
        };
    return distance < 0.3 ? Optional.of(wall) : Optional.empty();
  }

  private static double along(Wall wall, Vec3 position) {
    return wall == Wall.NORTH || wall == Wall.SOUTH ? position.x() : position.z();
  }

  /** Returns how far logs and boards stand out from the wall, metres. */
  private double relief() {
    return switch (panelling) {
      case LOGS -> 0.05;
      case BOARDS, PANELS -> 0.03;
      case TILES -> 0.012;
      case NONE, DADO -> 0;
    };
  }

  private void add(Choice choice, Wall wall, double along, double bottom) {
    take(hanging(choice, wall, along, bottom));
  }

  private Member hanging(Choice choice, Wall wall, double along, double bottom) {
    double x = stage.width() / 2 - relief();
    double z = stage.depth() / 2 - relief();
    Vec3 at =
        switch (wall) {
          case NORTH -> new Vec3(along, bottom, -z);
          case SOUTH -> new Vec3(along, bottom, z);
          case WEST -> new Vec3(-x, bottom, along);
          case EAST -> new Vec3(x, bottom, along);
        };
    double yaw =
        switch (wall) {
          case NORTH -> 0;
          case WEST -> 90;
          case SOUTH -> 180;
          case EAST -> 270;
        };
    return new Member(choice.kind(), choice.size(), at, yaw, choice.finish(), choice.named());
  }

  private void take(Member member) {
    Wall wall =
        switch ((int) member.yawDegrees()) {
          case 0 -> Wall.NORTH;
          case 90 -> Wall.WEST;
          case 180 -> Wall.SOUTH;
          default -> Wall.EAST;
        };
    double along = along(wall, member.at());
    double half = member.size().x() / 2;
    double bottom = member.at().y();
    taken.add(new Taken(wall, along - half, along + half, bottom, bottom + member.size().y()));
    result.add(member);
  }
}
