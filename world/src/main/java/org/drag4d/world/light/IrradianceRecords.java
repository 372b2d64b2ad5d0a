package org.drag4d.world.light;

import java.util.Arrays;
import org.drag4d.world.trace.SurfacePoint;

/**
 * Irradiance known at points of the surfaces, and interpolated between them (built-in-world section
 * 4; Ward, Rubinstein and Clear 1988). 16 floats each: place, normal, radius, irradiance, its
 * direction (see {@link Irradiance}), and the irradiance that bounced light sees. The spheres of a
 * cell's records lie next to each other in memory. Immutable.
 */
public final class IrradianceRecords {
  /** Floats a record: x y z, normal x y z, radius, E rgb, f xyz, total E rgb. */
  static final int FLOATS = 16;

  private static final long EMPTY = -1;

  /** Summed weight, without the preference for small records, at which bounced light looks on. */
  private static final double ENOUGH = 0.3;

  private final int count;
  private final double smallest;
  private final int levels;
  private final boolean[] levelUsed;
  private final double[] inverseCell;
  // per slot the cell's key and its range of entries, first << 32 | end: one cache line a probe
  private final long[] table;
  // per entry of a cell: which record, and its x y z and radius², close together, for most of a
  // cell's records do not reach a point
  private final int[] entryRecord;
  private final float[] spheres;
  private final float[] records;
  private final float[] place;

  private IrradianceRecords(RecordCells cells) {
    count = cells.count;
    smallest = cells.smallest;
    levels = cells.levels;
    inverseCell = new double[Math.max(1, levels)];
    for (int i = 0; i < levels; i++) {
      inverseCell[i] = 1 / cells.cellSize(i);
    }
    table = new long[2 * cells.keys.length];
    entryRecord = new int[cells.entries];
    levelUsed = new boolean[Math.max(1, levels)];
    int at = 0;
    for (int slot = 0; slot < cells.keys.length; slot++) {
      int start = at;
      long key = cells.keys[slot];
      if (key != EMPTY) {
        levelUsed[(int) (key >>> 60)] = true;
        for (int e = cells.heads[slot]; e >= 0; e = cells.entryNext[e]) {
          entryRecord[at++] = cells.entryRecord[e];
        }
      }
      table[2 * slot] = key;
      table[2 * slot + 1] = (long) start << 32 | at;
    }
    place = Arrays.copyOf(cells.place, count * 7);
    records = new float[count * FLOATS];
    spheres = new float[at * 4];
    for (int e = 0; e < at; e++) {
      int o = entryRecord[e] * 7;
      System.arraycopy(place, o, spheres, e * 4, 3);
      spheres[e * 4 + 3] = place[o + 6] * place[o + 6];
    }
  }

  private IrradianceRecords(IrradianceRecords o) {
    count = o.count;
    smallest = o.smallest;
    levels = o.levels;
    levelUsed = o.levelUsed;
    inverseCell = o.inverseCell;
    table = o.table;
    entryRecord = o.entryRecord;
    place = o.place;
    spheres = o.spheres;
    records = new float[o.records.length];
  }

  /**
   * Freezes placed records.
   *
   * @param cells the places; not to be changed afterwards
   * @param values nine floats a record: E rgb, f xyz, total E rgb
   */
  static IrradianceRecords of(RecordCells cells, float[] values) {
    IrradianceRecords records = new IrradianceRecords(cells);
    records.fill(values);
    return records;
  }

  /** Returns records in the same places with other values. */
  IrradianceRecords with(float[] values) {
    IrradianceRecords records = new IrradianceRecords(this);
    records.fill(values);
    return records;
  }

  private void fill(float[] values) {
    for (int record = 0; record < count; record++) {
      System.arraycopy(place, record * 7, records, record * FLOATS, 7);
      System.arraycopy(values, record * 9, records, record * FLOATS + 7, 9);
    }
  }

  /** Returns how many records there are. */
  public int count() {
    return count;
  }

  /** Returns x y z, normal and radius of the records, seven floats each. */
  float[] places() {
    return place;
  }

