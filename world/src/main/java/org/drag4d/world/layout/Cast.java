package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.text.Anchor;
import org.drag4d.world.text.Bond;
import org.drag4d.world.text.Relation;
import org.drag4d.world.text.Request;
import org.drag4d.world.text.SceneDescription;

/**
 * Everything that is to appear in a place, before it has a place: the main group, further pieces,
 * things to hang and things to put on others. Recipes fill it; what the sentence names is taken
 * first and has rank 0.
 */
final class Cast {
  final SceneDescription said;
  final Scheme scheme;
  final Dice dice;

  /** Height of the ceiling, metres. */
  final double ceiling;

  private final List<Request> open;
  private Optional<Piece> main = Optional.empty();
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Hung> hung = new ArrayList<>();
  private final List<Top> tops = new ArrayList<>();
  private final List<Wish> wishes = new ArrayList<>();
  private final List<Member> overhead = new ArrayList<>();

  Cast(SceneDescription said, Scheme scheme, Dice dice, double ceiling) {
    this.said = said;
    this.scheme = scheme;
    this.dice = dice;
    this.ceiling = ceiling;
    this.open = new ArrayList<>(said.requests());
  }

  /**
   * A kind of thing as the sentence wants it, or as it usually is.
   *
   * @param kind what
   * @param size metres
   * @param finish colours and materials
   * @param count how many; 0 if nothing is said
   * @param named whether the sentence names it
   */
  record Choice(Kind kind, Vec3 size, Finish finish, int count, boolean named) {
    /** Returns it as a member of a group. */
    Member at(double x, double y, double z, double yawDegrees) {
      return new Member(kind, size, new Vec3(x, y, z), yawDegrees, finish, named);
    }

    /** Returns how many there are to be. */
    int countOr(int usual) {
      return count > 0 ? count : usual;
    }

    /** Returns 0 for what the sentence names. */
    int rank(int usual) {
      return named ? 0 : usual;
    }

    /** Returns it with another size. */
    Choice sized(double width, double height, double depth) {
      return new Choice(kind, new Vec3(width, height, depth), finish, count, named);
    }
  }

  /**
   * Something for the walls.
   *
   * @param choice what
   * @param over the kind of thing it hangs over, if it matters
   * @param near what it hangs beside or opposite, if the sentence says so
   */
  record Hung(Choice choice, Optional<Kind> over, Optional<Relation> near) {
    Hung(Choice choice, Optional<Kind> over) {
      this(choice, over, Optional.empty());
    }
  }

  /**
   * Something to stand on another thing.
   *
   * @param choice what
   * @param on the kind of thing it stands on, if it matters
   * @param near the kind of thing it stands beside, if the sentence says so
   */
  record Top(Choice choice, Optional<Kind> on, Optional<Kind> near) {
    Top(Choice choice, Optional<Kind> on) {
      this(choice, on, Optional.empty());
    }
  }

  Optional<Piece> main() {
    return main;
  }

  List<Piece> pieces() {
    return pieces;
  }

  List<Hung> hung() {
    return hung;
  }

  List<Top> tops() {
    return tops;
  }

  /**
   * Returns what hangs from the ceiling on its own; x and z are shares of the room from -1 to 1.
   */
  List<Member> overhead() {
    return overhead;
  }

  /** Says whether a kind may appear. */
  boolean allows(Kind kind) {
    return !said.without().contains(kind);
  }

  /** Says whether the sentence still has an open request for a kind. */
  boolean wants(Kind kind) {
    return open.stream().anyMatch(r -> r.kind() == kind);
  }

  /** Takes the first of these kinds that the sentence names; the first kind as usual if none. */
  Choice choose(Kind usual, Kind... instead) {
    for (int i = -1; i < instead.length; i++) {
      Optional<Choice> named = take(i < 0 ? usual : instead[i]);
      if (named.isPresent()) {
        return named.get();
      }
    }
    return usual(usual);
  }

  /** Returns a kind as it usually is. */
  Choice usual(Kind kind) {
    return new Choice(kind, kind.usualSize(), scheme.finish(kind), 0, false);
  }

  /** Takes the first open request of a kind. */
  Optional<Choice> take(Kind kind) {
    for (Request request : open) {
      if (request.kind() == kind) {
        open.remove(request);
        return Optional.of(choice(request));
      }
    }
    return Optional.empty();
  }

  private Choice choice(Request request) {
    Vec3 usual = request.kind().usualSize();
    Vec3 f = request.scale();
    return new Choice(
        request.kind(),
        new Vec3(usual.x() * f.x(), usual.y() * f.y(), usual.z() * f.z()),
        scheme.finish(request.kind(), request),
        request.count(),
        true);
  }

  /** Returns where annealing is to bring pieces. */
  List<Wish> wishes() {
    return wishes;
  }

  void wish(Wish wish) {
    wishes.add(wish);
  }

