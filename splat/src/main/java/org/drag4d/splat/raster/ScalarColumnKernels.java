package org.drag4d.splat.raster;

import static org.drag4d.splat.raster.SurfelColumns.A;
import static org.drag4d.splat.raster.SurfelColumns.B;
import static org.drag4d.splat.raster.SurfelColumns.BATCH;
import static org.drag4d.splat.raster.SurfelColumns.DETERMINANT;
import static org.drag4d.splat.raster.SurfelColumns.D_A;
import static org.drag4d.splat.raster.SurfelColumns.D_B;
import static org.drag4d.splat.raster.SurfelColumns.D_P;
import static org.drag4d.splat.raster.SurfelColumns.D_PLACE;
import static org.drag4d.splat.raster.SurfelColumns.D_ROTATION;
import static org.drag4d.splat.raster.SurfelColumns.D_SCALE;
import static org.drag4d.splat.raster.SurfelColumns.FOCAL;
import static org.drag4d.splat.raster.SurfelColumns.INVERSE;
import static org.drag4d.splat.raster.SurfelColumns.LN_OPACITY;
import static org.drag4d.splat.raster.SurfelColumns.N;
import static org.drag4d.splat.raster.SurfelColumns.P;
import static org.drag4d.splat.raster.SurfelColumns.PLACE;
import static org.drag4d.splat.raster.SurfelColumns.PRINCIPAL;
import static org.drag4d.splat.raster.SurfelColumns.RECORD;
import static org.drag4d.splat.raster.SurfelColumns.ROTATION;
import static org.drag4d.splat.raster.SurfelColumns.SCALE;
import static org.drag4d.splat.raster.SurfelColumns.SCREEN;
import static org.drag4d.splat.raster.SurfelColumns.SHAPE;
import static org.drag4d.splat.raster.SurfelColumns.SIZE;
import static org.drag4d.splat.raster.SurfelColumns.SUMS;
import static org.drag4d.splat.raster.SurfelColumns.UNIT;
import static org.drag4d.splat.raster.SurfelColumns.VISIBLE;

