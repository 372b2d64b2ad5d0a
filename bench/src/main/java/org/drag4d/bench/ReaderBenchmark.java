package org.drag4d.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.bench.RoomWorkload;
import org.drag4d.splat.file.DotSplatFile;
import org.drag4d.splat.file.SpzFile;
import org.drag4d.splat.file.SurfelFile;
import org.drag4d.splat.file.SurfelPly;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading splat files of every kind. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReaderBenchmark {
  /** In the file. */
  @Param({"200000"})
  public int surfels;

  /** The form of the file. */
  @Param({"ply", "splat", "spz"})
  public String form;

  private Path file;

  /** Writes the file. */
  @Setup
  public void write() throws IOException {
    Surfels scene = RoomWorkload.surfels(surfels, 1);
    file = Files.createTempFile("drag4d-bench", "." + form);
    try (OutputStream out = Files.newOutputStream(file)) {
      switch (form) {
        case "ply" ->
            SurfelPly.write(out, SurfelScene.withoutObjects(scene), SurfelPly.Layout.THREE_SCALES);
        case "splat" -> DotSplatFile.write(out, scene);
        default -> SpzFile.write(out, scene);
      }
    }
  }

  /** Removes the file. */
  @TearDown
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /** From the disk's cache to arrays. */
  @Benchmark
  public SurfelFile read() {
    return SurfelFile.read(file);
  }
}
