package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;

/** A piece while things come and go. */
final class Group {
  final List<Member> members;
  final double front;
  final int rank;
  final boolean main;
  Piece.Place place;

  Group(Piece piece, boolean main) {
    this(new ArrayList<>(piece.members()), piece.front(), piece.place(), piece.rank(), main);
  }

  Group(List<Member> members, double front, Piece.Place place, int rank, boolean main) {
    this.members = members;
    this.front = front;
    this.place = place;
    this.rank = rank;
    this.main = main;
  }

  boolean atWall() {
    return place == Piece.Place.WALL;
  }

  /** Says whether the group would fall apart without a member. */
  boolean hinges(Member member) {
    return members.getFirst() == member
        || switch (member.kind()) {
          case DESK, BOOKCASE, BASE_CABINETS, SINK_UNIT, STOVE, FRIDGE -> members.size() > 1;
          default -> false;
        };
  }

  /** Returns the back of the floor that it covers. */
  double back() {
    return members.stream()
        .filter(Member::blocksFloor)
        .mapToDouble(m -> m.footprint().minZ())
        .min()
        .orElse(0);
  }

  /** Takes a member out and returns it with what stands on it. */
  List<Member> remove(Member member) {
    List<Member> taken = new ArrayList<>(List.of(member));
    taken.addAll(on(member));
    members.removeIf(m -> taken.stream().anyMatch(t -> t == m));
    return taken;
  }

  /** Returns what stands on a member. */
  List<Member> on(Member member) {
    Rect floor = member.footprint().grown(0.01);
    return members.stream()
        .filter(
            m ->
                m.kind().stand() == Kind.Stand.ON_TOP
                    && m.at().y() > 0.2
                    && m.at().y() <= member.size().y() + 0.05
                    && floor.overlap(Rect.around(m.at().x(), m.at().z(), 0.01, 0.01)) > 0)
        .toList();
  }
}
