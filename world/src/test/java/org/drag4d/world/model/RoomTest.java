package org.drag4d.world.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Arrangement;
import org.drag4d.world.layout.Arrangement.Setting;
import org.drag4d.world.layout.Finish;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Daylight;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shell of rooms: openings are open, portals look inwards, walls close the rest. */
class RoomTest {
  private static final Rgb GREY = new Rgb(0.5, 0.5, 0.5);

  private static Room room(Room.Ceiling ceiling, Room.Panelling panelling, Room.Outside outside) {
    return new Room(
        6.4,
        5.2,
        3.1,
        List.of(
            new Room.Opening(Room.Wall.NORTH, -1.2, 0.5, 1.3, 2.1, false, 4, 4),
            new Room.Opening(Room.Wall.EAST, 0.7, 0.9, 1.0, 1.2, false, 2, 3),
            new Room.Opening(Room.Wall.SOUTH, 1.5, 0, 0.95, 2.1, true, 1, 1),
            new Room.Opening(Room.Wall.WEST, -0.8, 0.45, 1.4, 2.0, false, 3, 4)),
        new Material.Parquet(GREY, 0.3),
        new Material.Plaster(GREY),
        GREY,
        GREY,
        ceiling,
        panelling,
        Finish.Style.CLASSIC,
        outside);
  }

  private static Place build(Room room) {
    return PlaceBuilder.build(
        new Arrangement(
            new Setting.Indoors(room),
            List.of(),
            new Daylight(new Vec3(0.3, 0.5, -0.8).normalised(), 1, 1, 2.4, 0.3, 0),
            1,
            new Vec3(0, 1.6, 0),
            new Place.FreeFloor(Vec3.ZERO, 1.8, 1.6),
            List.of(),
            9));
  }

  @ParameterizedTest
  @EnumSource
  void everyCeilingIsSound(Room.Ceiling ceiling) {
    sound(build(room(ceiling, Room.Panelling.DADO, Room.Outside.MEADOW)));
  }

  @ParameterizedTest
  @EnumSource
  void everyPanellingIsSound(Room.Panelling panelling) {
    sound(build(room(Room.Ceiling.FLAT, panelling, Room.Outside.MEADOW)));
  }

  @ParameterizedTest
  @EnumSource
  void everyOutsideIsSoundAndNotTooHeavy(Room.Outside outside) {
    Place place = build(room(Room.Ceiling.FLAT, Room.Panelling.NONE, outside));
    sound(place);
    assertThat(place.parts().stream().mapToLong(p -> p.solid().triangleCount()).sum())
        .isLessThan(450_000);
  }

  private static void sound(Place place) {
    for (Part part : place.parts()) {
      Soundness.check(part.solid(), part.label());
    }
  }

  @ParameterizedTest
  @EnumSource
  void portalsLieInOpeningsAndLookInwards(Room.Ceiling ceiling) {
    Room room = room(ceiling, Room.Panelling.NONE, Room.Outside.SEA);
    Place place = build(room);
    assertThat(place.windows()).hasSizeGreaterThanOrEqualTo(3);
    for (int i = 0; i < 3; i++) {
      Place.Window w = place.windows().get(i);
      Vec3 middle = w.corner().plus(w.edgeU().times(0.5)).plus(w.edgeV().times(0.5));
      Vec3 inwards = w.edgeU().cross(w.edgeV());
      assertThat(inwards.dot(new Vec3(0, middle.y(), 0).minus(middle))).isPositive();
      boolean inAnOpening =
          room.openings().stream()
              .filter(o -> !o.door())
              .anyMatch(
                  o -> {
                    double along =
                        o.wall() == Room.Wall.NORTH || o.wall() == Room.Wall.SOUTH
                            ? middle.x()
                            : middle.z();
                    return Math.abs(along - o.along()) < 0.02
                        && Math.abs(middle.y() - o.sill() - o.height() / 2) < 0.02;
                  });
      assertThat(inAnOpening).as("window %d at %s", i, middle).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Room.Panelling.class,
      names = {"NONE", "DADO", "PANELS", "BOARDS", "TILES"})
  void nothingButGlassAndBarsStandsInAWindow(Room.Panelling panelling) {
    Place place = build(room(Room.Ceiling.FLAT, panelling, Room.Outside.SEA));
    for (Place.Window w : place.windows()) {
      // From a point just inside, in the middle of a pane, to a point just outside.
      for (double u : new double[] {0.11, 0.39, 0.62, 0.88}) {
        for (double v : new double[] {0.14, 0.40, 0.61, 0.85}) {
          Vec3 in = w.edgeU().cross(w.edgeV()).normalised();
          Vec3 p = w.corner().plus(w.edgeU().times(u)).plus(w.edgeV().times(v));
          Vec3 from = p.plus(in.times(0.14));
          for (Part part : place.parts()) {
            if (!(part.material() instanceof Material.Glass)
                && !part.label().equals("window frame")) {
              assertThat(Hits.segment(part, from, p.minus(in.times(0.15))))
                  .as("%s in a window", part.label())
                  .isFalse();
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Room.Ceiling.class,
      names = {"FLAT", "COVED", "COFFERED", "BEAMS", "PITCHED_BEAMS"})
  void theShellIsClosedElsewhere(Room.Ceiling ceiling) {
    Room room = room(ceiling, Room.Panelling.NONE, Room.Outside.SEA);
    Place place = build(room);
    List<Part> shell =
        place.parts().stream()
            .filter(p -> !p.label().matches("ground|sand|water|grass|hill|tree|window sill"))
            .toList();
    Vec3 eye = new Vec3(0.3, 1.5, 0.2);
    for (int i = 0; i < 300; i++) {
      double z = 1 - 2 * (i + 0.5) / 300;
      double a = 2.399963 * i;
      double r = Math.sqrt(1 - z * z);
      Vec3 d = new Vec3(r * Math.cos(a), z, r * Math.sin(a));
      assertThat(shell.stream().anyMatch(p -> Hits.segment(p, eye, eye.plus(d.times(12)))))
          .as("direction %s", d)
          .isTrue();
    }
  }
}
