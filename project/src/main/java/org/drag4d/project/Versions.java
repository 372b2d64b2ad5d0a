package org.drag4d.project;

/** What made a result. */
public final class Versions {
  /** The version of this program, as in the build. */
  public static final String DRAG4D = "0.1.0";

  /**
   * The number of the formats in a project folder. Folders with a smaller number are still read.
   */
  public static final int SCHEMA = 1;

  private Versions() {}
}
