package org.drag4d.compose.placement;

/** The energy that an object at rest has least of: L_physics, equation 10. */
public final class PhysicsLoss {
  private PhysicsLoss() {}

  /** Which terms. */
  public enum Kind {
    /** Penetration, gravity, contact and box terms relative to the object's size. */
    SCALE_AWARE,
    /**
     * Equation 10 as printed. Its collision term has no gradient with respect to translation, so an
     * object sinks through the floor; for reproducing that finding only.
     */
    PAPER_LITERAL
  }
}
