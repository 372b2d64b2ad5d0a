package org.drag4d.nets.diffusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drag4d.task.InputException;

/**
 * Text to CLIP's token ids: byte-level pairs, merged in the order in which training found them
 * ("java-practice" section 5). The vocabulary is read from the model's own {@code vocab.json} and
 * {@code merges.txt}.
 */
public final class ClipTokenizer {
  /** What Stable Diffusion reads of a text, start and end included. */
  public static final int LENGTH = 77;

  private static final long LARGEST_FILE = 1L << 25;
  private static final int MOST_TOKENS = 1_000_000;
  private static final int LONGEST_TEXT = 20_000;
  private static final String START = "<|startoftext|>";
  private static final String END = "<|endoftext|>";
  private static final String WORD_END = "</w>";

  private static final Pattern WORDS =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern SPECIAL =
      Pattern.compile(Pattern.quote(START) + "|" + Pattern.quote(END));

  private final Map<String, Integer> vocabulary;
  private final Map<Pair, Integer> ranks;
  private final int start;
  private final int end;

  private record Pair(String left, String right) {}

  private ClipTokenizer(String where, Map<String, Integer> vocabulary, Map<Pair, Integer> ranks) {
    this.vocabulary = vocabulary;
    this.ranks = ranks;
    this.start = id(where, START);
    this.end = id(where, END);
    for (int value = 0; value < 256; value++) { // so that every text has ids
      id(where, printable(value));
      id(where, printable(value) + WORD_END);
    }
  }

  private int id(String where, String token) {
    return Optional.ofNullable(vocabulary.get(token))
        .orElseThrow(() -> new InputException(where, "the token " + token + " is missing"));
  }

  /**
   * Reads the vocabulary from a folder with {@code vocab.json} and {@code merges.txt}.
   *
   * @throws InputException if one is missing or damaged
   */
  public static ClipTokenizer open(Path folder) {
    Path words = folder.resolve("vocab.json");
    Path merges = folder.resolve("merges.txt");
    Map<String, Integer> vocabulary = vocabulary(words);
    Map<Pair, Integer> ranks = new HashMap<>();
    List<String> lines = text(merges).lines().toList();
    for (int number = 0; number < lines.size(); number++) {
      String line = lines.get(number);
      if (line.isBlank() || (number == 0 && line.startsWith("#version"))) {
        continue;
      }
      String[] pair = line.split(" ", -1);
      if (pair.length != 2 || pair[0].isEmpty() || pair[1].isEmpty()) {
        throw new InputException(merges + ", line " + (number + 1), "is not a pair of tokens");
      }
      if (!vocabulary.containsKey(pair[0] + pair[1])) {
        throw new InputException(
            merges + ", line " + (number + 1),
            "merges to " + pair[0] + pair[1] + ", which " + words.getFileName() + " lacks");
      }
      ranks.putIfAbsent(new Pair(pair[0], pair[1]), ranks.size());
      if (ranks.size() > MOST_TOKENS) {
        throw new InputException(merges.toString(), "has more than " + MOST_TOKENS + " lines");
      }
    }
    return new ClipTokenizer(words.toString(), vocabulary, ranks);
  }