  /** Notes beside what a small thing is to stand; things of groups stand already. */
  void near(Relation r) {
    if (!(r.anchor() instanceof Anchor.Thing(Kind kind, int _))) {
      return;
    }
    int left = r.count();
    for (int i = 0; i < tops.size() && left > 0; i++) {
      Top top = tops.get(i);
      if (top.choice.kind() == r.thing() && top.near.isEmpty() && top.choice.named()) {
        Optional<Kind> on = r.bond() == Bond.ON ? Optional.of(kind) : top.on;
        Optional<Kind> near = r.bond() == Bond.ON ? Optional.empty() : Optional.of(kind);
        tops.set(i, new Top(top.choice, on, near));
        left--;
      }
    }
    for (int i = 0; i < tops.size() && left == r.count() && r.bond() != Bond.ON; i++) {
      // The thing stands in a group: what is named beside it comes to it.
      Top top = tops.get(i);
      if (top.choice.kind() == kind && top.near.isEmpty() && top.choice.named()) {
        tops.set(i, new Top(top.choice, top.on, Optional.of(r.thing())));
        left--;
      }
    }
  }

  /** Notes over or beside what a thing of the wall is to hang. */
  void hangBy(Relation r) {
    int left = r.count();
    for (int i = 0; i < hung.size() && left > 0; i++) {
      Hung h = hung.get(i);
      if (h.choice.kind() == r.thing() && h.near.isEmpty() && h.choice.named()) {
        boolean above = r.bond() == Bond.ABOVE || r.bond() == Bond.BEHIND;
        Optional<Kind> over =
            above && r.anchor() instanceof Anchor.Thing(Kind kind, int _)
                ? Optional.of(kind)
                : Optional.<Kind>empty();
        hung.set(i, new Hung(h.choice, over, Optional.of(r)));
        left--;
      }
    }
  }

  void main(Piece piece) {
    main = Optional.of(piece);
  }

  void add(Piece piece) {
    pieces.add(piece);
  }

  /** Adds a single thing as a piece of its own, if it is allowed. */
  void add(Choice choice, Piece.Place place, double front, int rank) {
    if (choice.named() || allows(choice.kind())) {
      pieces.add(Piece.of(List.of(choice.at(0, 0, 0, 0)), front, place, choice.rank(rank)));
    }
  }

  /** Adds something that hangs from the ceiling on its own, if it is allowed. */
  void add(Choice choice) {
    if (choice.named() || allows(choice.kind())) {
      overhead.add(choice.at(0, ceiling, 0, 0));
    }
  }

  /** Adds one more thing for the walls, if it is allowed. */
  void hang(Choice choice, Kind over) {
    if (choice.named() || allows(choice.kind())) {
      hung.add(new Hung(choice, Optional.of(over)));
    }
  }

  /** Adds one more thing for the walls, if it is allowed. */
  void hang(Choice choice) {
    if (choice.named() || allows(choice.kind())) {
      hung.add(new Hung(choice, Optional.empty()));
    }
  }

  /** Adds a thing to stand on another, if it is allowed. */
  void put(Choice choice, Kind on) {
    if (choice.named() || allows(choice.kind())) {
      tops.add(new Top(choice, Optional.of(on)));
    }
  }

  /**
   * What no recipe has taken, or has taken too few of, becomes pieces of their own: nothing named
   * is lost.
   */
  void takeTheRest() {
    Map<Kind, Integer> asked = new EnumMap<>(Kind.class);
    for (Request request : said.requests()) {
      Kind kind = request.kind();
      boolean taken = !open.contains(request);
      int wanted = request.count() > 0 ? request.count() : taken ? 1 : Usual.many(kind);
      int total = asked.merge(kind, wanted, Integer::sum);
      int missing = Math.min(wanted, total - present(kind));
      Choice choice = choice(request);
      for (int i = 0; i < missing; i++) {
        addAlone(choice, request.on());
      }
    }
    open.clear();
  }

  private int present(Kind kind) {
    if (kind == Kind.CURTAINS || kind == Kind.WALL_CABINETS) {
      // One of them stands for as many as there are windows and worktops.
      return hung.stream().anyMatch(h -> h.choice().kind() == kind) ? 1000 : 0;
    }
    // Only what cannot be left out later counts.
    Stream<Piece> certain =
        Stream.concat(main.stream(), pieces.stream().filter(piece -> piece.rank() == 0));
    Stream<Member> members =
        Stream.concat(certain.flatMap(piece -> piece.members().stream()), overhead.stream());
    return (int)
        (members.filter(m -> m.kind() == kind).count()
            + hung.stream().map(Hung::choice).filter(c -> c.named() && c.kind() == kind).count()
            + tops.stream().map(Top::choice).filter(c -> c.named() && c.kind() == kind).count());
  }

  private void addAlone(Choice choice, Optional<Kind> on) {
    Kind kind = choice.kind();
    switch (kind.stand()) {
      case FLOOR -> add(choice, Usual.place(kind), Usual.front(kind), 0);
      case WALL_FLOOR -> add(choice, Piece.Place.WALL, Usual.front(kind), 0);
      case WALL_HUNG -> hung.add(new Hung(choice, Optional.empty()));
      case ON_TOP -> tops.add(new Top(choice, on));
      case RUG -> pieces.add(Piece.of(List.of(choice.at(0, 0, 0, 0)), 0, Piece.Place.FREE, 0));
      case CEILING -> overhead.add(choice.at(0, ceiling, 0, 0));
    }
  }
}
