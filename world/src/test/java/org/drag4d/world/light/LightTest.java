package org.drag4d.world.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.TestRoom;
import org.drag4d.world.look.Appearance;
import org.drag4d.world.look.Daylight;
import org.drag4d.world.look.Lamp;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.look.Sky;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Place;
import org.drag4d.world.model.Place.FreeFloor;
import org.drag4d.world.model.Solid;
import org.drag4d.world.trace.Tracer;
import org.junit.jupiter.api.Test;

class LightTest {
  private static final Daylight NIGHT = new Daylight(Vec3.UP, 0, 0, 2, 0, 0);

  private static Place place(Solid solid, Material material, List<Lamp> lamps, boolean indoors) {
    return new Place(
        List.of(new Part(solid, Pose.IDENTITY, 1, material, "shell", 1)),
        List.of(),
        lamps,
        NIGHT,
        indoors,
        indoors ? new Vec3(0.1, 0.2, 0.1) : new Vec3(0, 0, 12),
        new Vec3(-0.5, -0.5, -0.5),
        new Vec3(0.5, 0.5, 0.5),
        new FreeFloor(Vec3.ZERO, 1, 1));
  }

  /**
   * An integrating sphere: with a lamp of intensity I in its middle and albedo a, all bounces bring
   * I/R² · (a + a² + …) to every point, exactly.
   */
  @Test
  void integratingSphereKeepsItsBooks() {
    double radius = 2;
    Solid ball = TestRoom.insideOut(TestRoom.sphere(radius, 96));
    Material paint = new Material.Plain(new Rgb(0.7, 0.5, 0.3), 1);
    Lamp lamp = new Lamp(Vec3.ZERO, 0.001, new Rgb(1, 1, 1));
    Place place = place(ball, paint, List.of(lamp), true);
    LightSettings settings = new LightSettings(400, 4, 4, 0, 1, 40, true, 1);
    try (Workers workers = Workers.of(2)) {
      Tracer tracer = Tracer.of(place.parts(), workers, Progress.none());
      BakedLight light = BakedLight.bake(place, tracer, settings, workers, Progress.none());
      Scratch s = new Scratch();
      Rgb albedo = Appearance.of(paint, true).mean();
      double[] a = {albedo.r(), albedo.g(), albedo.b()};
      double[] sum = new double[3];
      int n = 0;
      Random random = new Random(2);
      for (int i = 0; i < 200; i++) {
        double y = 2 * random.nextDouble() - 1;
        double turn = 2 * Math.PI * random.nextDouble();
        double level = Math.sqrt(1 - y * y);
        s.ray.set(0, 0, 0, level * Math.sin(turn), y, level * Math.cos(turn), 10);
        tracer.closest(s.ray);
        tracer.describe(s.ray, s.point);
        light.indirect(s.point, s.indirect);
        sum[0] += s.indirect.r;
        sum[1] += s.indirect.g;
        sum[2] += s.indirect.b;
        n++;
      }
      double direct = 1 / (radius * radius);
      for (int k = 0; k < 3; k++) {
        double series = a[k] / (1 - a[k]);
        assertThat(sum[k] / n).isCloseTo(direct * series, within(0.015 * direct * series));
      }
    }
  }

