package org.drag4d.world.light;

/**
 * How far a record of irradiance may be used: the tolerances of built-in-world section 4.
 *
 * @param normal least cosine between the record's normal and the point's (c)
 * @param plane tolerance out of the record's tangent plane, as a share of its radius (q)
 * @param step the same in metres at most: steps in mouldings are often lower than a radius is wide
 */
record RecordShape(double normal, double plane, double step) {
  /** Light that bounced: smooth by nature. */
  static final RecordShape INDIRECT = new RecordShape(0.75, 0.25, 0.02);

  /** Light from lamps and windows: shadows must stay sharp. */
  static final RecordShape DIRECT = new RecordShape(0.85, 0.15, 0.02);

  /** The same where no record fits: thin and curved things. */
  static final RecordShape DIRECT_LOOSE = new RecordShape(0.5, 0.35, 0.01);

  /** Leaves and grass: any record nearby will do. */
  static final RecordShape FOLIAGE = new RecordShape(-1.01, 1.5, 2);

  /** What to try when nothing fits. */
  static final RecordShape LOOSE = new RecordShape(0.2, 1, 0.05);

  /** What to try last. */
  static final RecordShape LOOSEST = new RecordShape(-0.5, 1.2, 1);
}
