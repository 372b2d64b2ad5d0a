package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.world.layout.Piece.Placed;
import org.drag4d.world.layout.Room.Opening;
import org.drag4d.world.layout.Room.Wall;

/**
 * Arranges pieces in a room by simulated annealing (built-in-world section 9: terms, weights, moves
 * and temperatures). State: x, z and one of four directions for each piece; pieces that belong to a
 * wall snap their back to the wall of their direction.
 */
final class Annealing {
  /** Pieces keep so much from one another, metres. */
  private static final double APART = 0.12;

  private static final double HARD = 20;
  private static final double FRONT = 3;
  private static final double BALANCE = 0.6;
  private static final double TOLERANCE = 1e-4;

  private final Stage stage;
  private final List<Piece> pieces;
  private final Dice dice;
  private final List<Rect> kept = new ArrayList<>();
  private final Placed[] placed;
  private final Rect[] floors;
  private final Rect[] fronts;
  private final double[] heights;
  private final double[] masses;
  private final List<Bound> wishes = new ArrayList<>();

  /** A wish with the numbers of its pieces; {@link #MAIN} is the main group. */
  private record Bound(Wish wish, int piece, int other) {}

  private static final int MAIN = -1;
  private static final int NONE = -2;

  private Annealing(Stage stage, List<Piece> pieces, List<Wish> wishes, Dice dice) {
    this.stage = stage;
    this.pieces = pieces;
    this.dice = dice;
    kept.addAll(stage.keptFree());
    stage.main().ifPresent(main -> kept.add(main.floor().grown(main.piece().atWall() ? 0.1 : 0.3)));
    placed = new Placed[pieces.size()];
    floors = new Rect[pieces.size()];
    fronts = new Rect[pieces.size()];
    heights = pieces.stream().mapToDouble(Piece::height).toArray();
    // Visual weight, built-in-world section 9.
    masses =
        pieces.stream().mapToDouble(p -> p.width() * p.depth() * Math.sqrt(p.height())).toArray();
    for (Wish wish : wishes) {
      int piece = number(wish.piece());
      if (piece >= 0) {
        this.wishes.add(new Bound(wish, piece, wish.to().map(this::number).orElse(NONE)));
        if (wish.underWindow()) {
          // Only the thing itself has to stay below the sill.
          heights[piece] = wish.member().size().y();
        }
      }
    }
  }

