package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Annealing.Outcome;
import org.drag4d.world.layout.Piece.Placed;
import org.drag4d.world.text.SceneDescription;
import org.drag4d.world.text.SceneDescription.Mood;

/**
 * From what a sentence says to what stands where (built-in-world section 9). Recipes fill the cast,
 * the stage composes eye, free floor and main group, annealing arranges the rest, then things are
 * put on others and hung on walls. One description and one seed give one arrangement.
 */
public final class Layout {
  /** A room grows so often before things are left out that the sentence does not name. */
  private static final int MOST_TRIES = 40;

  /** What has this rank or a lower one makes the room grow rather than being left out. */
  private static final int IMPORTANT = 3;

  /** Where relations of the sentence do not hold, the furniture is arranged anew so often. */
  private static final int MOST_CHANCES = 4;

  /** A room grows by so much for things that the sentence does not name, metres. */
  private static final double MOST_GROWTH = 1.0;

  private Layout() {}

  /** Arranges a place. */
  public static Arrangement arrange(SceneDescription said, long seed) {
    Optional<Arrangement> best = Optional.empty();
    int bestHeld = -1;
    for (int chance = 0; chance < (said.relations().isEmpty() ? 1 : MOST_CHANCES); chance++) {
      Result result = arrange(said, seed, chance);
      if (result.held > bestHeld) {
        best = Optional.of(result.arrangement);
        bestHeld = result.held;
      }
      if (bestHeld == said.relations().size()) {
        break;
      }
    }
    return best.orElseThrow();
  }

  /** An arrangement and how many relations of the sentence hold in it. */
  private record Result(Arrangement arrangement, int held) {}

  private static Result arrange(SceneDescription said, long seed, int chance) {
    double larger = 0;
    int sideTables = 0;
    for (int attempt = 0; ; attempt++) {
      Dice dice = new Dice(seed);
      Scheme scheme = Scheme.of(said, dice);
      Cast cast = new Cast(said, scheme, dice, Shell.height(said, scheme.style()));
      Recipes.fill(cast);
      for (int i = 0; i < sideTables; i++) {
        cast.add(cast.usual(Kind.CONSOLE_TABLE), Piece.Place.WALL, 0.3, 0);
      }
      boolean outdoors = said.scene().isOutdoors();
      Stage stage = outdoors ? Stage.outdoors(cast, larger) : Stage.compose(cast, larger);
      List<Piece> pieces = new ArrayList<>(cast.pieces());
      pieces.sort(Comparator.comparingInt(Piece::rank));
      int kept = larger < MOST_GROWTH ? IMPORTANT : 0;
      Dice moves = new Dice(seed + 7919L * attempt + 104_729L * chance);
      Outcome outcome = settle(stage, pieces, cast.wishes(), kept, moves);
      if (!outcome.sound() && attempt < MOST_TRIES) {
        larger += 0.35;
        continue;
      }
      Items items = new Items(seed);
      List<Placed> placed = new ArrayList<>();
      stage.main().ifPresent(placed::add);
      placed.addAll(outcome.placed());
      placed.forEach(piece -> items.add(piece, stage.inside().grown(-0.03)));
      Tops tops = new Tops(dice);
      items.all().forEach(tops::note);
      boolean complete = putOnTop(cast, tops, items, dice);
      if (!complete && attempt < MOST_TRIES) {
        sideTables++;
        continue;
      }
      Arrangement.Setting setting;
      if (outdoors) {
        setting =
            new Arrangement.Setting.Outdoors(said.scene().landscape().orElseThrow(), said.season());
      } else {
        Room room = Shell.of(said, scheme, stage, dice);
        setting = new Arrangement.Setting.Indoors(room);
        overhead(cast, stage).forEach(items::add);
        WallThings.hang(stage, room.panelling(), cast, items.all()).forEach(items::add);
      }
      Daylights light =
          Daylights.of(
              said.light(), said.moods().contains(Mood.COSY), sunAzimuth(stage, dice), dice);
      RelationReport relations = RelationReport.of(said, items.all(), stage);
      Arrangement arrangement =
          new Arrangement(
              setting,
              items.all(),
              light.daylight(),
              light.lampFactor(),
              stage.eye(),
              stage.freeFloor(),
              relations.notes(),
              seed);
      return new Result(arrangement, relations.held());
    }
  }