  /**
   * The same beside a dark garden with a lamp of its own: the bounces that there are no passes for
   * are guessed from the room alone.
   */
  @Test
  void aGardenDoesNotShortenTheBouncesOfARoom() {
    double radius = 2;
    Vec3 garden = new Vec3(11, 0, 0);
    Rgb light = new Rgb(0.8, 0.8, 0.8);
    Rgb dark = new Rgb(0.05, 0.05, 0.05);
    Place place =
        new Place(
            List.of(
                new Part(
                    TestRoom.insideOut(TestRoom.sphere(radius, 96)),
                    Pose.IDENTITY,
                    1,
                    new Material.Plain(light, 1),
                    "room",
                    1),
                new Part(
                    TestRoom.insideOut(TestRoom.sphere(4, 96)),
                    new Pose(Quaternion.IDENTITY, garden),
                    1,
                    new Material.Plain(dark, 1),
                    "garden",
                    2)),
            List.of(new Place.Window(new Vec3(5, -1, -1), new Vec3(0, 0, 2), new Vec3(0, 2, 0))),
            List.of(
                new Lamp(Vec3.ZERO, 0.001, new Rgb(1, 1, 1)),
                new Lamp(garden, 0.001, new Rgb(40, 40, 40))),
            NIGHT,
            true,
            new Vec3(0.1, 0.2, 0.1),
            new Vec3(-0.5, -0.5, -0.5),
            new Vec3(13, 0.5, 0.5),
            new FreeFloor(Vec3.ZERO, 1, 1));
    LightSettings settings = new LightSettings(200, 4, 4, 0, 12, 30, true, 1);
    try (Workers workers = Workers.of(2)) {
      Tracer tracer = Tracer.of(place.parts(), workers, Progress.none());
      BakedLight baked = BakedLight.bake(place, tracer, settings, workers, Progress.none());
      assertThat(baked.lights().outside(garden.x(), garden.y(), garden.z())).isTrue();
      Scratch s = new Scratch();
      Random random = new Random(2);
      double sum = 0;
      int n = 200;
      for (int i = 0; i < n; i++) {
        double y = 2 * random.nextDouble() - 1;
        double turn = 2 * Math.PI * random.nextDouble();
        double level = Math.sqrt(1 - y * y);
        s.ray.set(0, 0, 0, level * Math.sin(turn), y, level * Math.cos(turn), 10);
        tracer.closest(s.ray);
        tracer.describe(s.ray, s.point);
        baked.indirect(s.point, s.indirect);
        sum += s.indirect.g;
      }
      double series = 0.8 / 0.2 / (radius * radius);
      assertThat(sum / n).isCloseTo(series, within(0.03 * series));
    }
  }

  /** A convex thing under a sky that is 1 everywhere receives π everywhere. */
  @Test
  void whiteFurnace() {
    Place place =
        place(
            TestRoom.sphere(4, 96),
            new Material.Plain(new Rgb(0.9, 0.9, 0.9), 1),
            List.of(),
            false);
    LightSettings settings = new LightSettings(256, 5, 4, 0, 1, 40, true, 1);
    try (Workers workers = Workers.of(2)) {
      Tracer tracer = Tracer.of(place.parts(), workers, Progress.none());
      Lights lights = Lights.under(Sky.uniform(1), tracer, List.of(), true);
      Viewpoints viewpoints = new Viewpoints(place, lights, 1, 0);
      IrradianceRecords records =
          new BouncedLight(place, lights, viewpoints, settings, workers, Progress.none()).bake();
      assertThat(records.count()).isGreaterThan(5);
      Scratch s = new Scratch();
      double sum = 0;
      for (int i = 0; i < records.count(); i++) {
        Candidates.surface(records.places(), i, s.point);
        records.lookUp(s.point, RecordShape.INDIRECT, false, s.indirect);
        assertThat(s.indirect.g).isCloseTo(Math.PI, within(0.04 * Math.PI));
        sum += s.indirect.g;
      }
      assertThat(sum / records.count()).isCloseTo(Math.PI, within(0.01 * Math.PI));
    }
  }

  /** The hash grid finds exactly the records that asking every one of them finds. */
  @Test
  void cellsMissNoRecord() {
    Random random = new Random(5);
    RecordCells cells = new RecordCells(0.01, 2);
    for (int i = 0; i < 3000; i++) {
      double r = 0.01 * Math.pow(40, random.nextDouble());
      cells.add(
          random.nextDouble() * 2 - 1,
          random.nextDouble() * 0.02,
          random.nextDouble() * 2 - 1,
          0,
          1,
          0,
          r);
    }
    float[] values = new float[cells.count * 9];
    for (int i = 0; i < cells.count; i++) {
      values[i * 9] = random.nextFloat();
    }
    IrradianceRecords records = IrradianceRecords.of(cells, values);
    Irradiance out = new Irradiance();
    for (int i = 0; i < 2000; i++) {
      double x = random.nextDouble() * 2 - 1;
      double y = random.nextDouble() * 0.02;
      double z = random.nextDouble() * 2 - 1;
      double sum = 0;
      double e = 0;
      for (int k = 0; k < cells.count; k++) {
        double w =
            RecordCells.weight(cells.place, k * 7, x, y, z, 0, 1, 0, RecordShape.INDIRECT)
                * 0.01
                / cells.place[k * 7 + 6];
        sum += w;
        e += w * values[k * 9];
      }
      double found = records.lookUp(x, y, z, 0, 1, 0, RecordShape.INDIRECT, false, out);
      assertThat(found).isCloseTo(sum, within(1e-5 * (1 + sum)));
      if (sum > 1e-3) {
        assertThat(out.r).isCloseTo(e / sum, within(1e-4));
      }
    }
  }