  /**
   * Interpolates the irradiance at a point.
   *
   * @param total whether to read what bounced light sees (direct and indirect together) instead of
   *     the records' own irradiance
   * @param out irradiance; its direction is valid unless {@code total}
   * @return the summed weight; 0 when no record fits, and then {@code out} is 0
   */
  double lookUp(
      double x,
      double y,
      double z,
      double nx,
      double ny,
      double nz,
      RecordShape shape,
      boolean total,
      Irradiance out) {
    double sum = 0;
    double r = 0;
    double g = 0;
    double b = 0;
    double fx = 0;
    double fy = 0;
    double fz = 0;
    double normal = shape.normal();
    double plane = shape.plane();
    double step = shape.step();
    double share = 1 / (1 - normal);
    float px = (float) x;
    float py = (float) y;
    float pz = (float) z;
    for (int level = 0; level < levels; level++) {
      if (!levelUsed[level]) {
        continue;
      }
      long range = range(level, x, y, z);
      float[] e = records;
      int end = (int) range;
      for (int entry = (int) (range >>> 32); entry < end; entry++) {
        if (!reaches(entry, px, py, pz)) {
          continue;
        }
        int o = entryRecord[entry] * FLOATS;
        double dx = x - e[o];
        double dy = y - e[o + 1];
        double dz = z - e[o + 2];
        double radius = e[o + 6];
        double near = 1 - (dx * dx + dy * dy + dz * dz) / (radius * radius);
        if (!(near > 0)) {
          continue;
        }
        double mx = e[o + 3];
        double my = e[o + 4];
        double mz = e[o + 5];
        double alike = nx * mx + ny * my + nz * mz - normal;
        if (!(alike > 0)) {
          continue;
        }
        double away = Math.abs(dx * (nx + mx) + dy * (ny + my) + dz * (nz + mz)) * 0.5;
        double flat = 1 - away / Math.min(plane * radius, step);
        if (!(flat > 0)) {
          continue;
        }
        double w = near * near * alike * share * flat * (smallest / radius);
        sum += w;
        if (total) {
          r += w * e[o + 13];
          g += w * e[o + 14];
          b += w * e[o + 15];
        } else {
          double f0 = e[o + 10];
          double f1 = e[o + 11];
          double f2 = e[o + 12];
          // to first order: only the tangential part of the direction counts
          double turn = 2 - alike - normal + f0 * (nx - mx) + f1 * (ny - my) + f2 * (nz - mz);
          double t = w * Math.min(Math.max(turn, 0.4), 1.6);
          r += t * e[o + 7];
          g += t * e[o + 8];
          b += t * e[o + 9];
          fx += w * f0;
          fy += w * f1;
          fz += w * f2;
        }
      }
    }
    if (sum <= 0) {
      out.clear();
      return 0;
    }
    double s = 1 / sum;
    out.r = r * s;
    out.g = g * s;
    out.b = b * s;
    out.fx = fx * s;
    out.fy = fy * s;
    out.fz = fz * s;
    return sum;
  }

  /**
   * Reads what bounced light sees at a point, from the first few records that fit: one of hundreds
   * of rays needs no smooth interpolation.
   *
   * @param out irradiance; its direction is not written
   * @return the summed weight; 0 when no record fits, and then {@code out} is 0
   */
  double glance(
      double x,
      double y,
      double z,
      double nx,
      double ny,
      double nz,
      RecordShape shape,
      Irradiance out) {
    double sum = 0;
    double r = 0;
    double g = 0;
    double b = 0;
    double normal = shape.normal();
    double plane = shape.plane();
    double step = shape.step();
    double share = 1 / (1 - normal);
    float px = (float) x;
    float py = (float) y;
    float pz = (float) z;
    float[] e = records;
    for (int level = 0; level < levels && sum < ENOUGH; level++) {
      if (!levelUsed[level]) {
        continue;
      }
      long range = range(level, x, y, z);
      int end = (int) range;
      for (int entry = (int) (range >>> 32); entry < end && sum < ENOUGH; entry++) {
        if (!reaches(entry, px, py, pz)) {
          continue;
        }
        int o = entryRecord[entry] * FLOATS;
        double dx = x - e[o];
        double dy = y - e[o + 1];
        double dz = z - e[o + 2];
        double radius = e[o + 6];
        double near = 1 - (dx * dx + dy * dy + dz * dz) / (radius * radius);
        if (!(near > 0)) {
          continue;
        }
        double mx = e[o + 3];
        double my = e[o + 4];
        double mz = e[o + 5];
        double alike = nx * mx + ny * my + nz * mz - normal;
        if (!(alike > 0)) {
          continue;
        }
        double away = Math.abs(dx * (nx + mx) + dy * (ny + my) + dz * (nz + mz)) * 0.5;
        double flat = 1 - away / Math.min(plane * radius, step);
        if (!(flat > 0)) {
          continue;
        }
        double w = near * near * alike * share * flat;
        sum += w;
        r += w * e[o + 13];
        g += w * e[o + 14];
        b += w * e[o + 15];
      }
    }
    double s = sum > 0 ? 1 / sum : 0;
    out.r = r * s;
    out.g = g * s;
    out.b = b * s;
    return sum;
  }

