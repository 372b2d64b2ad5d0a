package org.drag4d.world.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drag4d.world.layout.Arrangement.Season;
import org.drag4d.world.layout.Room;

/**
 * First half of the grammar: finds the nouns of a sentence and binds every attribute to one of
 * them. An attribute binds to the next noun ("red chairs"); after "of", "in", "made of" and the
 * like, or when no noun follows, to the last one ("chairs in red").
 */
final class Reading {
  final List<Noun> nouns = new ArrayList<>();

  /** Attributes that no noun took: they are meant for the whole place. */
  final Attributes general = new Attributes();

  final Set<SceneDescription.Mood> moods = new LinkedHashSet<>();
  final Set<String> moodWords = new LinkedHashSet<>();
  final Set<String> unknown = new LinkedHashSet<>();
  Optional<Season> season = Optional.empty();
  Optional<Room.Outside> outside = Optional.empty();
  final LightWords light = new LightWords();
  final Placements placements = new Placements();

  private final List<Vocabulary.Match> matches = new ArrayList<>();
  private final WordKinds kinds;
  private Attributes pending = new Attributes();
  private Optional<Noun> last = Optional.empty();
  private Optional<Noun> holder = Optional.empty();
  private boolean bindsBack;
  private boolean negated;
  private boolean view;
  private boolean definite;
  private boolean standsOn;
  private boolean indefinite;

  Reading(Vocabulary vocabulary, WordKinds kinds, List<String> tokens) {
    this.kinds = kinds;
    for (int i = 0; i < tokens.size(); ) {
      Vocabulary.Match match =
          switch (tokens.get(i)) {
            case "," -> mark(Meaning.Tie.COMMA);
            case "." -> mark(Meaning.Tie.STOP);
            default -> vocabulary.match(tokens, i);
          };
      matches.add(match);
      i += match.words();
    }
    matches.add(mark(Meaning.Tie.STOP));
    for (int i = 0; i < matches.size(); i++) {
      read(i);
    }
  }

  private static Vocabulary.Match mark(Meaning.Tie tie) {
    return new Vocabulary.Match(new Meaning.Link(tie), 1, false, "");
  }

  private void read(int index) {
    Vocabulary.Match match = matches.get(index);
    switch (match.meaning()) {
      case Meaning.Link(Meaning.Tie tie) -> tie(tie, index);
      case Meaning.Place _, Meaning.Thing _, Meaning.Part _ ->
          noun(match.meaning(), match, Optional.empty(), index);
      case Meaning.LightWord(Light named, boolean general) -> {
        if (!negated) {
          light.add(named, general, match.phrase());
        }
      }
      case Meaning.SeasonWord(Season named) -> {
        if (!negated) {
          season = season.or(() -> Optional.of(named));
          moodWords.add(match.phrase());
        }
      }
      case Meaning.MoodWord(SceneDescription.Mood mood) -> {
        if (!negated) {
          moods.add(mood);
          moodWords.add(match.phrase());
        }
      }
      case Meaning.View(Room.Outside named) -> outside = Optional.of(named);
      case Meaning.Lies lies -> {
        giveToLast();
        holder = Optional.empty();
        view = lies.bond() == Bond.FACING && last.isPresent();
        placements.lies(lies, match.phrase());
      }
      case Meaning.At(Anchor.Spot spot) -> {
        giveToLast();
        placements.spot(spot, match.phrase());
      }
      case Meaning.Filler _ -> {
        definite = false;
        indefinite = match.phrase().matches("an?|another");
      }
      case Meaning.Unknown _ -> unknown(match, index);
      default -> pending.add(match.meaning(), match.phrase());
    }
  }

  private void unknown(Vocabulary.Match match, int index) {
    Optional<WordKinds.Finding> finding = kinds.nearest(match.phrase());
    if (finding.isPresent()) {
      noun(finding.get().meaning(), match, Optional.of(finding.get().reason()), index);
    } else if (match.phrase().endsWith("'s")) {
      // Whose it is says nothing about what is to be built.
      placements.more();
    } else if (!negated && kinds.mayNameSomething(match.phrase())) {
      unknown.add(match.phrase());
      if (!kinds.isQuality(match.phrase())) {
        placements.unknown();
      }
    }
  }

