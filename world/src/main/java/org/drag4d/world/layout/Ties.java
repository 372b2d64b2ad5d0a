package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.text.Anchor;
import org.drag4d.world.text.Bond;
import org.drag4d.world.text.Relation;

/**
 * Ties things together as the sentence wants them: what lies beside, under or before another thing
 * becomes part of its group, so that annealing moves both as one. What cannot be tied, such as two
 * things that both belong to a wall and face each other, becomes a {@link Wish} for annealing.
 *
 * <p>Longer than most files: the cases of one decision, who comes to whom, read best together.
 */
final class Ties {
  private final Cast cast;
  private final List<Group> groups = new ArrayList<>();
  private final Map<Member, Boolean> done = new IdentityHashMap<>();
  private final List<Pending> pending = new ArrayList<>();

  /** A wish between groups, before they are pieces again. */
  private record Pending(Group thing, Member member, Relation relation, Optional<Group> to) {}

  /** A member and the group that it is in. */
  private record Found(Group group, Member member) {}

  private Ties(Cast cast) {
    this.cast = cast;
    cast.main().ifPresent(piece -> groups.add(new Group(piece, true)));
    cast.pieces().forEach(piece -> groups.add(new Group(piece, false)));
  }

  /** Ties what can be tied; the wishes that are left go to the cast. */
  static void tie(Cast cast) {
    if (cast.said.relations().isEmpty()) {
      return;
    }
    Ties ties = new Ties(cast);
    cast.said.relations().forEach(ties::tie);
    ties.finish();
  }

  private void finish() {
    Map<Group, Piece> pieces = new IdentityHashMap<>();
    cast.pieces().clear();
    for (Group group : groups) {
      if (group.members.isEmpty()) {
        continue;
      }
      Piece piece = Piece.of(group.members, group.front, group.place, group.rank);
      if (group.main) {
        piece = symmetric(piece, cast.main().orElseThrow());
        cast.main(piece);
      } else {
        cast.add(piece);
      }
      pieces.put(group, piece);
    }
    for (Pending p : pending) {
      if (pieces.containsKey(p.thing) && p.thing.members.contains(p.member)) {
        Piece piece = pieces.get(p.thing);
        Member member = piece.members().get(p.thing.members.indexOf(p.member));
        cast.wish(new Wish(piece, member, p.relation, p.to.map(pieces::get)));
      }
    }
  }

  /** The main group stays before the eye: what is added on one side widens it on both. */
  private static Piece symmetric(Piece piece, Piece before) {
    Vec3 was = before.members().getFirst().at();
    Vec3 is = piece.members().getFirst().at();
    double shift = was.x() - is.x();
    if (piece.members().size() == before.members().size() && Math.abs(shift) < 1e-9) {
      return piece;
    }
    List<Member> members = piece.members().stream().map(m -> m.moved(shift, 0)).toList();
    return new Piece(
        members,
        piece.width() + 2 * Math.abs(shift),
        piece.depth(),
        piece.front(),
        piece.place(),
        piece.rank());
  }

  private void tie(Relation r) {
    switch (r.thing().stand()) {
      case ON_TOP -> {
        cast.near(r);
        if (r.bond() == Bond.ON) {
          clearTop(r);
        }
      }
      case WALL_HUNG -> cast.hangBy(r);
      case CEILING -> hang(r);
      case FLOOR, WALL_FLOOR, RUG -> {
        if (r.bond() == Bond.ON) {
          new Footing(cast, groups).putOn(r);
          clearTop(r);
        } else if (r.anchor() instanceof Anchor.Thing(Kind kind, int _)) {
          switch (kind.stand()) {
            // "A sofa under a painting": the painting hangs over the sofa.
            case WALL_HUNG -> cast.hangBy(turned(r, kind));
            case CEILING -> hang(turned(r, kind));
            case ON_TOP -> cast.near(turned(r, kind));
            default -> together(r);
          }
        } else {
          alone(r);
        }
      }
    }
  }

  /** What the sentence puts on a top takes the place of what only the recipe put there. */
  private void clearTop(Relation r) {
    if (!(r.anchor() instanceof Anchor.Thing(Kind kind, int _))) {
      return;
    }
    for (int i = 0; i < r.count(); i++) {
      Optional<Found> below = find(kind, false);
      if (below.isEmpty()) {
        return;
      }
      Group group = below.get().group;
      group.on(below.get().member).stream()
          .filter(m -> !m.named() && m.kind() != Kind.TABLE_LAMP)
          .max(Comparator.comparingDouble(m -> m.size().x() * m.size().z()))
          .ifPresent(group.members::remove);
    }
  }