  /** Says whether an entry's sphere holds a point. */
  private boolean reaches(int entry, float x, float y, float z) {
    int o = entry * 4;
    float dx = x - spheres[o];
    float dy = y - spheres[o + 1];
    float dz = z - spheres[o + 2];
    return dx * dx + dy * dy + dz * dz < spheres[o + 3];
  }

  /** Returns the entries of the cell around a point, first << 32 | end; 0 if it has none. */
  private long range(int level, double x, double y, double z) {
    int mask = (table.length >> 1) - 1;
    double inverse = inverseCell[level];
    long key =
        RecordCells.key(
            level,
            RecordCells.cell(x, inverse),
            RecordCells.cell(y, inverse),
            RecordCells.cell(z, inverse));
    int slot = RecordCells.slotOf(key, mask);
    while (table[2 * slot] != EMPTY) {
      if (table[2 * slot] == key) {
        return table[2 * slot + 1];
      }
      slot = slot + 1 & mask;
    }
    return 0;
  }

  /** Interpolates at a surface point. */
  double lookUp(SurfacePoint p, RecordShape shape, boolean total, Irradiance out) {
    return lookUp(p.x, p.y, p.z, p.normalX, p.normalY, p.normalZ, shape, total, out);
  }

  /**
   * Returns how far the nearest record is that overlaps a record and disagrees with it by more than
   * a share of the mean of the two, in green; +infinity if all agree.
   *
   * @param p the record's place
   * @param radius its radius
   * @param own its irradiance
   * @param floor added to the mean, so that noise in the dark does not count
   */
  double nearestDisagreement(
      SurfacePoint p, double radius, double own, double floor, double share, RecordShape shape) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int level = 0; level < levels; level++) {
      long range = range(level, p.x, p.y, p.z);
      int end = (int) range;
      for (int e = (int) (range >>> 32); e < end; e++) {
        int o = entryRecord[e] * FLOATS;
        double dx = p.x - records[o];
        double dy = p.y - records[o + 1];
        double dz = p.z - records[o + 2];
        double reach = radius + 0.5 * records[o + 6];
        double distance2 = dx * dx + dy * dy + dz * dz;
        if (distance2 > reach * reach || distance2 >= nearest * nearest) {
          continue;
        }
        double mx = records[o + 3];
        double my = records[o + 4];
        double mz = records[o + 5];
        double away =
            Math.abs(dx * (p.normalX + mx) + dy * (p.normalY + my) + dz * (p.normalZ + mz)) * 0.5;
        if (p.normalX * mx + p.normalY * my + p.normalZ * mz < shape.normal()
            || away > shape.step()) {
          continue;
        }
        double theirs = records[o + 8];
        if (Math.abs(theirs - own) > share * (0.5 * (theirs + own) + floor)) {
          nearest = Math.sqrt(distance2);
        }
      }
    }
    return nearest;
  }

  /** Interpolates with the shape, then ever looser ones until a record fits. */
  double lookUpSomehow(
      double x,
      double y,
      double z,
      double nx,
      double ny,
      double nz,
      RecordShape shape,
      boolean total,
      Irradiance out) {
    double sum = lookUp(x, y, z, nx, ny, nz, shape, total, out);
    if (sum == 0) {
      sum = lookUp(x, y, z, nx, ny, nz, RecordShape.LOOSE, total, out);
    }
    if (sum == 0) {
      sum = lookUp(x, y, z, nx, ny, nz, RecordShape.LOOSEST, total, out);
    }
    return sum;
  }
}