  /** Records that shrank answer the same from shorter lists; a glance stays between its records. */
  @Test
  void compactedCellsGiveTheSameAnswers() {
    Random random = new Random(7);
    RecordCells cells = new RecordCells(0.01, 2);
    for (int i = 0; i < 2000; i++) {
      cells.add(random.nextDouble(), 0, random.nextDouble(), 0, 1, 0, 0.3);
    }
    float[] values = new float[cells.count * 9];
    for (int i = 0; i < cells.count; i++) {
      cells.shrink(i, (float) (0.01 * Math.pow(30, random.nextDouble())));
      values[i * 9] = random.nextFloat();
      values[i * 9 + 6] = 2 + random.nextFloat();
    }
    RecordCells compacted = cells.compacted();
    IrradianceRecords before = IrradianceRecords.of(cells, values);
    IrradianceRecords after = IrradianceRecords.of(compacted, values);
    RecordShape shape = RecordShape.DIRECT;
    Irradiance a = new Irradiance();
    Irradiance b = new Irradiance();
    for (int i = 0; i < 2000; i++) {
      double x = random.nextDouble();
      double z = random.nextDouble();
      double sum = before.lookUp(x, 0, z, 0, 1, 0, shape, false, a);
      assertThat(after.lookUp(x, 0, z, 0, 1, 0, shape, false, b)).isCloseTo(sum, within(1e-9));
      assertThat(b.r).isCloseTo(a.r, within(1e-9));
      double glanced = after.glance(x, 0, z, 0, 1, 0, shape, b);
      assertThat(glanced > 0).isEqualTo(sum > 0);
      if (glanced > 0) {
        assertThat(b.r).isBetween(2.0, 3.0);
      }
    }
  }

  @Test
  void samplerSpreadsItsNumbers() {
    Sampler sampler = new Sampler();
    int[] bins = new int[16];
    for (int k = 0; k < 1600; k++) {
      sampler.start(3, 77, k);
      sampler.next();
      bins[(int) (sampler.next() * 16)]++;
    }
    for (int bin : bins) {
      assertThat(bin).isBetween(92, 108);
    }
  }

  /**
   * Under a sky that is 1 everywhere a bump tilted by t receives π (1 + cos t) / 2 of it, and from
   * the bumps around it, as bright as itself, its albedo times the rest; a single lamp brings what
   * the cosine says.
   */
  @Test
  void bumpsReceiveWhatTheirTiltLeaves() {
    Sampler sampler = new Sampler();
    Irradiance sky = new Irradiance();
    int n = 20_000;
    for (int k = 0; k < n; k++) {
      sampler.start(1, 1, k);
      double a = sampler.next();
      double turn = 2 * Math.PI * sampler.next();
      double level = Math.sqrt(a);
      double up = Math.sqrt(1 - a);
      double e = Math.PI / n;
      sky.add(e, e, e, level * Math.cos(turn), level * Math.sin(turn), up, up);
    }
    sky.normaliseDirection();
    Irradiance lamp = new Irradiance();
    lamp.add(2, 2, 2, 0.6, 0, 0.8, 0.8);
    lamp.normaliseDirection();
    for (int degrees = 0; degrees <= 30; degrees += 10) {
      double t = Math.toRadians(degrees);
      double dx = Math.sin(t);
      double dz = Math.cos(t) - 1;
      double open = (1 + Math.cos(t)) / 2;
      assertThat(sky.turnedAllRound(dx, 0, dz, 0)).isCloseTo(open, within(0.02));
      assertThat(sky.turnedAllRound(dx, 0, dz, 0.6))
          .isCloseTo(open + 0.6 * (1 - open), within(0.02));
      double cosine = 0.6 * Math.sin(t) + 0.8 * Math.cos(t);
      assertThat(lamp.turned(dx, 0, dz)).isCloseTo(cosine / 0.8, within(1e-9));
    }
  }

  /** Where a sample lies in its pixel must tell nothing of the point of the sun it looks at. */
  @Test
  void skippedDimensionsAreIndependent() {
    Sampler sampler = new Sampler();
    int[] bins = new int[16];
    for (int k = 0; k < 3200; k++) {
      sampler.start(3, 77, k);
      double place = sampler.next();
      sampler.start(3 + 91, 77, k);
      sampler.skip(2);
      bins[(int) (4 * place) * 4 + (int) (4 * sampler.next())]++;
    }
    for (int bin : bins) {
      assertThat(bin).isBetween(160, 240);
    }
  }
}