  private static Relation turned(Relation r, Kind anchor) {
    Bond bond =
        switch (r.bond()) {
          case UNDER -> Bond.ABOVE;
          default -> Bond.BESIDE;
        };
    return new Relation(anchor, 1, bond, List.of(new Anchor.Thing(r.thing(), 1)), r.words());
  }

  /** Hangs a lamp or a plant over a thing on the floor. */
  private void hang(Relation r) {
    if (r.bond() != Bond.ABOVE || !(r.anchor() instanceof Anchor.Thing(Kind under, int _))) {
      return;
    }
    for (Group group : groups) {
      if (group.members.stream().anyMatch(m -> m.kind() == r.thing())) {
        return;
      }
    }
    Optional<Found> below = find(under, false);
    Optional<Member> lamp = cast.overhead().stream().filter(m -> m.kind() == r.thing()).findFirst();
    if (below.isPresent() && lamp.isPresent()) {
      Member l = lamp.get();
      cast.overhead().remove(l);
      double top = below.get().member.size().y();
      double drop = Math.clamp(cast.ceiling - top - 0.9, 0.3, 2.4);
      double height = l.kind() == Kind.CEILING_LAMP ? l.size().y() : drop;
      Vec3 at = below.get().member.at();
      below
          .get()
          .group
          .members
          .add(
              new Member(
                  l.kind(),
                  new Vec3(l.size().x(), height, l.size().z()),
                  new Vec3(at.x(), cast.ceiling, at.z()),
                  0,
                  l.finish(),
                  l.named()));
    }
  }

  // ---- a thing and a part of the room ----

  private void alone(Relation r) {
    for (int i = 0; i < r.count(); i++) {
      Optional<Found> found = find(r.thing(), true);
      if (found.isEmpty()) {
        return;
      }
      Group group = found.get().group;
      Member member = found.get().member;
      done.put(member, true);
      boolean core = group.hinges(member);
      if (!core) {
        Found free = freed(found.get());
        group = free.group;
        member = free.member;
      }
      if (!group.main) {
        boolean single = group.members.size() == 1;
        boolean free = member.kind().stand() != Kind.Stand.WALL_FLOOR;
        switch ((Anchor.Spot) r.anchor()) {
          case CORNER -> group.place = free && single ? Piece.Place.CORNER : group.place;
          case WALL -> group.place = Piece.Place.WALL;
          case CENTRE -> group.place = free ? Piece.Place.FREE : group.place;
          case WINDOW -> {
            boolean under = r.bond() == Bond.UNDER;
            group.place = under ? Piece.Place.WALL : free ? Piece.Place.FREE : group.place;
          }
          case DOOR -> {}
        }
      }
      pending.add(new Pending(group, member, r, Optional.empty()));
    }
  }

  // ---- a thing and another thing ----

  private void together(Relation r) {
    int asked = r.count();
    for (int i = 0; i < asked; i++) {
      Optional<Found> thing = find(r.thing(), true);
      if (thing.isEmpty()) {
        return;
      }
      done.put(thing.get().member, true);
      tieOne(r, thing.get(), i);
    }
  }

  private void tieOne(Relation r, Found thing, int index) {
    Kind kind = ((Anchor.Thing) r.anchor()).kind();
    Optional<Found> anchor = nearestOf(kind, thing);
    if (anchor.isEmpty()) {
      return;
    }
    Found to = anchor.get();
    if (to.group == thing.group) {
      boolean lies = RelationCheck.holds(r, thing.member, List.of(to.member));
      boolean between = r.bond() == Bond.BETWEEN;
      if (lies && !between || thing.group.hinges(thing.member) && between) {
        return;
      }
      if (thing.group.hinges(thing.member)) {
        if (!to.group.hinges(to.member)) {
          join(Nook.inverse(r), to.group.remove(to.member), to.member, thing, index);
        }
        return;
      }
      place(r, thing.group.remove(thing.member), thing.member, to, index);
      return;
    }
    boolean hinges = thing.group.hinges(thing.member);
    if (hinges && thing.group.main) {
      // The main group stays: the other comes to it.
      bring(r, thing, to, index);
    } else if (Nook.needsOppositeWall(r, thing.member, to.member)
        || Nook.needsAnotherWall(thing.member, to.group)) {
      Found free = hinges ? thing : freed(thing);
      pending.add(new Pending(free.group, free.member, r, Optional.of(to.group)));
    } else if (hinges) {
      List<Member> all = List.copyOf(thing.group.members);
      groups.remove(thing.group);
      if (!place(r, all, thing.member, to, index)) {
        // Without what only the recipe put beside it there may be room.
        List<Member> few =
            all.stream().filter(m -> m == thing.member || m.named() && !m.blocksFloor()).toList();
        boolean loses = all.stream().anyMatch(m -> m.named() && !few.contains(m));
        if (loses || few.size() == all.size()) {
          groups.add(thing.group);
        } else {
          place(r, few, thing.member, to, index);
        }
      }
    } else {
      place(r, thing.group.remove(thing.member), thing.member, to, index);
    }
  }

