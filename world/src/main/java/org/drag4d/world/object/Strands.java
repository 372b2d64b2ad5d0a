package org.drag4d.world.object;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Solid;

/**
 * Fur: one thin triangle a hair, standing along the normal, falling a little, in clumps, in four
 * tones. They belong to the picture only; the true mesh has none.
 */
final class Strands {
  /** Hairs per square metre. */
  private static final double DENSITY = 550_000;

  private static final double WIDTH = 0.0007;
  private static final double FALL = 0.35;

  /** Edge of the cells in which hairs lean the same way, metres. */
  private static final double CLUMP = 0.007;

  private static final double[] TONES = {0.72, 0.9, 1.06, 1.25};

  private Strands() {}

  /** Grows hairs where the nearest piece has fur. */
  static List<Part> grow(TriangleMesh surface, Sculpture sculpture, long seed) {
    List<Substance> furs = new ArrayList<>();
    for (Piece piece : sculpture.pieces()) {
      Substance s = piece.substance();
      if (s.furLength() > 0 && !furs.contains(s)) {
        furs.add(s);
      }
    }
    List<Part> parts = new ArrayList<>();
    if (furs.isEmpty()) {
      return parts;
    }
    SubstanceParts.Growing[][] solids = new SubstanceParts.Growing[furs.size()][TONES.length];
    for (SubstanceParts.Growing[] row : solids) {
      for (int tone = 0; tone < TONES.length; tone++) {
        row[tone] = new SubstanceParts.Growing();
      }
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int[] t = surface.triangles();
    double owed = 0;
    for (int i = 0; i < t.length; i += 3) {
      Vec3 a = at(surface.positions(), t[i]);
      Vec3 b = at(surface.positions(), t[i + 1]);
      Vec3 c = at(surface.positions(), t[i + 2]);
      owed += DENSITY * b.minus(a).cross(c.minus(a)).length() / 2;
      for (; owed >= 1; owed--) {
        double root = Math.sqrt(random.nextDouble());
        double v = random.nextDouble();
        double wa = 1 - root;
        double wb = root * (1 - v);
        double wc = root * v;
        Vec3 p = a.times(wa).plus(b.times(wb)).plus(c.times(wc));
        Vec3 normal =
            at(surface.normals(), t[i])
                .times(wa)
                .plus(at(surface.normals(), t[i + 1]).times(wb))
                .plus(at(surface.normals(), t[i + 2]).times(wc));
        int fur = furs.indexOf(nearest(sculpture, p));
        if (fur >= 0 && normal.length() > 1e-6) {
          int tone = tone(p, random);
          hair(solids[fur][tone], p, normal.normalised(), furs.get(fur).furLength(), random);
        }
      }
    }
    for (int f = 0; f < furs.size(); f++) {
      for (int tone = 0; tone < TONES.length; tone++) {
        Solid solid = solids[f][tone].solid();
        if (solid.triangleCount() > 0) {
          Rgb colour = furs.get(f).colour().times(TONES[tone]);
          parts.add(new Part(solid, Pose.IDENTITY, 1, new Material.Plain(colour, 1), "fur", 1));
        }
      }
    }
    return parts;
  }

  private static Substance nearest(Sculpture sculpture, Vec3 p) {
    double least = Double.MAX_VALUE;
    Substance nearest = sculpture.pieces().getFirst().substance();
    for (int i = 0; i < sculpture.pieces().size(); i++) {
      double d = sculpture.pieces().get(i).distance(p.x(), p.y(), p.z());
      if (d < least) {
        least = d;
        nearest = sculpture.pieces().get(i).substance();
      }
    }
    return nearest;
  }

  /** Mostly by clump, a little by hair. */
  private static int tone(Vec3 p, RandomGenerator random) {
    double clump = (hash(cell(p, 0.6)) >>> 40) / (double) (1 << 24);
    double mixed = 0.55 * clump + 0.45 * random.nextDouble();
    return Math.min(TONES.length - 1, (int) (mixed * TONES.length));
  }

  private static void hair(
      SubstanceParts.Growing solid, Vec3 p, Vec3 normal, double length, RandomGenerator random) {
    long clump = hash(cell(p, 1));
    Vec3 lean =
        new Vec3(unit(clump), unit(clump >>> 16), unit(clump >>> 32))
            .times(0.45)
            .plus(
                new Vec3(
                        random.nextDouble() - 0.5,
                        random.nextDouble() - 0.5,
                        random.nextDouble() - 0.5)
                    .times(0.5));
    Vec3 direction = normal.minus(Vec3.UP.times(FALL)).plus(lean).normalised();
    Vec3 sideways = direction.cross(normal);
    Vec3 across =
        sideways.length() < 1e-3
            ? new Vec3(0, 0, 1).cross(direction).normalised()
            : sideways.normalised();
    // the broad side looks outwards, so that neighbours shade alike
    double own = length * (0.7 + 0.6 * random.nextDouble());
    Vec3 root = p.minus(normal.times(0.0006));
    Vec3 shading = normal.plus(lean.times(0.35)).normalised();
    solid.triangle(
        corner(root.minus(across.times(WIDTH / 2)), shading),
        corner(root.plus(across.times(WIDTH / 2)), shading),
        corner(root.plus(direction.times(own)), shading));
  }

  private static double[] corner(Vec3 p, Vec3 n) {
    return new double[] {p.x(), p.y(), p.z(), n.x(), n.y(), n.z()};
  }

  private static Vec3 at(float[] array, int i) {
    return new Vec3(array[3 * i], array[3 * i + 1], array[3 * i + 2]);
  }

  private static long cell(Vec3 p, double scale) {
    long x = (long) Math.floor(p.x() / (CLUMP * scale)) & 0x1fffff;
    long y = (long) Math.floor(p.y() / (CLUMP * scale)) & 0x1fffff;
    long z = (long) Math.floor(p.z() / (CLUMP * scale)) & 0x1fffff;
    return x << 42 | y << 21 | z;
  }

  /** The finaliser of SplitMix64. */
  private static long hash(long key) {
    long h = key + 0x9E3779B97F4A7C15L;
    h = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
    h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
    return h ^ h >>> 31;
  }

  private static double unit(long bits) {
    return (bits & 0xffff) / 32768.0 - 1;
  }
}
