package org.drag4d.world.text;

import java.util.Optional;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Kind;

/**
 * Which of several kinds of tables, lamps, beds a noun means, by its qualities and by where it
 * lies.
 */
final class Suited {
  private Suited() {}

  /** Returns the kind that a noun means with all that is said about it. */
  static Kind kind(Kind kind, Noun noun) {
    boolean round = noun.attributes.round;
    boolean bauhaus = noun.attributes.style.filter(s -> s == Style.BAUHAUS).isPresent();
    Optional<Kind> suited = noun.lies.flatMap(lies -> suited(kind, noun, lies));
    if (suited.isPresent()) {
      return suited.get();
    }
    return switch (kind) {
      case DOUBLE_BED ->
          noun.phrase.startsWith("bed") && (noun.plural || noun.attributes.count > 1)
              ? Kind.SINGLE_BED
              : kind;
      case DINING_TABLE -> round ? Kind.ROUND_TABLE : kind;
      case COFFEE_TABLE ->
          noun.attributes.size.x() > 1.3 && noun.phrase.equals("table") ? Kind.DINING_TABLE : kind;
      case ROUND_TABLE -> noun.attributes.size.x() > 1.3 && !round ? Kind.DINING_TABLE : kind;
      case RUG_RECTANGULAR -> round ? Kind.RUG_ROUND : kind;
      case DINING_CHAIR -> bauhaus ? Kind.CANTILEVER_CHAIR : kind;
      default -> kind;
    };
  }

  /** "A table behind the sofa" is of another kind than "a table beside the bed". */
  private static Optional<Kind> suited(Kind kind, Noun noun, Placements.Draft lies) {
    Optional<Kind> to =
        lies.to().stream()
            .map(n -> n.meaning)
            .filter(Meaning.Thing.class::isInstance)
            .map(m -> ((Meaning.Thing) m).kinds().getFirst())
            .findFirst();
    boolean seat =
        to.filter(k -> k == Kind.SOFA || k == Kind.ARMCHAIR || k == Kind.DINING_CHAIR).isPresent();
    boolean bed = to.filter(k -> k.name().endsWith("_BED")).isPresent();
    boolean beside =
        switch (lies.bond()) {
          case BESIDE, LEFT_OF, RIGHT_OF, FLANKING, BETWEEN -> true;
          default -> false;
        };
    Kind suited =
        switch (noun.phrase) {
          case "table", "tables" ->
              beside && bed
                  ? Kind.BEDSIDE_TABLE
                  : beside && seat
                      ? Kind.SIDE_TABLE
                      : seat && lies.bond() == Bond.IN_FRONT_OF
                          ? Kind.COFFEE_TABLE
                          : seat && lies.bond() == Bond.BEHIND ? Kind.CONSOLE_TABLE : kind;
          case "lamp", "lamps" ->
              switch (lies.bond()) {
                case ON -> Kind.TABLE_LAMP;
                case ABOVE -> Kind.PENDANT_LAMP;
                case AT -> Kind.FLOOR_LAMP;
                default ->
                    beside && !bed && to.isPresent() && !isTop(to.get()) ? Kind.FLOOR_LAMP : kind;
              };
          case "clock" -> lies.bond() == Bond.ON ? Kind.MANTEL_CLOCK : kind;
          case "plant", "plants" -> lies.bond() == Bond.ON ? Kind.SMALL_PLANT : kind;
          case "chair", "chairs" ->
              lies.bond() == Bond.FACING && kind == Kind.DINING_CHAIR ? Kind.ARMCHAIR : kind;
          default -> kind;
        };
    return suited == kind ? Optional.empty() : Optional.of(suited);
  }

  private static boolean isTop(Kind kind) {
    return kind.stand() == Kind.Stand.ON_TOP;
  }
}