  /** Takes a thing, and what stands on it, out of its group. */
  private Found freed(Found thing) {
    return alone(thing.group.remove(thing.member), thing.member);
  }

  /** Makes a group of its own of a thing with what stands on it. */
  private Found alone(List<Member> members, Member thing) {
    List<Member> moved = Nook.moved(members, thing, new Nook.Spot(0, 0, 0));
    Kind kind = thing.kind();
    Group group = new Group(new ArrayList<>(moved), Usual.front(kind), Usual.place(kind), 0, false);
    groups.add(group);
    Member member = moved.get(members.indexOf(thing));
    done.put(member, true);
    return new Found(group, member);
  }

  private void bring(Relation r, Found thing, Found to, int index) {
    Relation inverse = Nook.inverse(r);
    boolean stays =
        Nook.needsOppositeWall(inverse, to.member, thing.member)
            || Nook.needsAnotherWall(to.member, thing.group)
            || r.bond() == Bond.UNDER;
    if (stays) {
      pending.add(new Pending(to.group, to.member, inverse, Optional.of(thing.group)));
      return;
    }
    if (to.group.hinges(to.member)) {
      List<Member> all = List.copyOf(to.group.members);
      groups.remove(to.group);
      if (!join(inverse, all, to.member, thing, index)) {
        groups.add(to.group);
      }
    } else {
      join(inverse, to.group.remove(to.member), to.member, thing, index);
    }
  }

  /** Places a thing, alone or with its group, at its anchor; between two, both anchors move. */
  private boolean place(Relation r, List<Member> moving, Member thing, Found to, int index) {
    if (r.bond() == Bond.BETWEEN) {
      Optional<Found> other = second(r, to);
      if (other.isPresent()) {
        return between(r, moving, thing, to, other.get());
      }
    }
    if (join(r, moving, thing, to, index)) {
      if (r.to().contains(Anchor.Spot.WINDOW) && !to.group.main) {
        Relation at = new Relation(r.thing(), 1, Bond.AT, List.of(Anchor.Spot.WINDOW), r.words());
        pending.add(new Pending(to.group, to.member, at, Optional.empty()));
      }
      return true;
    }
    if (moving.stream().filter(Member::blocksFloor).count() < 2) {
      alone(moving, thing);
      return true;
    }
    return false;
  }

  private Optional<Found> second(Relation r, Found first) {
    Kind kind =
        r.to().size() > 1 && r.to().get(1) instanceof Anchor.Thing(Kind k, int _)
            ? k
            : first.member.kind();
    Optional<Found> best = Optional.empty();
    for (Group group : groups) {
      for (Member member : group.members) {
        if (member.kind() == kind && member != first.member) {
          boolean same = group == first.group;
          if (best.isEmpty() || same && best.get().group != first.group) {
            best = Optional.of(new Found(group, member));
          }
        }
      }
    }
    return best;
  }

