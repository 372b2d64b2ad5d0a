package org.drag4d.world.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Pointer;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * Finds for a noun that the vocabulary lacks the nearest one that it has, by the kinds-of relation
 * of WordNet 3.1 (networks-and-data section 3): the first sense whose chain of hypernyms meets a
 * word that can be built. Only senses that name things count: persons, animals, places and ideas
 * cannot be built. The dictionary is opened when the first unknown word is looked up.
 */
final class WordKinds {
  /** Rare senses mislead more often than they help. */
  private static final int MOST_SENSES = 5;

  /** How far up the kinds-of relation a word may be from something that can be built. */
  private static final int LONGEST_CHAIN = 6;

  /** A text of any length is looked up this often at most. */
  private static final int MOST_LOOK_UPS = 400;

  /** Lexicographer's files of things; persons, animals, places and ideas cannot be built. */
  private static final Set<String> FIELDS_OF_THINGS =
      Set.of("noun.artifact", "noun.plant", "noun.object", "noun.food", "noun.group");

  /** Words too general to stand for one thing: almost everything is a kind of them. */
  private static final Set<String> TOO_GENERAL =
      Set.of(
          "box",
          "art",
          "print",
          "cover",
          "crystal",
          "dish",
          "shell",
          "drink",
          "food",
          "meal",
          "fire",
          "stone",
          "rock",
          "fruit",
          "vegetable",
          "produce",
          "log",
          "range",
          "hood",
          "plate",
          "case",
          "bar",
          "organ",
          "tea",
          "coffee",
          "well",
          "island",
          "shelter",
          "fort",
          "bin",
          "map",
          "flag",
          "seat",
          "console",
          "camp",
          "station",
          "field",
          "house",
          "church",
          "school",
          "store",
          "shop",
          "pan",
          "ball",
          "safe",
          "mat",
          "car",
          "boat",
          "skull",
          "horn",
          "hill",
          "river",
          "city",
          "town",
          "spring",
          "fall",
          "basin",
          "plain",
          "square");

  /** Words whose kinds-of relation leads to something that they do not look like. */
  private static final Set<String> MISLEADING =
      Set.of("broom", "board", "kite", "balloon", "net", "chess", "stocking", "car", "pirate");

  private final Vocabulary vocabulary;
  private final Map<String, Optional<Finding>> found = new HashMap<>();

  WordKinds(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * What an unknown noun is taken for.
   *
   * @param meaning of the known word
   * @param reason for instance "settee: a kind of sofa"
   */
  record Finding(Meaning meaning, String reason) {}

  /** Returns the nearest noun that can be built; empty if there is none. */
  Optional<Finding> nearest(String word) {
    Optional<Finding> known = found.get(word);
    if (known != null) {
      return known;
    }
    Optional<Finding> finding =
        found.size() < MOST_LOOK_UPS && isEnglish(word) && !misleading(word)
            ? lookUp(word)
            : Optional.empty();
    found.put(word, finding);
    return finding;
  }

  /** Says whether a word may name a thing or a quality, so that a person should hear about it. */
  boolean mayNameSomething(String word) {
    if (!isEnglish(word) || found.size() >= MOST_LOOK_UPS) {
      return true;
    }
    try {
      if (word.matches(".*(ing|ed)") && isWord(POS.VERB, word)) {
        return false;
      }
      boolean noun = isWord(POS.NOUN, word);
      return noun
          || isWord(POS.ADJECTIVE, word)
          || !isWord(POS.ADVERB, word) && !isWord(POS.VERB, word);
    } catch (JWNLException e) {
      throw new IllegalStateException("WordNet cannot be read", e);
    }
  }

  /** Says whether a word is an adjective and no noun. */
  boolean isQuality(String word) {
    if (!isEnglish(word) || found.size() >= MOST_LOOK_UPS) {
      return false;
    }
    try {
      return isWord(POS.ADJECTIVE, word) && !isWord(POS.NOUN, word);
    } catch (JWNLException e) {
      throw new IllegalStateException("WordNet cannot be read", e);
    }
  }

  private static boolean misleading(String word) {
    return MISLEADING.contains(word)
        || Plurals.singulars(word).stream().anyMatch(MISLEADING::contains);
  }

  private static boolean isEnglish(String word) {
    return word.length() > 1 && word.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '\'');
  }

  private boolean isWord(POS pos, String word) throws JWNLException {
    return open().lookupIndexWord(pos, word) != null;
  }

  private Optional<Finding> lookUp(String word) {
    try {
      IndexWord entry = open().lookupIndexWord(POS.NOUN, word);
      if (entry == null) {
        return Optional.empty();
      }
      // A sense that is named after the word comes before those of which it is a byname.
      List<Synset> senses =
          entry.getSenses().stream()
              .sorted(Comparator.comparing(sense -> !named(sense, entry.getLemma())))
              .toList();
      for (Synset sense : senses.subList(0, Math.min(MOST_SENSES, senses.size()))) {
        if (FIELDS_OF_THINGS.contains(sense.getLexFileName())) {
          Optional<Finding> finding = climb(word, sense);
          if (finding.isPresent()) {
            return finding;
          }
        }
      }
      return Optional.empty();
    } catch (JWNLException e) {
      throw new IllegalStateException("WordNet cannot be read", e);
    }
  }

  private static boolean named(Synset sense, String lemma) {
    return sense.getWords().getFirst().getLemma().equalsIgnoreCase(lemma);
  }

  /** Goes up the hypernyms of one sense, breadth first. */
  private Optional<Finding> climb(String word, Synset sense) throws JWNLException {
    List<Synset> level = List.of(sense);
    Set<Long> seen = new HashSet<>();
    for (int step = 0; step <= LONGEST_CHAIN && !level.isEmpty(); step++) {
      List<Synset> above = new ArrayList<>();
      for (Synset synset : level) {
        if (!seen.add(synset.getOffset())) {
          continue;
        }
        Optional<Finding> finding = known(word, synset, step);
        if (finding.isPresent()) {
          return finding;
        }
        for (Pointer pointer : synset.getPointers(PointerType.HYPERNYM)) {
          above.add(pointer.getTargetSynset());
        }
      }
      level = above;
    }
    return Optional.empty();
  }

  private Optional<Finding> known(String word, Synset synset, int step) {
    for (Word lemma : synset.getWords()) {
      String phrase = String.join(" ", Tokens.of(lemma.getLemma().replace('_', ' ')));
      if (step > 0 && TOO_GENERAL.contains(phrase)) {
        continue;
      }
      Optional<Meaning> meaning =
          vocabulary
              .meaning(phrase)
              .filter(m -> m instanceof Meaning.Thing || m instanceof Meaning.Place);
      if (meaning.isPresent() && !phrase.equals(word)) {
        String relation = step == 0 ? "another word for " : "a kind of ";
        return Optional.of(new Finding(meaning.get(), word + ": " + relation + phrase));
      }
    }
    return Optional.empty();
  }

  private static Dictionary open() {
    return WordNet.DICTIONARY;
  }

  /** Opened once, in about 0.6 s, when first needed. */
  private static final class WordNet {
    static final Dictionary DICTIONARY = dictionary();

    private static Dictionary dictionary() {
      try {
        return Dictionary.getDefaultResourceInstance();
      } catch (JWNLException e) {
        throw new IllegalStateException("WordNet cannot be opened", e);
      }
    }
  }
}
