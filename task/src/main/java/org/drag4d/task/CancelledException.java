package org.drag4d.task;

/** The work was cancelled by the person who asked for it. Not an error: nothing is half done. */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the signal that unwinds cancelled work. */
  public CancelledException() {
    super("cancelled");
  }
}
