package org.drag4d.world.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a sentence into lower-case words and the marks {@code ","} and {@code "."}. */
final class Tokens {
  /** Longer words are cut: nothing in the vocabulary is as long. */
  private static final int LONGEST_WORD = 60;

  private Tokens() {}

  /**
   * Returns the words. A hyphen separates words ("garden-facing"), an apostrophe belongs to its
   * word ("child's"); comma and colon become ",", the marks that end a sentence "."; all else
   * separates.
   */
  static List<String> of(String sentence) {
    String text = Normalizer.normalize(sentence, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    List<String> tokens = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
              if (Character.isLetterOrDigit(c) || mark && !word.isEmpty()) {
                if (word.length() < LONGEST_WORD) {
                  word.appendCodePoint(c);
                }
                return;
              }
              if ((c == '\'' || c == '’') && !word.isEmpty()) {
                word.append('\'');
                return;
              }
              flush(word, tokens);
              if (c == ',' || c == ':' || c == '、' || c == '(' || c == ')' || c == '–'
                  || c == '—') {
                tokens.add(",");
              } else if (c == '.' || c == ';' || c == '!' || c == '?' || c == '。' || c == '\n') {
                tokens.add(".");
              }
            });
    flush(word, tokens);
    return tokens;
  }

  private static void flush(StringBuilder word, List<String> tokens) {
    while (!word.isEmpty() && word.charAt(word.length() - 1) == '\'') {
      word.setLength(word.length() - 1);
    }
    if (!word.isEmpty()) {
      tokens.add(word.toString());
      word.setLength(0);
    }
  }
}