/** The calculations on columns in plain Java. */
final class ScalarColumnKernels implements ColumnKernels {
  @Override
  public void frame(SurfelColumns columns, int count) {
    double[] c = columns.values;
    double[] k = columns.camera;
    double r0 = k[0];
    double r1 = k[1];
    double r2 = k[2];
    double r3 = k[3];
    double r4 = k[4];
    double r5 = k[5];
    double r6 = k[6];
    double r7 = k[7];
    double r8 = k[8];
    for (int i = 0; i < count; i++) {
      double x = c[PLACE * BATCH + i];
      double y = c[(PLACE + 1) * BATCH + i];
      double z = c[(PLACE + 2) * BATCH + i];
      double px = r0 * x + (r1 * y + r2 * z);
      double py = r3 * x + (r4 * y + r5 * z);
      double pz = r6 * x + (r7 * y + r8 * z);
      c[P * BATCH + i] = px;
      c[(P + 1) * BATCH + i] = py;
      c[(P + 2) * BATCH + i] = pz;
      double qw = c[ROTATION * BATCH + i];
      double qx = c[(ROTATION + 1) * BATCH + i];
      double qy = c[(ROTATION + 2) * BATCH + i];
      double qz = c[(ROTATION + 3) * BATCH + i];
      double norm2 = qw * qw + (qx * qx + (qy * qy + qz * qz));
      boolean none = norm2 < 1e-24;
      double unit = none ? 0 : 1 / Math.sqrt(norm2);
      c[UNIT * BATCH + i] = unit;
      qw = none ? 1 : qw * unit;
      qx = qx * unit;
      qy = qy * unit;
      qz = qz * unit;
      c[ROTATION * BATCH + i] = qw;
      c[(ROTATION + 1) * BATCH + i] = qx;
      c[(ROTATION + 2) * BATCH + i] = qy;
      c[(ROTATION + 3) * BATCH + i] = qz;
      double xx = qx * qx;
      double yy = qy * qy;
      double zz = qz * qz;
      double wz = qw * qz;
      double wy = qw * qy;
      double wx = qw * qx;
      double su = c[SCALE * BATCH + i];
      double sv = c[(SCALE + 1) * BATCH + i];
      double su2 = su + su;
      double sv2 = sv + sv;
      double ux = su - su2 * (yy + zz);
      double uy = su2 * (qx * qy + wz);
      double uz = su2 * (qx * qz - wy);
      double vx = sv2 * (qx * qy - wz);
      double vy = sv - sv2 * (xx + zz);
      double vz = sv2 * (qy * qz + wx);
      double ax = r0 * ux + (r1 * uy + r2 * uz);
      double ay = r3 * ux + (r4 * uy + r5 * uz);
      double az = r6 * ux + (r7 * uy + r8 * uz);
      double bx = r0 * vx + (r1 * vy + r2 * vz);
      double by = r3 * vx + (r4 * vy + r5 * vz);
      double bz = r6 * vx + (r7 * vy + r8 * vz);
      c[A * BATCH + i] = ax;
      c[(A + 1) * BATCH + i] = ay;
      c[(A + 2) * BATCH + i] = az;
      c[B * BATCH + i] = bx;
      c[(B + 1) * BATCH + i] = by;
      c[(B + 2) * BATCH + i] = bz;
      double nx = ay * bz - az * by;
      double ny = az * bx - ax * bz;
      double nz = ax * by - ay * bx;
      c[N * BATCH + i] = nx;
      c[(N + 1) * BATCH + i] = ny;
      c[(N + 2) * BATCH + i] = nz;
      double determinant = nx * px + (ny * py + nz * pz);
      c[DETERMINANT * BATCH + i] = determinant;
      c[INVERSE * BATCH + i] = 1 / determinant;
    }
  }

  @Override
  public void record(SurfelColumns columns, int count) {
    double[] c = columns.values;
    double[] k = columns.camera;
    double focalX = k[FOCAL];
    double focalY = k[FOCAL + 1];
    double principalX = k[PRINCIPAL];
    double principalY = k[PRINCIPAL + 1];
    double inverseFocalX = 1 / k[FOCAL];
    double inverseFocalY = 1 / k[FOCAL + 1];
    for (int i = 0; i < count; i++) {
      double ax = c[A * BATCH + i];
      double ay = c[(A + 1) * BATCH + i];
      double az = c[(A + 2) * BATCH + i];
      double bx = c[B * BATCH + i];
      double by = c[(B + 1) * BATCH + i];
      double bz = c[(B + 2) * BATCH + i];
      double px = c[P * BATCH + i];
      double py = c[(P + 1) * BATCH + i];
      double pz = c[(P + 2) * BATCH + i];
      double nx = c[N * BATCH + i];
      double ny = c[(N + 1) * BATCH + i];
      double nz = c[(N + 2) * BATCH + i];
      double inverse = c[INVERSE * BATCH + i];
      double ifx = inverse * inverseFocalX;
      double ify = inverse * inverseFocalY;
      c[(RECORD + Projection.A_U) * BATCH + i] = (by * pz - bz * py) * ifx;
      c[(RECORD + Projection.B_U) * BATCH + i] = (bz * px - bx * pz) * ify;
      c[(RECORD + Projection.A_V) * BATCH + i] = (py * az - pz * ay) * ifx;
      c[(RECORD + Projection.B_V) * BATCH + i] = (pz * ax - px * az) * ify;
      c[(RECORD + Projection.A_K) * BATCH + i] = nx * ifx;
      c[(RECORD + Projection.B_K) * BATCH + i] = ny * ify;
      double depth = 1 / pz;
      c[(RECORD + Projection.C_K) * BATCH + i] = depth;
      c[(RECORD + Projection.CENTRE_X) * BATCH + i] = focalX * px * depth + principalX;
      c[(RECORD + Projection.CENTRE_Y) * BATCH + i] = focalY * py * depth + principalY;
      double lnOpacity = c[LN_OPACITY * BATCH + i];
      c[(RECORD + Projection.LOG2_OPACITY) * BATCH + i] = lnOpacity * LOG2_E;
      double determinant = c[DETERMINANT * BATCH + i];
      double facing = 1 / Math.sqrt(nx * nx + (ny * ny + nz * nz));
      facing = determinant > 0 ? -facing : facing;
      c[(RECORD + Projection.NORMAL) * BATCH + i] = nx * facing;
      c[(RECORD + Projection.NORMAL + 1) * BATCH + i] = ny * facing;
      c[(RECORD + Projection.NORMAL + 2) * BATCH + i] = nz * facing;
    }
  }