  private void noun(Meaning meaning, Vocabulary.Match match, Optional<String> reason, int index) {
    Meaning next =
        index + 1 < matches.size() ? matches.get(index + 1).meaning() : new Meaning.Filler();
    boolean many =
        match.plural() || reason.isPresent() && !Plurals.singulars(match.phrase()).isEmpty();
    boolean plural = many && !(meaning instanceof Meaning.Place);
    Noun noun = new Noun(meaning, match.phrase(), plural, reason);
    noun.modifier =
        meaning instanceof Meaning.Place
            && (next instanceof Meaning.Thing
                || next instanceof Meaning.Part
                || next instanceof Meaning.Place);
    noun.negated = negated;
    noun.definite = definite;
    noun.indefinite = indefinite;
    if (view) {
      noun.outside = meaning instanceof Meaning.Place;
      view = !noun.outside && placements.isWaiting();
    }
    if (!noun.modifier) {
      noun.attributes.addAll(pending);
      pending = new Attributes();
      if (meaning instanceof Meaning.Thing && noun.attributes.ceiling.isPresent()) {
        general.addAll(noun.attributes.takeForRoom());
      }
      if (standsOn) {
        last.ifPresent(previous -> previous.on = Optional.of(noun));
      } else {
        noun.on = holder;
      }
      standsOn = false;
      bindsBack = false;
      last = Optional.of(noun);
      placements.noun(noun);
    }
    definite = false;
    indefinite = false;
    nouns.add(noun);
  }

  private void tie(Meaning.Tie tie, int index) {
    switch (tie) {
      case NOT -> negated = true;
      case DEFINITE -> definite = true;
      case AFTER -> {
        giveToLast();
        bindsBack = true;
      }
      case HOLDING -> {
        giveToLast();
        // "with" begins a new list: what it holds is no longer excluded.
        negated = false;
        holder = last;
        placements.more();
      }
      case ON -> {
        giveToLast();
        standsOn = last.isPresent();
        placements.lies(new Meaning.Lies(Bond.ON, false), matches.get(index).phrase());
      }
      case VIEW -> {
        giveToLast();
        view = true;
      }
      case OTHER -> {
        giveToLast();
        holder = Optional.empty();
        placements.more();
      }
      case PRONOUN -> placements.pronoun(holder, matches.get(index).phrase().equals("them"));
      case COMMA -> {
        placements.comma();
        if (bindsBack) {
          giveToLast();
        }
        negated &= listGoesOn(index);
      }
      case AND -> {
        placements.more();
        boolean anew = startsAnew(index + 1);
        if (anew && bindsBack) {
          giveToLast();
        }
        negated &= !anew;
      }
      case OR -> {}
      case STOP -> {
        giveToLast();
        placements.stop();
        negated = false;
        view = false;
        standsOn = false;
        bindsBack = false;
        holder = Optional.empty();
      }
    }
  }

  /** Attributes that no noun followed belong to the last noun, or to the place if there is none. */
  private void giveToLast() {
    if (last.filter(noun -> takes(noun, pending)).isEmpty()) {
      general.addAll(pending.takeForRoom());
    }
    if (!pending.isEmpty()) {
      last.map(noun -> noun.attributes).orElse(general).addAll(pending);
      pending = new Attributes();
    }
    bindsBack = false;
  }

  /** Tiles that follow a thing belong to the floor, beams that follow the floor to the ceiling. */
  private static boolean takes(Noun noun, Attributes said) {
    return switch (noun.meaning) {
      case Meaning.Place _ -> true;
      case Meaning.Part(Meaning.Element element) ->
          said.ceiling.isEmpty()
              || element == Meaning.Element.CEILING
              || element == Meaning.Element.ROOM;
      default -> false;
    };
  }

  /** Says whether a list after "no" goes on behind a comma: an "or" follows before any "a". */
  private boolean listGoesOn(int comma) {
    for (int i = comma + 1; i < Math.min(comma + 8, matches.size()); i++) {
      if (matches.get(i).meaning() instanceof Meaning.Link(Meaning.Tie tie)) {
        if (tie == Meaning.Tie.OR || tie == Meaning.Tie.NOT) {
          return true;
        }
        if (tie == Meaning.Tie.STOP || tie == Meaning.Tie.HOLDING) {
          return false;
        }
      }
      if (startsAnew(i)) {
        return false;
      }
    }
    return false;
  }

  /** Says whether a word begins something of its own: an article or a number. */
  private boolean startsAnew(int index) {
    Vocabulary.Match match = matches.get(index);
    return match.phrase().equals("a")
        || match.phrase().equals("an")
        || match.meaning() instanceof Meaning.Count
        || match.meaning() instanceof Meaning.Link(Meaning.Tie tie)
            && (tie == Meaning.Tie.DEFINITE || tie == Meaning.Tie.HOLDING);
  }
}