  private int number(Piece piece) {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) == piece) {
        return i;
      }
    }
    return stage.main().filter(m -> m.piece() == piece).isPresent() ? MAIN : NONE;
  }

  /** What the wishes cost that concern two pieces, which may be the same. */
  private double wishes(int i, int j) {
    double sum = 0;
    for (Bound b : wishes) {
      if (b.piece == i || b.piece == j || b.other == i || b.other == j) {
        sum += energy(b);
      }
    }
    return sum;
  }

  private double energy(Bound b) {
    Optional<Placed> other =
        switch (b.other) {
          case MAIN -> stage.main();
          case NONE -> Optional.empty();
          default -> Optional.of(placed[b.other]);
        };
    return b.wish.energy(placed[b.piece], other, stage);
  }

  /**
   * Where the pieces ended.
   *
   * @param placed every piece in its place, in the order given
   * @param violations the hard violation of each, 0 where there is none
   */
  record Outcome(List<Placed> placed, double[] violations) {
    /** Says whether no hard rule is broken. */
    boolean sound() {
      for (double violation : violations) {
        if (violation > TOLERANCE) {
          return false;
        }
      }
      return true;
    }
  }

  /** Arranges the pieces. */
  static Outcome arrange(Stage stage, List<Piece> pieces, List<Wish> wishes, Dice dice) {
    return new Annealing(stage, pieces, wishes, dice).run();
  }

  private Outcome run() {
    int count = pieces.size();
    if (count == 0) {
      return new Outcome(List.of(), new double[0]);
    }
    for (int i = 0; i < count; i++) {
      put(i, draw(pieces.get(i)));
    }
    int moves = 2200 * count + 4000;
    double energy = total();
    double best = energy;
    Placed[] bestPlaced = placed.clone();
    for (int move = 0; move < moves; move++) {
      double t = Math.min(1, move / (0.85 * moves));
      double temperature = 3 * Math.pow(0.002 / 3, t);
      double sigma = 0.85 * Math.pow(0.05 / 0.85, t);
      int i = dice.below(count);
      int j = count > 1 && dice.chance(0.18) ? dice.below(count) : i;
      Placed oldI = placed[i];
      Placed oldJ = placed[j];
      double before = share(i, j) + BALANCE * imbalance();
      if (i != j) {
        put(i, snapped(pieces.get(i), oldJ.x(), oldJ.z(), oldJ.quarter()));
        put(j, snapped(pieces.get(j), oldI.x(), oldI.z(), oldI.quarter()));
      } else {
        put(i, moved(pieces.get(i), oldI, sigma));
      }
      double change = share(i, j) + BALANCE * imbalance() - before;
      if (change <= 0 || dice.chance(Math.exp(-change / temperature))) {
        energy += change;
        if (energy < best - 1e-9) {
          best = energy;
          System.arraycopy(placed, 0, bestPlaced, 0, count);
        }
      } else {
        put(j, oldJ);
        put(i, oldI);
      }
    }
    double[] violations = new double[count];
    for (int i = 0; i < count; i++) {
      put(i, bestPlaced[i]);
    }
    for (int i = 0; i < count; i++) {
      violations[i] = hardAlone(i);
      for (int j = 0; j < count; j++) {
        violations[i] += j == i ? 0 : floors[i].grown(APART).overlap(floors[j]);
      }
    }
    return new Outcome(List.of(bestPlaced), violations);
  }

  private void put(int index, Placed at) {
    placed[index] = at;
    floors[index] = at.floor();
    fronts[index] = at.frontFloor();
  }

  private Placed draw(Piece piece) {
    return snapped(
        piece,
        dice.between(-stage.width() / 2, stage.width() / 2),
        dice.between(-stage.depth() / 2, stage.depth() / 2),
        dice.below(4));
  }

  private Placed moved(Piece piece, Placed old, double sigma) {
    double kind = dice.between(0, 0.82);
    if (kind < 0.5) {
      return snapped(
          piece,
          old.x() + sigma * dice.gaussian(),
          old.z() + sigma * dice.gaussian(),
          old.quarter());
    }
    if (kind < 0.62) {
      return snapped(piece, old.x(), old.z(), dice.below(4));
    }
    return draw(piece);
  }

  /** Wall pieces go with their back to the wall of their direction, the others stay inside. */
  private Placed snapped(Piece piece, double x, double z, int quarter) {
    boolean turned = quarter % 2 == 1;
    double halfX = (turned ? piece.depth() : piece.width()) / 2;
    double halfZ = (turned ? piece.width() : piece.depth()) / 2;
    double maxX = stage.width() / 2 - halfX - 0.02;
    double maxZ = stage.depth() / 2 - halfZ - 0.02;
    double inX = Math.clamp(x, Math.min(-maxX, maxX), Math.max(-maxX, maxX));
    double inZ = Math.clamp(z, Math.min(-maxZ, maxZ), Math.max(-maxZ, maxZ));
    if (!piece.atWall()) {
      return new Placed(piece, inX, inZ, quarter);
    }
    return switch (quarter) {
      case 0 -> new Placed(piece, inX, -maxZ, 0);
      case 1 -> new Placed(piece, -maxX, inZ, 1);
      case 2 -> new Placed(piece, inX, maxZ, 2);
      default -> new Placed(piece, maxX, inZ, 3);
    };
  }

  private double total() {
    double sum = BALANCE * imbalance();
    for (Bound b : wishes) {
      sum += energy(b);
    }
    for (int i = 0; i < placed.length; i++) {
      sum += alone(i);
      for (int j = i + 1; j < placed.length; j++) {
        sum += between(i, j);
      }
    }
    return sum;
  }

  /** The part of the energy that depends on two pieces, which may be the same. */
  private double share(int i, int j) {
    double sum = alone(i) + (i == j ? 0 : alone(j) + between(i, j)) + wishes(i, j);
    for (int k = 0; k < placed.length; k++) {
      if (k != i && k != j) {
        sum += between(i, k) + (i == j ? 0 : between(j, k));
      }
    }
    return sum;
  }

  /** How far the mass of the furniture is off the middle plane, metres. */
  private double imbalance() {
    double moment = 0;
    double mass = 0;
    for (int i = 0; i < placed.length; i++) {
      moment += masses[i] * placed[i].x();
      mass += masses[i];
    }
    return mass > 0 ? Math.abs(moment) / mass : 0;
  }

  /** What two pieces cost each other: common floor, and each before the front of the other. */
  private double between(int i, int j) {
    return HARD * floors[i].grown(APART).overlap(floors[j])
        + FRONT * (fronts[i].overlap(floors[j]) + fronts[j].overlap(floors[i]));
  }

  private double alone(int index) {
    return HARD * hardAlone(index) + soft(index);
  }

  /** Hard rules that concern one piece and the room. */
  private double hardAlone(int index) {
    Rect floor = floors[index];
    double area = floor.sizeX() * floor.sizeZ() - floor.overlap(stage.inside());
    double sum = area > TOLERANCE ? area : 0;
    for (Rect rect : kept) {
      sum += floor.overlap(rect);
    }
    return sum + beforeWindows(index);
  }

  /** What is taller than the sill keeps off the floor before a window and its curtains. */
  private double beforeWindows(int index) {
    double height = heights[index];
    double sum = 0;
    for (Opening opening : stage.openings()) {
      if (!opening.door() && height > opening.sill() + 0.04) {
        Rect before = stage.before(opening, 0.75);
        boolean alongX = opening.wall() == Wall.NORTH || opening.wall() == Wall.SOUTH;
        Rect wide =
            alongX
                ? new Rect(before.minX() - 0.32, before.minZ(), before.maxX() + 0.32, before.maxZ())
                : new Rect(
                    before.minX(), before.minZ() - 0.32, before.maxX(), before.maxZ() + 0.32);
        sum += floors[index].overlap(wide);
      }
    }
    return sum;
  }

  private double soft(int index) {
    Piece piece = pieces.get(index);
    double sum = 0;
    if (piece.front() > 0) {
      Rect front = fronts[index];
      double blocked = front.sizeX() * front.sizeZ() - front.overlap(stage.inside());
      if (stage.main().isPresent()) {
        blocked += front.overlap(stage.main().get().floor());
      }
      sum += FRONT * blocked;
    }
    // What the sentence names is to be seen by the eye, which looks north.
    double hidden = piece.rank() == 0 ? Math.max(0, placed[index].z() / stage.depth()) : 0;
    return sum + likesPlace(index, piece) + 1.2 * hidden;
  }

  private double likesPlace(int index, Piece piece) {
    Rect floor = floors[index];
    double toX = stage.width() / 2 - Math.max(Math.abs(floor.minX()), Math.abs(floor.maxX()));
    double toZ = stage.depth() / 2 - Math.max(Math.abs(floor.minZ()), Math.abs(floor.maxZ()));
    return switch (piece.place()) {
      case CORNER -> 1.6 * Math.max(0, Math.min(toX, toZ) - 0.1) + 0.3 * Math.max(toX, toZ);
      case EDGE -> 0.9 * Math.max(0, behind(index) - 0.2);
      case WALL -> 0.05 * Math.abs(toX - toZ);
      case FREE -> 0;
    };
  }

  /** Returns how far the back of a piece is from the wall behind it, metres. */
  private double behind(int index) {
    Rect floor = floors[index];
    return switch (placed[index].quarter()) {
      case 0 -> floor.minZ() + stage.depth() / 2;
      case 1 -> floor.minX() + stage.width() / 2;
      case 2 -> stage.depth() / 2 - floor.maxZ();
      default -> stage.width() / 2 - floor.maxX();
    };
  }
}