  @Override
  public void shape(SurfelColumns columns, int count) {
    double[] c = columns.values;
    double[] k = columns.camera;
    double focalX = k[FOCAL];
    double focalY = k[FOCAL + 1];
    double principalX = k[PRINCIPAL];
    double principalY = k[PRINCIPAL + 1];
    double width = k[SIZE];
    double height = k[SIZE + 1];
    for (int i = 0; i < count; i++) {
      double ax = c[A * BATCH + i];
      double ay = c[(A + 1) * BATCH + i];
      double az = c[(A + 2) * BATCH + i];
      double bx = c[B * BATCH + i];
      double by = c[(B + 1) * BATCH + i];
      double bz = c[(B + 2) * BATCH + i];
      double pz = c[(P + 2) * BATCH + i];
      double cx = c[(RECORD + Projection.CENTRE_X) * BATCH + i];
      double cy = c[(RECORD + Projection.CENTRE_Y) * BATCH + i];
      double lnOpacity = c[LN_OPACITY * BATCH + i];
      double radius2 = 2 * lnOpacity + LARGEST_RADIUS2;
      double circle = Math.sqrt(radius2 * 0.5);
      // With the projected centre as origin.
      double sx = principalX - cx;
      double sy = principalY - cy;
      double txu = focalX * ax + sx * az;
      double txv = focalX * bx + sx * bz;
      double tyu = focalY * ay + sy * az;
      double tyv = focalY * by + sy * bz;
      double p2 = pz * pz;
      double dww = radius2 * (az * az + bz * bz) - p2;
      double f = radius2 / dww;
      double ex = f * (txu * az + txv * bz);
      double ey = f * (tyu * az + tyv * bz);
      double cxx = ex * ex - f * (txu * txu + txv * txv);
      double cyy = ey * ey - f * (tyu * tyu + tyv * tyv);
      double cxy = ex * ey - f * (txu * tyu + txv * tyv);
      cxx = Math.max(0, cxx) + Projection.SLIVER;
      cyy = Math.max(0, cyy) + Projection.SLIVER;
      double hx = Math.sqrt(cxx);
      double hy = Math.sqrt(cyy);
      double left = ex - hx;
      double right = ex + hx;
      double top = ey - hy;
      double bottom = ey + hy;
      left = cx + Math.min(-circle, left);
      right = cx + Math.max(circle, right);
      top = cy + Math.min(-circle, top);
      bottom = cy + Math.max(circle, bottom);
      boolean whole = dww < -1e-6 * p2;
      boolean visible =
          right >= 0.5 && left <= width - 0.5 && bottom >= 0.5 && top <= height - 0.5 || !whole;
      ex += cx;
      ey += cy;
      double inverseYy = 1 / cyy;
      double slope = cxy * inverseYy;
      c[(SHAPE + Projection.ELLIPSE_X) * BATCH + i] = ex;
      c[(SHAPE + Projection.ELLIPSE_Y) * BATCH + i] = ey;
      c[(SHAPE + Projection.HALF_X) * BATCH + i] = whole ? hx : Projection.CROSSING;
      c[(SHAPE + Projection.HALF_Y) * BATCH + i] = hy;
      c[(SHAPE + Projection.SLOPE) * BATCH + i] = slope;
      c[(SHAPE + Projection.LONGEST2) * BATCH + i] = Math.max(0, cxx - cxy * slope);
      c[(SHAPE + Projection.INVERSE_YY) * BATCH + i] = inverseYy;
      c[(SHAPE + Projection.RIGHTMOST) * BATCH + i] = cxy / hx;
      c[(SHAPE + Projection.CIRCLE) * BATCH + i] = circle;
      c[(SHAPE + Projection.MIDDLE_X) * BATCH + i] = cx;
      c[(SHAPE + Projection.MIDDLE_Y) * BATCH + i] = cy;
      c[(SHAPE + Projection.SLACK) * BATCH + i] =
          Projection.ABSOLUTE_SLACK
              + Projection.RELATIVE_SLACK * (Math.abs(ex) + hx + (Math.abs(ey) + hy));
      c[(SHAPE + Projection.LEFT) * BATCH + i] = left;
      c[(SHAPE + Projection.RIGHT) * BATCH + i] = right;
      c[(SHAPE + Projection.TOP) * BATCH + i] = top;
      c[(SHAPE + Projection.BOTTOM) * BATCH + i] = bottom;
      visible &= pz > Projection.NEAR && radius2 > 1e-4;
      double au = c[(RECORD + Projection.A_U) * BATCH + i];
      double bu = c[(RECORD + Projection.B_U) * BATCH + i];
      double av = c[(RECORD + Projection.A_V) * BATCH + i];
      double bv = c[(RECORD + Projection.B_V) * BATCH + i];
      double inverse = c[INVERSE * BATCH + i];
      // Seen exactly edge-on, or too large or too small for numbers: not finite.
      double largest =
          Math.max(
              Math.max(Math.max(Math.abs(au), Math.abs(bu)), Math.max(Math.abs(av), Math.abs(bv))),
              Math.abs(inverse));
      visible &= largest < Projection.LARGEST_NUMBER;
      c[VISIBLE * BATCH + i] = visible ? 1 : 0;
    }
  }

