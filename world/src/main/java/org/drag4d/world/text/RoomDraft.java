package org.drag4d.world.text;

import java.util.Optional;
import java.util.OptionalInt;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.text.RoomWishes.Covering;

/** Collects what a sentence says about the room itself. */
final class RoomDraft {
  double sizeFactor = 1;
  double heightFactor = 1;
  Optional<Covering> floor = Optional.empty();
  Optional<Rgb> floorColour = Optional.empty();
  Optional<Covering> wall = Optional.empty();
  Optional<Rgb> wallColour = Optional.empty();
  Optional<Room.Ceiling> ceiling = Optional.empty();
  Optional<Rgb> ceilingColour = Optional.empty();
  Optional<Rgb> trimColour = Optional.empty();
  OptionalInt windows = OptionalInt.empty();
  double windowWidthFactor = 1;
  double windowHeightFactor = 1;
  Optional<Room.Outside> outside = Optional.empty();

  void walls(Attributes said, boolean papered) {
    wallColour = said.colour().or(() -> wallColour);
    wall = covering(said, true).or(() -> wall);
    if (papered) {
      wall = Optional.of(Covering.WALLPAPER);
    }
  }

  void floor(Attributes said) {
    floorColour = said.colour().or(() -> floorColour);
    floor = covering(said, false).or(() -> floor);
  }

  void ceiling(Attributes said) {
    ceiling = said.ceiling.or(() -> ceiling);
    ceilingColour = said.colour().or(() -> ceilingColour);
    heightFactor *= said.size.y();
    if (said.substance.filter(s -> s == Substance.GLASS).isPresent()) {
      ceiling = Optional.of(Room.Ceiling.GLAZED);
    }
  }

  void trim(Attributes said, String phrase) {
    trimColour = said.colour().or(() -> trimColour);
    if (phrase.startsWith("beam")) {
      ceiling = Optional.of(Room.Ceiling.BEAMS);
    } else if (phrase.matches("panell?ing|wainscot.*")) {
      wall = wall.or(() -> Optional.of(Covering.PANELS));
    }
  }

  void windows(Noun noun) {
    Attributes said = noun.attributes;
    Vec3 size = said.size;
    windowWidthFactor *= size.x() < 1 ? size.x() : Math.max(size.x(), size.z());
    windowHeightFactor *= size.y();
    if (noun.phrase.matches("floor to ceiling.*|panoramic.*|french.*|picture.*")) {
      windowHeightFactor *= 1.5;
      windowWidthFactor *= 1.4;
    }
    if (noun.anchor && said.count == 0) {
      // "A bed under a window" does not say that there is only one.
      return;
    }
    if (said.count > 0) {
      windows = OptionalInt.of(Math.min(said.count, 8));
    } else if (!noun.plural && !noun.definite && noun.phrase.endsWith("window")) {
      windows = OptionalInt.of(1);
    }
  }

  private static Optional<Covering> covering(Attributes said, boolean wall) {
    if (said.covering.isPresent()) {
      return said.covering;
    }
    return said.substance.flatMap(
        s ->
            switch (s) {
              case WOOD -> Optional.of(wall ? Covering.PANELS : Covering.BOARDS);
              case MARBLE -> Optional.of(Covering.MARBLE);
              case STONE -> Optional.of(Covering.STONE);
              case FABRIC, VELVET -> Optional.of(wall ? Covering.WALLPAPER : Covering.CARPET);
              default -> Optional.empty();
            });
  }

  RoomWishes build() {
    return new RoomWishes(
        sizeFactor,
        Math.clamp(heightFactor, 0.85, 1.6),
        floor,
        floorColour,
        wall,
        wallColour,
        ceiling,
        ceilingColour,
        trimColour,
        windows,
        Math.clamp(windowWidthFactor, 0.5, 1.6),
        Math.clamp(windowHeightFactor, 0.6, 1.5),
        outside);
  }
}
