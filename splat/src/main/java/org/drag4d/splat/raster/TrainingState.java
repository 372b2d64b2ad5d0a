package org.drag4d.splat.raster;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.drag4d.task.InputException;

/** What a training run consists of between two steps, as bytes. */
record TrainingState(SurfelRows surfels, SurfelUpdate update) {
  private static final int LARGEST = 64_000_000;

  void write(DataOutput out, int steps) throws IOException {
    int n = surfels.count;
    out.writeInt(steps);
    out.writeInt(surfels.degree);
    out.writeInt(n);
    write(out, surfels.rows, n * SurfelRows.ROW);
    write(out, surfels.rest, n * surfels.restStride);
    write(out, update.mean, n * SurfelRows.ROW);
    write(out, update.square, n * SurfelRows.ROW);
    write(out, update.restMean, n * surfels.restStride);
    write(out, update.restSquare, n * surfels.restStride);
    write(out, update.screenGradient, 2 * n);
  }

  int read(DataInput in) throws IOException {
    int steps = in.readInt();
    int degree = in.readInt();
    int n = in.readInt();
    if (steps < 0 || degree != surfels.degree || n < 0 || n > LARGEST) {
      throw new InputException("the checkpoint", "is damaged or of another run");
    }
    surfels.count = n;
    surfels.reserve(n);
    update.reserve(surfels, n);
    read(in, surfels.rows, n * SurfelRows.ROW);
    read(in, surfels.rest, n * surfels.restStride);
    read(in, update.mean, n * SurfelRows.ROW);
    read(in, update.square, n * SurfelRows.ROW);
    read(in, update.restMean, n * surfels.restStride);
    read(in, update.restSquare, n * surfels.restStride);
    read(in, update.screenGradient, 2 * n);
    for (int i = 0; i < n; i++) {
      surfels.derive(i);
    }
    return steps;
  }

  private static void write(DataOutput out, float[] values, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    for (int from = 0; from < length; from += bytes.capacity() / 4) {
      int n = Math.min(bytes.capacity() / 4, length - from);
      bytes.asFloatBuffer().put(values, from, n);
      out.write(bytes.array(), 0, 4 * n);
    }
  }

  private static void read(DataInput in, float[] values, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    for (int from = 0; from < length; from += bytes.capacity() / 4) {
      int n = Math.min(bytes.capacity() / 4, length - from);
      in.readFully(bytes.array(), 0, 4 * n);
      bytes.asFloatBuffer().get(values, from, n);
    }
  }
}