  private boolean between(Relation r, List<Member> moving, Member thing, Found one, Found two) {
    if (one.group == two.group) {
      Vec3 middle = one.member.at().plus(two.member.at()).times(0.5);
      Nook.Spot spot = new Nook.Spot(middle.x(), middle.z(), facing(one.member, two.member));
      List<Member> moved = Nook.moved(moving, thing, spot);
      Optional<List<Member>> blocked = Nook.blocked(one.group, moved, List.of());
      if (blocked.isPresent()) {
        blocked.get().forEach(one.group::remove);
        take(one.group, moved, thing, moving);
        return true;
      }
      return false;
    }
    // In a row: the first anchor, the thing, the second anchor.
    Found base = two.group.main ? two : one;
    Found other = base == one ? two : one;
    if (other.group.hinges(other.member) && other.group.members.size() > 3) {
      return join(r, moving, thing, base, 0);
    }
    for (int side = 1; side >= -1; side -= 2) {
      Nook.Spot inner = Nook.inRow(base.member, thing, side, 0.08);
      double far = 0.16 + thing.size().x();
      Nook.Spot outer = Nook.inRow(base.member, other.member, side, far);
      List<Member> first = Nook.moved(moving, thing, inner);
      List<Member> second = Nook.moved(List.of(other.member), other.member, outer);
      List<Member> both = new ArrayList<>(first);
      both.addAll(second);
      Optional<List<Member>> blocked =
          Nook.blocked(base.group, both, List.of(base.member, other.member));
      if (blocked.isPresent()) {
        blocked.get().forEach(base.group::remove);
        List<Member> loose = other.group.remove(other.member);
        take(base.group, first, thing, moving);
        take(base.group, Nook.moved(loose, other.member, outer), other.member, loose);
        return true;
      }
    }
    return join(r, moving, thing, base, 0);
  }

  private static double facing(Member one, Member two) {
    double a = Math.toRadians(one.yawDegrees());
    double b = Math.toRadians(two.yawDegrees());
    double s = Math.sin(a) + Math.sin(b);
    double c = Math.cos(a) + Math.cos(b);
    return Math.hypot(s, c) < 0.3 ? 0 : 90 * Math.round(Math.toDegrees(Math.atan2(s, c)) / 90);
  }

  /** Adds members to the group of an anchor where there is room for them. */
  private boolean join(Relation r, List<Member> moving, Member thing, Found to, int index) {
    for (Nook.Spot spot : Nook.spots(r, thing, to.member, to.group.atWall(), index)) {
      List<Member> moved = Nook.moved(moving, thing, spot);
      double through = behind(moved, to.group);
      if (to.group.atWall() && through > 0 && r.bond() != Bond.BEHIND) {
        moved = moved.stream().map(m -> m.moved(0, through)).toList();
      }
      List<Member> ignored = r.bond() == Bond.UNDER ? List.of(to.member) : List.of();
      Optional<List<Member>> blocked = Nook.blocked(to.group, moved, ignored);
      if (blocked.isPresent()) {
        blocked.get().forEach(to.group::remove);
        take(to.group, moved, thing, moving);
        return true;
      }
    }
    return false;
  }

  /** Returns how far members would stand behind the back of a group. */
  private static double behind(List<Member> moved, Group group) {
    return moved.stream()
        .filter(Member::blocksFloor)
        .mapToDouble(m -> group.back() - m.footprint().minZ())
        .max()
        .orElse(0);
  }

  private void take(Group group, List<Member> moved, Member thing, List<Member> moving) {
    group.members.addAll(moved);
    done.put(moved.get(moving.indexOf(thing)), true);
  }

  /**
   * Finds a thing of a kind: one that no relation has placed yet, rather alone than in a group, if
   * {@code open}; otherwise one that the sentence names, rather in the main group.
   */
  private Optional<Found> find(Kind kind, boolean open) {
    Optional<Found> best = Optional.empty();
    int bestWorth = Integer.MIN_VALUE;
    for (Group group : groups) {
      for (Member member : group.members) {
        if (member.kind() == kind && !(open && done.containsKey(member))) {
          int worth = (member.named() ? 8 : 0) + (open == (group.members.size() == 1) ? 4 : 0);
          worth += open == group.main ? 0 : 2;
          if (worth > bestWorth) {
            best = Optional.of(new Found(group, member));
            bestWorth = worth;
          }
        }
      }
    }
    return best;
  }

  /** The anchor in the same group, if it is one that the sentence names or the only one. */
  private Optional<Found> nearestOf(Kind kind, Found thing) {
    Optional<Found> best = Optional.empty();
    int bestWorth = Integer.MIN_VALUE;
    for (Group group : groups) {
      for (Member member : group.members) {
        if (member.kind() == kind && member != thing.member) {
          int worth = (member.named() ? 4 : 0) + (group == thing.group ? 2 : 0);
          worth += group.main ? 1 : 0;
          if (worth > bestWorth) {
            best = Optional.of(new Found(group, member));
            bestWorth = worth;
          }
        }
      }
    }
    return best;
  }
}