  @Override
  public void planeGradient(SurfelColumns columns, int count) {
    double[] c = columns.values;
    double[] k = columns.camera;
    double focalX = k[FOCAL];
    double focalY = k[FOCAL + 1];
    for (int i = 0; i < count; i++) {
      double ax = c[A * BATCH + i];
      double ay = c[(A + 1) * BATCH + i];
      double az = c[(A + 2) * BATCH + i];
      double bx = c[B * BATCH + i];
      double by = c[(B + 1) * BATCH + i];
      double bz = c[(B + 2) * BATCH + i];
      double px = c[P * BATCH + i];
      double py = c[(P + 1) * BATCH + i];
      double pz = c[(P + 2) * BATCH + i];
      double nx = c[N * BATCH + i];
      double ny = c[(N + 1) * BATCH + i];
      double nz = c[(N + 2) * BATCH + i];
      double inverse = c[INVERSE * BATCH + i];
      double uu = c[(SUMS + TileKernels.SUM_UU) * BATCH + i];
      double uv = c[(SUMS + TileKernels.SUM_UV) * BATCH + i];
      double vv = c[(SUMS + TileKernels.SUM_VV) * BATCH + i];
      double hu = c[(SUMS + TileKernels.SUM_U) * BATCH + i];
      double hv = c[(SUMS + TileKernels.SUM_V) * BATCH + i];
      double eu = c[(SUMS + TileKernels.SUM_EU) * BATCH + i];
      double ev = c[(SUMS + TileKernels.SUM_EV) * BATCH + i];
      double f = c[(SUMS + TileKernels.SUM_F) * BATCH + i];
      double e = f - uu - vv;
      // Rows of the inverse of M, then dM = M^-T G column by column.
      double ux = (by * pz - bz * py) * inverse;
      double uy = (bz * px - bx * pz) * inverse;
      double uz = (bx * py - by * px) * inverse;
      double vx = (py * az - pz * ay) * inverse;
      double vy = (pz * ax - px * az) * inverse;
      double vz = (px * ay - py * ax) * inverse;
      double wx = nx * inverse;
      double wy = ny * inverse;
      double wz = nz * inverse;
      c[D_A * BATCH + i] = ux * uu + (vx * uv + wx * eu);
      c[(D_A + 1) * BATCH + i] = uy * uu + (vy * uv + wy * eu);
      c[(D_A + 2) * BATCH + i] = uz * uu + (vz * uv + wz * eu);
      c[D_B * BATCH + i] = ux * uv + (vx * vv + wx * ev);
      c[(D_B + 1) * BATCH + i] = uy * uv + (vy * vv + wy * ev);
      c[(D_B + 2) * BATCH + i] = uz * uv + (vz * vv + wz * ev);
      // The filter moves with the projected centre; 2 = 1 / sigma^2.
      double dx = c[(SUMS + TileKernels.SUM_DX) * BATCH + i];
      double dy = c[(SUMS + TileKernels.SUM_DY) * BATCH + i];
      double depth = 1 / pz;
      double fx = dx * (2 * focalX) * depth;
      double fy = dy * (2 * focalY) * depth;
      c[D_P * BATCH + i] = ux * hu + (vx * hv + (wx * e + fx));
      c[(D_P + 1) * BATCH + i] = uy * hu + (vy * hv + (wy * e + fy));
      c[(D_P + 2) * BATCH + i] = uz * hu + (vz * hv + (wz * e - (fx * px + fy * py) * depth));
    }
  }

