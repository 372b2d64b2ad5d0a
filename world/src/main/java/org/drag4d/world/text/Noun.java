package org.drag4d.world.text;

import java.util.Optional;

/** A noun of the sentence with what is said about it; grows while the sentence is read. */
final class Noun {
  final Meaning meaning;
  final String phrase;
  final Attributes attributes = new Attributes();

  /** Whether it stands in the plural. */
  final boolean plural;

  /** Why its meaning is only something near; empty when it means just that. */
  final Optional<String> near;

  /** Whether it is named only to be excluded. */
  boolean negated;

  /** Whether it lies outside the windows. */
  boolean outside;

  /** Whether it only qualifies the noun that follows ("kitchen window"). */
  boolean modifier;

  /** Whether it points back to something named before ("the table"). */
  boolean definite;

  /** Whether "a" or "an" stands before it. */
  boolean indefinite;

  /** Where it lies, if that is said. */
  Optional<Placements.Draft> lies = Optional.empty();

  /** Whether something lies beside, under or before it. */
  boolean anchor;

  /** What it stands on or belongs to. */
  Optional<Noun> on = Optional.empty();

  Noun(Meaning meaning, String phrase, boolean plural, Optional<String> near) {
    this.meaning = meaning;
    this.phrase = phrase;
    this.plural = plural;
    this.near = near;
  }
}
