package org.drag4d.task;

/**
 * Something that a person gave us cannot be used. The message has what is wrong, where it is (file,
 * option, field, line) and what to do, so that it can be shown as it stands; no stack trace belongs
 * beside it.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Where the bad input is: a file, an option, a field; empty when the message says it all. */
  private final String where;

  /** What is wrong. */
  private final String what;

  /** What the person can do about it; empty when the message says it all. */
  private final String remedy;

  /**
   * Describes one piece of bad input.
   *
   * @param where the file, option or field, for instance {@code "hop.json, points[2].t"}
   * @param what what is wrong with it, as a clause without a full stop
   * @param remedy what to do, as a sentence; empty if there is nothing to add
   */
  public InputException(String where, String what, String remedy) {
    super(
        (where.isEmpty() ? what : where + ": " + what) + (remedy.isEmpty() ? "" : "\n  " + remedy));
    this.where = where;
    this.what = what;
    this.remedy = remedy;
  }

  /** Returns the same complaint about a place that whoever found the fault did not know. */
  public InputException at(String where) {
    InputException named = new InputException(where, what, remedy);
    named.initCause(this);
    return named;
  }

  /** Describes one piece of bad input whose remedy is plain from what is wrong. */
  public InputException(String where, String what) {
    this(where, what, "");
  }

  /** Returns the file, option or field that is wrong. */
  public String where() {
    return where;
  }

  /** Returns what to do about it, or an empty string. */
  public String remedy() {
    return remedy;
  }
}
