package org.drag4d.cli;

/** What the program's exit code says. */
final class ExitCodes {
  /** The result is there. */
  static final int DONE = 0;

  /** Something went wrong that is not the person's doing. */
  static final int FAILED = 1;

  /** The command or its input cannot be used. */
  static final int BAD_INPUT = 2;

  /** A model that was asked for is not on this computer. */
  static final int MODEL_MISSING = 3;

  /** The person stopped it. */
  static final int CANCELLED = 130;

  private ExitCodes() {}
}