  /**
   * Arranges, and leaves out what breaks a rule and is less important than {@code kept}, highest
   * rank first, until the rest fits or nothing is left that may be left out.
   */
  private static Outcome settle(
      Stage stage, List<Piece> pieces, List<Wish> wishes, int kept, Dice dice) {
    Outcome outcome = Annealing.arrange(stage, pieces, wishes, dice);
    if (!outcome.sound()) {
      outcome = Annealing.arrange(stage, pieces, wishes, dice);
    }
    while (!outcome.sound()) {
      int worst = -1;
      for (int i = 0; i < pieces.size(); i++) {
        if (outcome.violations()[i] > 0 && pieces.get(i).rank() > kept) {
          // Pieces are sorted by rank.
          worst = i;
        }
      }
      if (worst < 0) {
        return outcome;
      }
      pieces.remove(worst);
      outcome = Annealing.arrange(stage, pieces, wishes, dice);
    }
    return outcome;
  }

  private static boolean putOnTop(Cast cast, Tops tops, Items items, Dice dice) {
    List<Cast.Top> order = new ArrayList<>(cast.tops());
    order.sort(Comparator.comparing(top -> !top.choice().named()));
    for (Cast.Top top : order) {
      Vec3 size = top.choice().size();
      boolean named = top.choice().named();
      Tops.Wanted wanted = new Tops.Wanted(top.on(), near(top, items));
      Optional<Tops.Spot> spot = tops.place(size, wanted, 0.03);
      if (spot.isEmpty() && named) {
        spot = tops.place(size, new Tops.Wanted(Optional.empty(), wanted.near()), 0.02);
      }
      if (spot.isEmpty() && named) {
        return false;
      }
      spot.ifPresent(
          s ->
              items.add(
                  top.choice()
                      .at(
                          s.position().x(),
                          s.position().y(),
                          s.position().z(),
                          s.yawDegrees() + dice.between(-9, 9))));
    }
    return true;
  }

  /** Returns where the thing stands beside which another is to stand. */
  private static Optional<Vec3> near(Cast.Top top, Items items) {
    return top.near()
        .flatMap(kind -> items.all().stream().filter(item -> item.kind() == kind).findFirst())
        .map(Item::position);
  }

  /** What hangs on its own hangs over the main group, never over the free floor or the eye. */
  private static List<Member> overhead(Cast cast, Stage stage) {
    List<Member> hanging = new ArrayList<>();
    int count = cast.overhead().size();
    double z = stage.main().map(m -> m.z() + 0.15 * m.piece().depth()).orElse(-0.3 * stage.depth());
    for (int i = 0; i < count; i++) {
      Member member = cast.overhead().get(i);
      double share = (i + 0.5) / count - 0.5;
      double height = Math.min(member.size().y(), Math.max(0.12, stage.height() - 2.0));
      hanging.add(
          new Member(
              member.kind(),
              new Vec3(member.size().x(), height, member.size().z()),
              new Vec3(share * stage.width() * 0.85, stage.height(), z),
              member.yawDegrees(),
              member.finish(),
              member.named()));
    }
    return hanging;
  }

  /** The sun shines in by the wall with the most windows. */
  private static double sunAzimuth(Stage stage, Dice dice) {
    int[] windows = new int[4];
    for (Room.Opening opening : stage.openings()) {
      if (!opening.door()) {
        windows[opening.wall().ordinal()]++;
      }
    }
    int most = 0;
    for (int i = 1; i < 4; i++) {
      if (windows[i] > windows[most]) {
        most = i;
      }
    }
    if (stage.openings().isEmpty()) {
      // Outdoors the sun stands beside and a little before the eye: light through leaves.
      return 180 + (dice.chance(0.5) ? 1 : -1) * dice.between(50, 80);
    }
    double azimuth =
        switch (Room.Wall.values()[most]) {
          case NORTH -> 180;
          case EAST -> 90;
          case SOUTH -> 0;
          case WEST -> 270;
        };
    return azimuth + (dice.chance(0.5) ? 1 : -1) * dice.between(22, 42);
  }
}