  @Override
  public void parameterGradient(SurfelColumns columns, int count) {
    double[] c = columns.values;
    double[] k = columns.camera;
    double r0 = k[0];
    double r1 = k[1];
    double r2 = k[2];
    double r3 = k[3];
    double r4 = k[4];
    double r5 = k[5];
    double r6 = k[6];
    double r7 = k[7];
    double r8 = k[8];
    double screenScaleX = k[SIZE] / (2 * k[FOCAL]);
    double screenScaleY = k[SIZE + 1] / (2 * k[FOCAL + 1]);
    for (int i = 0; i < count; i++) {
      double dax = c[D_A * BATCH + i];
      double day = c[(D_A + 1) * BATCH + i];
      double daz = c[(D_A + 2) * BATCH + i];
      double dbx = c[D_B * BATCH + i];
      double dby = c[(D_B + 1) * BATCH + i];
      double dbz = c[(D_B + 2) * BATCH + i];
      double dpx = c[D_P * BATCH + i];
      double dpy = c[(D_P + 1) * BATCH + i];
      double dpz = c[(D_P + 2) * BATCH + i];
      c[D_PLACE * BATCH + i] = r0 * dpx + (r3 * dpy + r6 * dpz);
      c[(D_PLACE + 1) * BATCH + i] = r1 * dpx + (r4 * dpy + r7 * dpz);
      c[(D_PLACE + 2) * BATCH + i] = r2 * dpx + (r5 * dpy + r8 * dpz);
      double ax = c[A * BATCH + i];
      double ay = c[(A + 1) * BATCH + i];
      double az = c[(A + 2) * BATCH + i];
      double bx = c[B * BATCH + i];
      double by = c[(B + 1) * BATCH + i];
      double bz = c[(B + 2) * BATCH + i];
      double pz = c[(P + 2) * BATCH + i];
      c[D_SCALE * BATCH + i] = ax * dax + (ay * day + az * daz);
      c[(D_SCALE + 1) * BATCH + i] = bx * dbx + (by * dby + bz * dbz);
      double screenX = (dax * az + (dbx * bz + dpx * pz)) * screenScaleX;
      double screenY = (day * az + (dby * bz + dpy * pz)) * screenScaleY;
      c[SCREEN * BATCH + i] = Math.sqrt(screenX * screenX + screenY * screenY);
      // Gradient of the rotation matrix in world axes, columns for the tangents and the normal.
      double su = c[SCALE * BATCH + i];
      double sv = c[(SCALE + 1) * BATCH + i];
      double determinant = c[DETERMINANT * BATCH + i];
      double nx = c[(SUMS + TileKernels.SUM_NORMAL) * BATCH + i];
      double ny = c[(SUMS + TileKernels.SUM_NORMAL + 1) * BATCH + i];
      double nz = c[(SUMS + TileKernels.SUM_NORMAL + 2) * BATCH + i];
      double g11 = su * (r0 * dax + (r3 * day + r6 * daz));
      double g21 = su * (r1 * dax + (r4 * day + r7 * daz));
      double g31 = su * (r2 * dax + (r5 * day + r8 * daz));
      double g12 = sv * (r0 * dbx + (r3 * dby + r6 * dbz));
      double g22 = sv * (r1 * dbx + (r4 * dby + r7 * dbz));
      double g32 = sv * (r2 * dbx + (r5 * dby + r8 * dbz));
      double facing = determinant > 0 ? -1 : 1;
      nx *= facing;
      ny *= facing;
      nz *= facing;
      double g13 = r0 * nx + (r3 * ny + r6 * nz);
      double g23 = r1 * nx + (r4 * ny + r7 * nz);
      double g33 = r2 * nx + (r5 * ny + r8 * nz);
      double qw = c[ROTATION * BATCH + i];
      double qx = c[(ROTATION + 1) * BATCH + i];
      double qy = c[(ROTATION + 2) * BATCH + i];
      double qz = c[(ROTATION + 3) * BATCH + i];
      double dw = qx * (g32 - g23) + (qy * (g13 - g31) + qz * (g21 - g12));
      double dx = qy * (g12 + g21) + (qz * (g13 + g31) + qw * (g32 - g23)) - 2 * qx * (g22 + g33);
      double dy = qx * (g12 + g21) + (qz * (g23 + g32) + qw * (g13 - g31)) - 2 * qy * (g11 + g33);
      double dz = qx * (g13 + g31) + (qy * (g23 + g32) + qw * (g21 - g12)) - 2 * qz * (g11 + g22);
      double along = dw * qw + (dx * qx + (dy * qy + dz * qz));
      double unit = c[UNIT * BATCH + i];
      double twice = unit + unit;
      c[D_ROTATION * BATCH + i] = (dw - qw * along) * twice;
      c[(D_ROTATION + 1) * BATCH + i] = (dx - qx * along) * twice;
      c[(D_ROTATION + 2) * BATCH + i] = (dy - qy * along) * twice;
      c[(D_ROTATION + 3) * BATCH + i] = (dz - qz * along) * twice;
    }
  }

  @Override
  public void derive(SurfelColumns columns, int count) {
    double[] c = columns.values;
    int to = SurfelColumns.DERIVED * BATCH;
    for (int i = 0; i < count; i++) {
      int from = SurfelColumns.LOGARITHMS * BATCH + i;
      double odds = Exponential.exp(-c[from + 2 * BATCH]); // (1 - opacity) / opacity
      c[to + i] = Exponential.exp(c[from]);
      c[to + BATCH + i] = Exponential.exp(c[from + BATCH]);
      c[to + SurfelRows.TRANSPARENCY * BATCH + i] = odds / (1 + odds);
      c[to + SurfelRows.LN_OPACITY * BATCH + i] = -Exponential.log(1 + odds);
    }
  }
}