  private static Map<String, Integer> vocabulary(Path file) {
    Map<String, Integer> vocabulary = new HashMap<>();
    try {
      JsonNode root = new ObjectMapper().readTree(text(file));
      if (root == null || !root.isObject() || root.size() > MOST_TOKENS) {
        throw new InputException(file.toString(), "is not a list of at most a million tokens");
      }
      for (Map.Entry<String, JsonNode> token : root.properties()) {
        if (!token.getValue().isInt() || token.getValue().asInt() < 0) {
          throw new InputException(file + ", " + token.getKey(), "has no id");
        }
        vocabulary.put(token.getKey(), token.getValue().asInt());
      }
      return vocabulary;
    } catch (JsonProcessingException e) {
      throw new InputException(file.toString(), "is not JSON: " + e.getOriginalMessage());
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new InputException(file.toString(), "is larger than 32 MiB, which no vocabulary is");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /** Returns the id with which every text starts. */
  public int start() {
    return start;
  }

  /** Returns the id with which every text ends. */
  public int end() {
    return end;
  }

  /**
   * Returns the ids of a text for the encoder: start, at most 75 of the text, end, padding.
   *
   * @param padding the id that fills up: {@link #end} for Stable Diffusion 1, 0 for 2
   */
  public long[] encode(String text, int padding) {
    List<Integer> ids = ids(text, LENGTH - 2);
    long[] encoded = new long[LENGTH];
    Arrays.fill(encoded, padding);
    encoded[0] = start;
    for (int i = 0; i < ids.size(); i++) {
      encoded[i + 1] = ids.get(i);
    }
    encoded[ids.size() + 1] = end;
    return encoded;
  }

  /**
   * Returns the ids of a text without start and end.
   *
   * @param limit how many at most; the rest of the text is not looked at
   * @throws InputException if the text is longer than 20000 characters
   */
  public List<Integer> ids(String text, int limit) {
    if (text.length() > LONGEST_TEXT) {
      throw new InputException(
          "the text", "has " + text.length() + " characters; " + LONGEST_TEXT + " are the most");
    }
    List<Integer> ids = new ArrayList<>();
    int from = 0;
    Matcher special = SPECIAL.matcher(text);
    while (special.find()) {
      ordinary(text.substring(from, special.start()), ids, limit);
      ids.add(special.group().equals(START) ? start : end);
      from = special.end();
    }
    ordinary(text.substring(from), ids, limit);
    return ids.size() > limit ? List.copyOf(ids.subList(0, limit)) : ids;
  }

  private void ordinary(String text, List<Integer> ids, int limit) {
    String normal = lowerCase(Normalizer.normalize(text, Normalizer.Form.NFC));
    Matcher words = WORDS.matcher(normal);
    while (ids.size() < limit && words.find()) {
      for (String token : merge(words.group())) {
        ids.add(vocabulary.get(token));
      }
    }
  }

  /** Character by character: the reference knows no Greek letter that differs at a word's end. */
  private static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder();
    text.codePoints()
        .forEach(point -> lower.append(Character.toString(point).toLowerCase(Locale.ROOT)));
    return lower.toString();
  }

  private List<String> merge(String word) {
    List<String> tokens = new ArrayList<>();
    for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
      tokens.add(printable(value & 255));
    }
    tokens.set(tokens.size() - 1, tokens.getLast() + WORD_END);
    while (tokens.size() > 1) {
      int best = -1;
      int bestRank = Integer.MAX_VALUE;
      for (int i = 0; i < tokens.size() - 1; i++) {
        int rank = rank(tokens, i);
        if (rank < bestRank) {
          best = i;
          bestRank = rank;
        }
      }
      if (best < 0) {
        return tokens;
      }
      // The best pair is merged wherever it stands.
      Pair pair = new Pair(tokens.get(best), tokens.get(best + 1));
      List<String> merged = new ArrayList<>();
      for (int i = 0; i < tokens.size(); i++) {
        boolean here =
            i + 1 < tokens.size()
                && tokens.get(i).equals(pair.left())
                && tokens.get(i + 1).equals(pair.right());
        merged.add(here ? pair.left() + pair.right() : tokens.get(i));
        i += here ? 1 : 0;
      }
      tokens = merged;
    }
    return tokens;
  }

  private int rank(List<String> tokens, int index) {
    return ranks.getOrDefault(
        new Pair(tokens.get(index), tokens.get(index + 1)), Integer.MAX_VALUE);
  }

  /**
   * Returns the character that stands for a byte: itself, or one beyond 255 if it is not visible.
   */
  private static String printable(int value) {
    if (visible(value)) {
      return Character.toString(value);
    }
    int character = 256;
    for (int other = 0; other < value; other++) {
      character += visible(other) ? 0 : 1;
    }
    return Character.toString(character);
  }

  private static boolean visible(int value) {
    return (value >= '!' && value <= '~')
        || (value >= 0xA1 && value <= 0xAC)
        || (value >= 0xAE && value <= 0xFF);
  }
}
