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

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The calculations on columns with jdk.incubator.vector; multiply-adds in one rounding. A long
 * file, because the six calculations share their loads, stores and reciprocals.
 */
final class VectorColumnKernels implements ColumnKernels {
  private static final VectorSpecies<Double> D = VectorTileKernels.SPECIES.withLanes(double.class);
  private static final int LANES = D.length();

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
    for (int i = 0; i < count; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(D, c, PLACE * BATCH + i);
      DoubleVector y = DoubleVector.fromArray(D, c, (PLACE + 1) * BATCH + i);
      DoubleVector z = DoubleVector.fromArray(D, c, (PLACE + 2) * BATCH + i);
      DoubleVector px =
          x.fma(DoubleVector.broadcast(D, r0), y.fma(DoubleVector.broadcast(D, r1), z.mul(r2)));
      DoubleVector py =
          x.fma(DoubleVector.broadcast(D, r3), y.fma(DoubleVector.broadcast(D, r4), z.mul(r5)));
      DoubleVector pz =
          x.fma(DoubleVector.broadcast(D, r6), y.fma(DoubleVector.broadcast(D, r7), z.mul(r8)));
      px.intoArray(c, P * BATCH + i);
      py.intoArray(c, (P + 1) * BATCH + i);
      pz.intoArray(c, (P + 2) * BATCH + i);
      DoubleVector qw = DoubleVector.fromArray(D, c, ROTATION * BATCH + i);
      DoubleVector qx = DoubleVector.fromArray(D, c, (ROTATION + 1) * BATCH + i);
      DoubleVector qy = DoubleVector.fromArray(D, c, (ROTATION + 2) * BATCH + i);
      DoubleVector qz = DoubleVector.fromArray(D, c, (ROTATION + 3) * BATCH + i);
      DoubleVector norm2 = qw.fma(qw, qx.fma(qx, qy.fma(qy, qz.mul(qz))));
      VectorMask<Double> none = norm2.compare(VectorOperators.LT, 1e-24);
      DoubleVector unit =
          DoubleVector.broadcast(D, 1).div(norm2.lanewise(VectorOperators.SQRT)).blend(0, none);
      unit.intoArray(c, UNIT * BATCH + i);
      qw = qw.mul(unit).blend(1, none);
      qx = qx.mul(unit);
      qy = qy.mul(unit);
      qz = qz.mul(unit);
      qw.intoArray(c, ROTATION * BATCH + i);
      qx.intoArray(c, (ROTATION + 1) * BATCH + i);
      qy.intoArray(c, (ROTATION + 2) * BATCH + i);
      qz.intoArray(c, (ROTATION + 3) * BATCH + i);
      DoubleVector xx = qx.mul(qx);
      DoubleVector yy = qy.mul(qy);
      DoubleVector zz = qz.mul(qz);
      DoubleVector wz = qw.mul(qz);
      DoubleVector wy = qw.mul(qy);
      DoubleVector wx = qw.mul(qx);
      DoubleVector su = DoubleVector.fromArray(D, c, SCALE * BATCH + i);
      DoubleVector sv = DoubleVector.fromArray(D, c, (SCALE + 1) * BATCH + i);
      DoubleVector su2 = su.add(su);
      DoubleVector sv2 = sv.add(sv);
      DoubleVector ux = su.sub(su2.mul(yy.add(zz)));
      DoubleVector uy = su2.mul(qx.fma(qy, wz));
      DoubleVector uz = su2.mul(qx.mul(qz).sub(wy));
      DoubleVector vx = sv2.mul(qx.mul(qy).sub(wz));
      DoubleVector vy = sv.sub(sv2.mul(xx.add(zz)));
      DoubleVector vz = sv2.mul(qy.fma(qz, wx));
      DoubleVector ax =
          ux.fma(DoubleVector.broadcast(D, r0), uy.fma(DoubleVector.broadcast(D, r1), uz.mul(r2)));
      DoubleVector ay =
          ux.fma(DoubleVector.broadcast(D, r3), uy.fma(DoubleVector.broadcast(D, r4), uz.mul(r5)));
      DoubleVector az =
          ux.fma(DoubleVector.broadcast(D, r6), uy.fma(DoubleVector.broadcast(D, r7), uz.mul(r8)));
      DoubleVector bx =
          vx.fma(DoubleVector.broadcast(D, r0), vy.fma(DoubleVector.broadcast(D, r1), vz.mul(r2)));
      DoubleVector by =
          vx.fma(DoubleVector.broadcast(D, r3), vy.fma(DoubleVector.broadcast(D, r4), vz.mul(r5)));
      DoubleVector bz =
          vx.fma(DoubleVector.broadcast(D, r6), vy.fma(DoubleVector.broadcast(D, r7), vz.mul(r8)));
      ax.intoArray(c, A * BATCH + i);
      ay.intoArray(c, (A + 1) * BATCH + i);
      az.intoArray(c, (A + 2) * BATCH + i);
      bx.intoArray(c, B * BATCH + i);
      by.intoArray(c, (B + 1) * BATCH + i);
      bz.intoArray(c, (B + 2) * BATCH + i);
      DoubleVector nx = ay.mul(bz).sub(az.mul(by));
      DoubleVector ny = az.mul(bx).sub(ax.mul(bz));
      DoubleVector nz = ax.mul(by).sub(ay.mul(bx));
      nx.intoArray(c, N * BATCH + i);
      ny.intoArray(c, (N + 1) * BATCH + i);
      nz.intoArray(c, (N + 2) * BATCH + i);
      DoubleVector determinant = nx.fma(px, ny.fma(py, nz.mul(pz)));
      determinant.intoArray(c, DETERMINANT * BATCH + i);
      DoubleVector.broadcast(D, 1).div(determinant).intoArray(c, INVERSE * BATCH + i);
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
    for (int i = 0; i < count; i += LANES) {
      DoubleVector ax = DoubleVector.fromArray(D, c, A * BATCH + i);
      DoubleVector ay = DoubleVector.fromArray(D, c, (A + 1) * BATCH + i);
      DoubleVector az = DoubleVector.fromArray(D, c, (A + 2) * BATCH + i);
      DoubleVector bx = DoubleVector.fromArray(D, c, B * BATCH + i);
      DoubleVector by = DoubleVector.fromArray(D, c, (B + 1) * BATCH + i);
      DoubleVector bz = DoubleVector.fromArray(D, c, (B + 2) * BATCH + i);
      DoubleVector px = DoubleVector.fromArray(D, c, P * BATCH + i);
      DoubleVector py = DoubleVector.fromArray(D, c, (P + 1) * BATCH + i);
      DoubleVector pz = DoubleVector.fromArray(D, c, (P + 2) * BATCH + i);
      DoubleVector nx = DoubleVector.fromArray(D, c, N * BATCH + i);
      DoubleVector ny = DoubleVector.fromArray(D, c, (N + 1) * BATCH + i);
      DoubleVector nz = DoubleVector.fromArray(D, c, (N + 2) * BATCH + i);
      DoubleVector inverse = DoubleVector.fromArray(D, c, INVERSE * BATCH + i);
      DoubleVector ifx = inverse.mul(inverseFocalX);
      DoubleVector ify = inverse.mul(inverseFocalY);
      by.mul(pz).sub(bz.mul(py)).mul(ifx).intoArray(c, (RECORD + Projection.A_U) * BATCH + i);
      bz.mul(px).sub(bx.mul(pz)).mul(ify).intoArray(c, (RECORD + Projection.B_U) * BATCH + i);
      py.mul(az).sub(pz.mul(ay)).mul(ifx).intoArray(c, (RECORD + Projection.A_V) * BATCH + i);
      pz.mul(ax).sub(px.mul(az)).mul(ify).intoArray(c, (RECORD + Projection.B_V) * BATCH + i);
      nx.mul(ifx).intoArray(c, (RECORD + Projection.A_K) * BATCH + i);
      ny.mul(ify).intoArray(c, (RECORD + Projection.B_K) * BATCH + i);
      DoubleVector depth = DoubleVector.broadcast(D, 1).div(pz);
      depth.intoArray(c, (RECORD + Projection.C_K) * BATCH + i);
      px.mul(focalX)
          .fma(depth, DoubleVector.broadcast(D, principalX))
          .intoArray(c, (RECORD + Projection.CENTRE_X) * BATCH + i);
      py.mul(focalY)
          .fma(depth, DoubleVector.broadcast(D, principalY))
          .intoArray(c, (RECORD + Projection.CENTRE_Y) * BATCH + i);
      DoubleVector lnOpacity = DoubleVector.fromArray(D, c, LN_OPACITY * BATCH + i);
      lnOpacity.mul(LOG2_E).intoArray(c, (RECORD + Projection.LOG2_OPACITY) * BATCH + i);
      DoubleVector determinant = DoubleVector.fromArray(D, c, DETERMINANT * BATCH + i);
      DoubleVector facing =
          DoubleVector.broadcast(D, 1)
              .div(nx.fma(nx, ny.fma(ny, nz.mul(nz))).lanewise(VectorOperators.SQRT));
      facing = facing.blend(facing.neg(), determinant.compare(VectorOperators.GT, 0));
      nx.mul(facing).intoArray(c, (RECORD + Projection.NORMAL) * BATCH + i);
      ny.mul(facing).intoArray(c, (RECORD + Projection.NORMAL + 1) * BATCH + i);
      nz.mul(facing).intoArray(c, (RECORD + Projection.NORMAL + 2) * BATCH + i);
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
    for (int i = 0; i < count; i += LANES) {
      DoubleVector ax = DoubleVector.fromArray(D, c, A * BATCH + i);
      DoubleVector ay = DoubleVector.fromArray(D, c, (A + 1) * BATCH + i);
      DoubleVector az = DoubleVector.fromArray(D, c, (A + 2) * BATCH + i);
      DoubleVector bx = DoubleVector.fromArray(D, c, B * BATCH + i);
      DoubleVector by = DoubleVector.fromArray(D, c, (B + 1) * BATCH + i);
      DoubleVector bz = DoubleVector.fromArray(D, c, (B + 2) * BATCH + i);
      DoubleVector pz = DoubleVector.fromArray(D, c, (P + 2) * BATCH + i);
      DoubleVector cx = DoubleVector.fromArray(D, c, (RECORD + Projection.CENTRE_X) * BATCH + i);
      DoubleVector cy = DoubleVector.fromArray(D, c, (RECORD + Projection.CENTRE_Y) * BATCH + i);
      DoubleVector lnOpacity = DoubleVector.fromArray(D, c, LN_OPACITY * BATCH + i);
      DoubleVector radius2 =
          lnOpacity.fma(DoubleVector.broadcast(D, 2), DoubleVector.broadcast(D, LARGEST_RADIUS2));
      DoubleVector circle = radius2.mul(0.5).lanewise(VectorOperators.SQRT);
      // With the projected centre as origin.
      DoubleVector sx = DoubleVector.broadcast(D, principalX).sub(cx);
      DoubleVector sy = DoubleVector.broadcast(D, principalY).sub(cy);
      DoubleVector txu = ax.fma(DoubleVector.broadcast(D, focalX), sx.mul(az));
      DoubleVector txv = bx.fma(DoubleVector.broadcast(D, focalX), sx.mul(bz));
      DoubleVector tyu = ay.fma(DoubleVector.broadcast(D, focalY), sy.mul(az));
      DoubleVector tyv = by.fma(DoubleVector.broadcast(D, focalY), sy.mul(bz));
      DoubleVector p2 = pz.mul(pz);
      DoubleVector dww = radius2.mul(az.fma(az, bz.mul(bz))).sub(p2);
      DoubleVector f = radius2.div(dww);
      DoubleVector ex = f.mul(txu.fma(az, txv.mul(bz)));
      DoubleVector ey = f.mul(tyu.fma(az, tyv.mul(bz)));
      DoubleVector cxx = ex.mul(ex).sub(f.mul(txu.fma(txu, txv.mul(txv))));
      DoubleVector cyy = ey.mul(ey).sub(f.mul(tyu.fma(tyu, tyv.mul(tyv))));
      DoubleVector cxy = ex.mul(ey).sub(f.mul(txu.fma(tyu, txv.mul(tyv))));
      cxx = cxx.max(0).add(Projection.SLIVER);
      cyy = cyy.max(0).add(Projection.SLIVER);
      DoubleVector hx = cxx.lanewise(VectorOperators.SQRT);
      DoubleVector hy = cyy.lanewise(VectorOperators.SQRT);
      DoubleVector left = ex.sub(hx);
      DoubleVector right = ex.add(hx);
      DoubleVector top = ey.sub(hy);
      DoubleVector bottom = ey.add(hy);
      left = left.min(circle.neg()).add(cx);
      right = right.max(circle).add(cx);
      top = top.min(circle.neg()).add(cy);
      bottom = bottom.max(circle).add(cy);
      VectorMask<Double> whole = dww.compare(VectorOperators.LT, p2.mul(-1e-6));
      VectorMask<Double> visible =
          right
              .compare(VectorOperators.GE, 0.5)
              .and(left.compare(VectorOperators.LE, width - 0.5))
              .and(bottom.compare(VectorOperators.GE, 0.5))
              .and(top.compare(VectorOperators.LE, height - 0.5))
              .or(whole.not());
      ex = ex.add(cx);
      ey = ey.add(cy);
      ex.intoArray(c, (SHAPE + Projection.ELLIPSE_X) * BATCH + i);
      ey.intoArray(c, (SHAPE + Projection.ELLIPSE_Y) * BATCH + i);
      DoubleVector.broadcast(D, Projection.CROSSING)
          .blend(hx, whole)
          .intoArray(c, (SHAPE + Projection.HALF_X) * BATCH + i);
      hy.intoArray(c, (SHAPE + Projection.HALF_Y) * BATCH + i);
      DoubleVector inverseYy = DoubleVector.broadcast(D, 1).div(cyy);
      DoubleVector slope = cxy.mul(inverseYy);
      slope.intoArray(c, (SHAPE + Projection.SLOPE) * BATCH + i);
      cxx.sub(cxy.mul(slope)).max(0).intoArray(c, (SHAPE + Projection.LONGEST2) * BATCH + i);
      inverseYy.intoArray(c, (SHAPE + Projection.INVERSE_YY) * BATCH + i);
      cxy.div(hx).intoArray(c, (SHAPE + Projection.RIGHTMOST) * BATCH + i);
      circle.intoArray(c, (SHAPE + Projection.CIRCLE) * BATCH + i);
      cx.intoArray(c, (SHAPE + Projection.MIDDLE_X) * BATCH + i);
      cy.intoArray(c, (SHAPE + Projection.MIDDLE_Y) * BATCH + i);
      ex.abs()
          .add(hx)
          .add(ey.abs().add(hy))
          .mul(Projection.RELATIVE_SLACK)
          .add(Projection.ABSOLUTE_SLACK)
          .intoArray(c, (SHAPE + Projection.SLACK) * BATCH + i);
      left.intoArray(c, (SHAPE + Projection.LEFT) * BATCH + i);
      right.intoArray(c, (SHAPE + Projection.RIGHT) * BATCH + i);
      top.intoArray(c, (SHAPE + Projection.TOP) * BATCH + i);
      bottom.intoArray(c, (SHAPE + Projection.BOTTOM) * BATCH + i);
      visible =
          visible
              .and(pz.compare(VectorOperators.GT, Projection.NEAR))
              .and(radius2.compare(VectorOperators.GT, 1e-4));
      DoubleVector au = DoubleVector.fromArray(D, c, (RECORD + Projection.A_U) * BATCH + i);
      DoubleVector bu = DoubleVector.fromArray(D, c, (RECORD + Projection.B_U) * BATCH + i);
      DoubleVector av = DoubleVector.fromArray(D, c, (RECORD + Projection.A_V) * BATCH + i);
      DoubleVector bv = DoubleVector.fromArray(D, c, (RECORD + Projection.B_V) * BATCH + i);
      DoubleVector inverse = DoubleVector.fromArray(D, c, INVERSE * BATCH + i);
      // Seen exactly edge-on, or too large or too small for numbers: not finite.
      DoubleVector largest = au.abs().max(bu.abs()).max(av.abs()).max(bv.abs()).max(inverse.abs());
      visible = visible.and(largest.compare(VectorOperators.LT, Projection.LARGEST_NUMBER));
      DoubleVector.zero(D).blend(1, visible).intoArray(c, VISIBLE * BATCH + i);
    }
  }

  @Override
  public void planeGradient(SurfelColumns columns, int count) {
    double[] c = columns.values;
    double[] k = columns.camera;
    double focalX = k[FOCAL];
    double focalY = k[FOCAL + 1];
    for (int i = 0; i < count; i += LANES) {
      DoubleVector ax = DoubleVector.fromArray(D, c, A * BATCH + i);
      DoubleVector ay = DoubleVector.fromArray(D, c, (A + 1) * BATCH + i);
      DoubleVector az = DoubleVector.fromArray(D, c, (A + 2) * BATCH + i);
      DoubleVector bx = DoubleVector.fromArray(D, c, B * BATCH + i);
      DoubleVector by = DoubleVector.fromArray(D, c, (B + 1) * BATCH + i);
      DoubleVector bz = DoubleVector.fromArray(D, c, (B + 2) * BATCH + i);
      DoubleVector px = DoubleVector.fromArray(D, c, P * BATCH + i);
      DoubleVector py = DoubleVector.fromArray(D, c, (P + 1) * BATCH + i);
      DoubleVector pz = DoubleVector.fromArray(D, c, (P + 2) * BATCH + i);
      DoubleVector nx = DoubleVector.fromArray(D, c, N * BATCH + i);
      DoubleVector ny = DoubleVector.fromArray(D, c, (N + 1) * BATCH + i);
      DoubleVector nz = DoubleVector.fromArray(D, c, (N + 2) * BATCH + i);
      DoubleVector inverse = DoubleVector.fromArray(D, c, INVERSE * BATCH + i);
      DoubleVector uu = DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_UU) * BATCH + i);
      DoubleVector uv = DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_UV) * BATCH + i);
      DoubleVector vv = DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_VV) * BATCH + i);
      DoubleVector hu = DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_U) * BATCH + i);
      DoubleVector hv = DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_V) * BATCH + i);
      DoubleVector eu = DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_EU) * BATCH + i);
      DoubleVector ev = DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_EV) * BATCH + i);
      DoubleVector f = DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_F) * BATCH + i);
      DoubleVector e = f.sub(uu).sub(vv);
      // Rows of the inverse of M, then dM = M^-T G column by column.
      DoubleVector ux = by.mul(pz).sub(bz.mul(py)).mul(inverse);
      DoubleVector uy = bz.mul(px).sub(bx.mul(pz)).mul(inverse);
      DoubleVector uz = bx.mul(py).sub(by.mul(px)).mul(inverse);
      DoubleVector vx = py.mul(az).sub(pz.mul(ay)).mul(inverse);
      DoubleVector vy = pz.mul(ax).sub(px.mul(az)).mul(inverse);
      DoubleVector vz = px.mul(ay).sub(py.mul(ax)).mul(inverse);
      DoubleVector wx = nx.mul(inverse);
      DoubleVector wy = ny.mul(inverse);
      DoubleVector wz = nz.mul(inverse);
      ux.fma(uu, vx.fma(uv, wx.mul(eu))).intoArray(c, D_A * BATCH + i);
      uy.fma(uu, vy.fma(uv, wy.mul(eu))).intoArray(c, (D_A + 1) * BATCH + i);
      uz.fma(uu, vz.fma(uv, wz.mul(eu))).intoArray(c, (D_A + 2) * BATCH + i);
      ux.fma(uv, vx.fma(vv, wx.mul(ev))).intoArray(c, D_B * BATCH + i);
      uy.fma(uv, vy.fma(vv, wy.mul(ev))).intoArray(c, (D_B + 1) * BATCH + i);
      uz.fma(uv, vz.fma(vv, wz.mul(ev))).intoArray(c, (D_B + 2) * BATCH + i);
      // The filter moves with the projected centre; 2 = 1 / sigma^2.
      DoubleVector dx = DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_DX) * BATCH + i);
      DoubleVector dy = DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_DY) * BATCH + i);
      DoubleVector depth = DoubleVector.broadcast(D, 1).div(pz);
      DoubleVector fx = dx.mul(2 * focalX).mul(depth);
      DoubleVector fy = dy.mul(2 * focalY).mul(depth);
      ux.fma(hu, vx.fma(hv, wx.fma(e, fx))).intoArray(c, D_P * BATCH + i);
      uy.fma(hu, vy.fma(hv, wy.fma(e, fy))).intoArray(c, (D_P + 1) * BATCH + i);
      uz.fma(hu, vz.fma(hv, wz.mul(e).sub(fx.fma(px, fy.mul(py)).mul(depth))))
          .intoArray(c, (D_P + 2) * BATCH + i);
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
    for (int i = 0; i < count; i += LANES) {
      DoubleVector dax = DoubleVector.fromArray(D, c, D_A * BATCH + i);
      DoubleVector day = DoubleVector.fromArray(D, c, (D_A + 1) * BATCH + i);
      DoubleVector daz = DoubleVector.fromArray(D, c, (D_A + 2) * BATCH + i);
      DoubleVector dbx = DoubleVector.fromArray(D, c, D_B * BATCH + i);
      DoubleVector dby = DoubleVector.fromArray(D, c, (D_B + 1) * BATCH + i);
      DoubleVector dbz = DoubleVector.fromArray(D, c, (D_B + 2) * BATCH + i);
      DoubleVector dpx = DoubleVector.fromArray(D, c, D_P * BATCH + i);
      DoubleVector dpy = DoubleVector.fromArray(D, c, (D_P + 1) * BATCH + i);
      DoubleVector dpz = DoubleVector.fromArray(D, c, (D_P + 2) * BATCH + i);
      dpx.fma(DoubleVector.broadcast(D, r0), dpy.fma(DoubleVector.broadcast(D, r3), dpz.mul(r6)))
          .intoArray(c, D_PLACE * BATCH + i);
      dpx.fma(DoubleVector.broadcast(D, r1), dpy.fma(DoubleVector.broadcast(D, r4), dpz.mul(r7)))
          .intoArray(c, (D_PLACE + 1) * BATCH + i);
      dpx.fma(DoubleVector.broadcast(D, r2), dpy.fma(DoubleVector.broadcast(D, r5), dpz.mul(r8)))
          .intoArray(c, (D_PLACE + 2) * BATCH + i);
      DoubleVector ax = DoubleVector.fromArray(D, c, A * BATCH + i);
      DoubleVector ay = DoubleVector.fromArray(D, c, (A + 1) * BATCH + i);
      DoubleVector az = DoubleVector.fromArray(D, c, (A + 2) * BATCH + i);
      DoubleVector bx = DoubleVector.fromArray(D, c, B * BATCH + i);
      DoubleVector by = DoubleVector.fromArray(D, c, (B + 1) * BATCH + i);
      DoubleVector bz = DoubleVector.fromArray(D, c, (B + 2) * BATCH + i);
      DoubleVector pz = DoubleVector.fromArray(D, c, (P + 2) * BATCH + i);
      ax.fma(dax, ay.fma(day, az.mul(daz))).intoArray(c, D_SCALE * BATCH + i);
      bx.fma(dbx, by.fma(dby, bz.mul(dbz))).intoArray(c, (D_SCALE + 1) * BATCH + i);
      DoubleVector screenX = dax.fma(az, dbx.fma(bz, dpx.mul(pz))).mul(screenScaleX);
      DoubleVector screenY = day.fma(az, dby.fma(bz, dpy.mul(pz))).mul(screenScaleY);
      screenX
          .fma(screenX, screenY.mul(screenY))
          .lanewise(VectorOperators.SQRT)
          .intoArray(c, SCREEN * BATCH + i);
      // Gradient of the rotation matrix in world axes, columns for the tangents and the normal.
      DoubleVector su = DoubleVector.fromArray(D, c, SCALE * BATCH + i);
      DoubleVector sv = DoubleVector.fromArray(D, c, (SCALE + 1) * BATCH + i);
      DoubleVector determinant = DoubleVector.fromArray(D, c, DETERMINANT * BATCH + i);
      DoubleVector nx = DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_NORMAL) * BATCH + i);
      DoubleVector ny =
          DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_NORMAL + 1) * BATCH + i);
      DoubleVector nz =
          DoubleVector.fromArray(D, c, (SUMS + TileKernels.SUM_NORMAL + 2) * BATCH + i);
      DoubleVector g11 =
          su.mul(
              dax.fma(
                  DoubleVector.broadcast(D, r0),
                  day.fma(DoubleVector.broadcast(D, r3), daz.mul(r6))));
      DoubleVector g21 =
          su.mul(
              dax.fma(
                  DoubleVector.broadcast(D, r1),
                  day.fma(DoubleVector.broadcast(D, r4), daz.mul(r7))));
      DoubleVector g31 =
          su.mul(
              dax.fma(
                  DoubleVector.broadcast(D, r2),
                  day.fma(DoubleVector.broadcast(D, r5), daz.mul(r8))));
      DoubleVector g12 =
          sv.mul(
              dbx.fma(
                  DoubleVector.broadcast(D, r0),
                  dby.fma(DoubleVector.broadcast(D, r3), dbz.mul(r6))));
      DoubleVector g22 =
          sv.mul(
              dbx.fma(
                  DoubleVector.broadcast(D, r1),
                  dby.fma(DoubleVector.broadcast(D, r4), dbz.mul(r7))));
      DoubleVector g32 =
          sv.mul(
              dbx.fma(
                  DoubleVector.broadcast(D, r2),
                  dby.fma(DoubleVector.broadcast(D, r5), dbz.mul(r8))));
      VectorMask<Double> away = determinant.compare(VectorOperators.GT, 0);
      nx = nx.blend(nx.neg(), away);
      ny = ny.blend(ny.neg(), away);
      nz = nz.blend(nz.neg(), away);
      DoubleVector g13 =
          nx.fma(DoubleVector.broadcast(D, r0), ny.fma(DoubleVector.broadcast(D, r3), nz.mul(r6)));
      DoubleVector g23 =
          nx.fma(DoubleVector.broadcast(D, r1), ny.fma(DoubleVector.broadcast(D, r4), nz.mul(r7)));
      DoubleVector g33 =
          nx.fma(DoubleVector.broadcast(D, r2), ny.fma(DoubleVector.broadcast(D, r5), nz.mul(r8)));
      DoubleVector qw = DoubleVector.fromArray(D, c, ROTATION * BATCH + i);
      DoubleVector qx = DoubleVector.fromArray(D, c, (ROTATION + 1) * BATCH + i);
      DoubleVector qy = DoubleVector.fromArray(D, c, (ROTATION + 2) * BATCH + i);
      DoubleVector qz = DoubleVector.fromArray(D, c, (ROTATION + 3) * BATCH + i);
      DoubleVector dw = qx.fma(g32.sub(g23), qy.fma(g13.sub(g31), qz.mul(g21.sub(g12))));
      DoubleVector dx =
          qy.fma(g12.add(g21), qz.fma(g13.add(g31), qw.mul(g32.sub(g23))))
              .sub(qx.mul(2).mul(g22.add(g33)));
      DoubleVector dy =
          qx.fma(g12.add(g21), qz.fma(g23.add(g32), qw.mul(g13.sub(g31))))
              .sub(qy.mul(2).mul(g11.add(g33)));
      DoubleVector dz =
          qx.fma(g13.add(g31), qy.fma(g23.add(g32), qw.mul(g21.sub(g12))))
              .sub(qz.mul(2).mul(g11.add(g22)));
      DoubleVector along = dw.fma(qw, dx.fma(qx, dy.fma(qy, dz.mul(qz))));
      DoubleVector unit = DoubleVector.fromArray(D, c, UNIT * BATCH + i);
      DoubleVector twice = unit.add(unit);
      dw.sub(qw.mul(along)).mul(twice).intoArray(c, D_ROTATION * BATCH + i);
      dx.sub(qx.mul(along)).mul(twice).intoArray(c, (D_ROTATION + 1) * BATCH + i);
      dy.sub(qy.mul(along)).mul(twice).intoArray(c, (D_ROTATION + 2) * BATCH + i);
      dz.sub(qz.mul(along)).mul(twice).intoArray(c, (D_ROTATION + 3) * BATCH + i);
    }
  }

  @Override
  public void derive(SurfelColumns columns, int count) {
    double[] c = columns.values;
    DoubleVector one = DoubleVector.broadcast(D, 1);
    for (int i = 0; i < count; i += LANES) {
      int from = SurfelColumns.LOGARITHMS * BATCH + i;
      int to = SurfelColumns.DERIVED * BATCH + i;
      for (int k = 0; k < 3; k++) {
        DoubleVector x = DoubleVector.fromArray(D, c, from + k * BATCH);
        x = k == 2 ? x.neg() : x;
        x = x.blend(700, x.compare(VectorOperators.GT, 700));
        x = x.blend(-700, x.compare(VectorOperators.LT, -700));
        DoubleVector rounded =
            x.fma(
                DoubleVector.broadcast(D, Exponential.LOG2_E),
                DoubleVector.broadcast(D, Exponential.ROUND));
        DoubleVector n = rounded.sub(Exponential.ROUND);
        DoubleVector r =
            n.fma(
                DoubleVector.broadcast(D, -Exponential.LN2_LOW),
                n.fma(DoubleVector.broadcast(D, -Exponential.LN2_HIGH), x));
        DoubleVector r2 = r.mul(r);
        DoubleVector low =
            r.fma(DoubleVector.broadcast(D, 1 / 6.), DoubleVector.broadcast(D, 0.5))
                .fma(r2, r.add(1));
        DoubleVector middle =
            r.fma(DoubleVector.broadcast(D, 1 / 5040.), DoubleVector.broadcast(D, 1 / 720.))
                .fma(
                    r2,
                    r.fma(DoubleVector.broadcast(D, 1 / 120.), DoubleVector.broadcast(D, 1 / 24.)));
        DoubleVector high =
            r.fma(DoubleVector.broadcast(D, 1 / 362880.), DoubleVector.broadcast(D, 1 / 40320.));
        DoubleVector r4 = r2.mul(r2);
        high.fma(r4, middle)
            .fma(r4, low)
            .reinterpretAsLongs()
            .add(rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52))
            .reinterpretAsDoubles()
            .intoArray(c, to + k * BATCH);
      }
      DoubleVector odds = DoubleVector.fromArray(D, c, to + 2 * BATCH); // (1 - opacity) / opacity
      DoubleVector x = odds.add(one);
      odds.div(x).intoArray(c, to + SurfelRows.TRANSPARENCY * BATCH);
      LongVector bits = x.reinterpretAsLongs().sub(Exponential.SQRT_HALF);
      DoubleVector exponent = // x is at least 1, so that the bits are positive
          bits.lanewise(VectorOperators.LSHR, 52)
              .add(Double.doubleToRawLongBits(Exponential.ROUND))
              .reinterpretAsDoubles()
              .sub(Exponential.ROUND);
      DoubleVector m =
          bits.and(Exponential.MANTISSA).add(Exponential.SQRT_HALF).reinterpretAsDoubles();
      DoubleVector s = m.sub(1).div(m.add(1));
      DoubleVector s2 = s.mul(s);
      DoubleVector s4 = s2.mul(s2);
      DoubleVector low = s2.fma(DoubleVector.broadcast(D, 1 / 3.), one);
      DoubleVector middle =
          s2.fma(DoubleVector.broadcast(D, 1 / 7.), DoubleVector.broadcast(D, 1 / 5.));
      DoubleVector high =
          s2.fma(DoubleVector.broadcast(D, 1 / 11.), DoubleVector.broadcast(D, 1 / 9.));
      DoubleVector p =
          s4.fma(DoubleVector.broadcast(D, 1 / 13.), high).fma(s4, middle).fma(s4, low);
      exponent
          .fma(DoubleVector.broadcast(D, Exponential.LN2), s.mul(2).mul(p))
          .neg()
          .intoArray(c, to + SurfelRows.LN_OPACITY * BATCH);
    }
  }
}
