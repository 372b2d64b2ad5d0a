package org.drag4d.world.model.outdoor;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Arrangement;
import org.drag4d.world.layout.Arrangement.Landscape;
import org.drag4d.world.layout.Arrangement.Season;
import org.drag4d.world.layout.Arrangement.Setting;
import org.drag4d.world.layout.Item;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Material.Bark;
import org.drag4d.world.look.Material.Ground;
import org.drag4d.world.look.Material.Leaf;
import org.drag4d.world.look.Material.Plain;
import org.drag4d.world.look.Material.Stone;
import org.drag4d.world.look.Material.Water;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Chance;

/**
 * The outdoor places: what ground each has and what grows on it (built-in-world section 8,
 * "Outdoors"). Around the free floor the ground stays bare, so that an object's feet are seen.
 *
 * <p>A long file, because it is a list: seven places, each a page of what grows where.
 */
public final class Landscapes {
  private static final double GROUND_RADIUS = 150;
  private static final double HORIZON = 900;

  private final Arrangement place;
  private final Season season;
  private final Planting planting;
  private final Terrain terrain;
  private final Chance chance;
  private final Solid flowerStalk;
  private final Solid flowerHead;

  private Landscapes(Arrangement place, Season season, Terrain terrain) {
    int first = 1 + place.items().stream().mapToInt(Item::instance).max().orElse(0);
    this.place = place;
    this.season = season;
    this.terrain = terrain;
    this.planting =
        new Planting(
            terrain, place.eye(), place.freeFloor(), place.items(), place.seed() + 77, first);
    this.chance = planting.chance();
    this.flowerStalk = Undergrowth.flowerStalk(place.seed() + 21, 0.3);
    this.flowerHead = Undergrowth.flowerHead(place.seed() + 22, 0.3, 0.05, 9);
  }

  /**
   * Builds ground, plants, rocks and water of an outdoor place; what stands in it by name (benches,
   * boulders) is not part of the landscape.
   *
   * @param place where everything stands
   * @param setting its landscape and season
   */
  public static List<Part> parts(Arrangement place, Setting.Outdoors setting) {
    var landscapes = new Landscapes(place, setting.season(), terrain(place, setting.landscape()));
    switch (setting.landscape()) {
      case FOREST_CLEARING -> landscapes.forest(false);
      case SNOWY_FOREST -> landscapes.forest(true);
      case GARDEN -> landscapes.garden();
      case MEADOW -> landscapes.meadow();
      case BEACH -> landscapes.beach();
      case DESERT -> landscapes.desert();
      case MOUNTAIN_LAKE -> landscapes.lake();
    }
    return landscapes.planting.parts();
  }

  private static Terrain terrain(Arrangement place, Landscape landscape) {
    long seed = place.seed() + 3;
    double none = Double.NEGATIVE_INFINITY;
    double shore = place.freeFloor().centre().z() - place.freeFloor().sizeZ() / 2 - 5.9;
    return switch (landscape) {
      case FOREST_CLEARING, SNOWY_FOREST -> new Terrain(seed, 6.5, 1.5, 11, 7, 90, none);
      case GARDEN -> new Terrain(seed, 16, 0.5, 14, 12, 140, none);
      case MEADOW -> new Terrain(seed, 7, 3.0, 19, 30, 140, none);
      case BEACH -> new Terrain(seed, 6, 1.4, 9, 0, 120, shore);
      case DESERT -> new Terrain(seed, 6, 5.5, 21, 34, 140, none);
      case MOUNTAIN_LAKE -> new Terrain(seed, 5.5, 1.2, 12, 30, 140, shore);
    };
  }

  private void forest(boolean snow) {
    Material ground =
        snow
            ? Snow.MATERIAL
            : new Ground(new Rgb(0.075, 0.058, 0.034), new Rgb(0.06, 0.082, 0.026), 0.06);
    planting.lay(terrain.solid(GROUND_RADIUS), 0, ground, "ground");
    List<Tree> trees = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      boolean conifer = snow ? i < 4 : i == 4;
      trees.add(
          conifer
              ? Tree.conifer(place.seed() + i, chance.between(8, 11.5), snow)
              : Tree.broadleaf(
                  place.seed() + i,
                  chance.between(8.5, 12),
                  chance.between(2.6, 3.6),
                  snow ? 0 : leavesInSeason(5200),
                  0.24));
    }
    double[][] rings = {{34, 3.4, 15, 2.1}, {70, 14, 32, 2.3}, {150, 30, 85, 2.6}};
    for (double[] ring : rings) { // number, from, to, spacing: a wood is densest where it ends
      planting.scatter(
          (int) ring[0],
          ring[1],
          ring[2],
          ring[3],
          2.4,
          (foot, id) ->
              planting.tree(
                  trees.get(chance.below(trees.size())),
                  foot,
                  chance.between(0.8, 1.3),
                  new Bark(new Rgb(0.13, 0.095, 0.065).times(chance.between(0.7, 1.25))),
                  foliage(),
                  id));
    }
    rocks(26, 2.2, 26, 0.3);
    if (snow) {
      return;
    }
    grass(13, 0.62, 330, 0.16, 0.75);
    Solid fern = Undergrowth.fern(place.seed() + 31);
    planting.scatter(
        220,
        2.0,
        24,
        0.55,
        0.7,
        (foot, id) ->
            planting.stand(
                fern,
                foot,
                chance.between(0.6, 1.2),
                new Leaf(green(0.055, 0.15, 0.03)),
                "fern",
                id));
    bushes(30, 5, 34);
    Solid stem = Undergrowth.toadstoolStem();
    Solid cap = Undergrowth.toadstoolCap();
    planting.scatter(
        26,
        1.6,
        9,
        0.3,
        0.15,
        (foot, id) -> {
          double scale = chance.between(0.8, 1.9);
          planting.stand(
              stem, foot, scale, new Plain(new Rgb(0.7, 0.66, 0.55), 0.8), "toadstool", id);
          planting.stand(
              cap, foot, scale, new Plain(new Rgb(0.52, 0.035, 0.025), 0.3), "toadstool", id);
        });
    flowers(70, 1.8, 12, new Rgb(0.75, 0.72, 0.68), new Rgb(0.75, 0.6, 0.12));
  }

  private void garden() {
    Material lawn = new Ground(new Rgb(0.06, 0.12, 0.025), new Rgb(0.08, 0.15, 0.035), 0.03);
    planting.lay(
        terrain.solid(GROUND_RADIUS), 0, season == Season.WINTER ? Snow.MATERIAL : lawn, "ground");
    if (season != Season.WINTER) {
      grass(15, 0.5, 420, 0.055, 1.1);
    }
    List<Tree> trees = orchard(4, 5.2, 7.5);
    planting.scatter(
        9,
        5.5,
        12,
        3.4,
        2.6,
        (foot, id) -> planting.tree(pick(trees), foot, size(), bark(), foliage(), id));
    planting.scatter(
        60,
        15,
        70,
        3.4,
        4.5,
        (foot, id) -> planting.tree(pick(trees), foot, size(), bark(), foliage(), id));
    Solid hedge = Undergrowth.bush(place.seed() + 9, 0.75, 2600, 0.05);
    for (int i = 0; i < 84; i++) { // a clipped hedge round the garden
      double a = 2 * Math.PI * i / 84;
      double x = 13.5 * Math.sin(a);
      double z = 11.5 * Math.cos(a);
      Vec3 foot = new Vec3(x, terrain.height(x, z) - 0.1, z);
      planting.stand(hedge, foot, 1.45, new Leaf(green(0.03, 0.085, 0.02)), "hedge", 0);
    }
    bushes(22, 4.5, 11.5);
    for (int bed = 0; bed < 9; bed++) {
      flowerBed(bed);
    }
  }

  /** A round bed of dark soil, thickly planted with two kinds of flowers. */
  private void flowerBed(int number) {
    double a = 2 * Math.PI * (number + 0.3 * chance.unit()) / 9;
    double r = chance.between(5.2, 9.5);
    double radius = chance.between(0.7, 1.15);
    double x = place.eye().x() + r * Math.sin(a);
    double z = place.eye().z() + r * Math.cos(a);
    planting.bed(
        new Vec3(x, 0, z),
        radius,
        (foot, id) ->
            planting.stand(
                Undergrowth.mound(radius),
                foot,
                1,
                new Ground(new Rgb(0.05, 0.035, 0.025), new Rgb(0.035, 0.025, 0.02), 0.03),
                "flower bed",
                id),
        (foot, id) -> flower(foot, id, chance.between(0.8, 1.6), bloom(number), bloom(number + 2)));
  }

  private void meadow() {
    Material ground = new Ground(new Rgb(0.09, 0.115, 0.035), new Rgb(0.13, 0.115, 0.05), 0.05);
    planting.lay(
        terrain.solid(GROUND_RADIUS),
        0,
        season == Season.WINTER ? Snow.MATERIAL : ground,
        "ground");
    if (season != Season.WINTER) {
      grass(16, 0.62, 300, 0.26, 1.05);
      flowers(700, 1.6, 13, bloom(1), bloom(3));
      flowers(500, 1.6, 18, bloom(0), bloom(4));
    }
    List<Tree> trees = orchard(4, 6.5, 9);
    planting.scatter(
        14,
        9,
        26,
        5,
        4,
        (foot, id) -> planting.tree(pick(trees), foot, size(), bark(), foliage(), id));
    planting.scatter(
        110,
        26,
        120,
        3.4,
        5,
        (foot, id) -> planting.tree(pick(trees), foot, size(), bark(), foliage(), id));
    bushes(40, 7, 60);
    rocks(14, 3, 30, 0.3);
  }

  private void beach() {
    Rgb sand = new Rgb(0.56, 0.45, 0.30);
    planting.lay(terrain.solid(GROUND_RADIUS), 0, new Ground(sand, sand.times(0.82), 0.02), "sand");
    sea(new Rgb(0.05, 0.22, 0.26));
    List<Tree> palms = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      palms.add(Tree.palm(place.seed() + i, chance.between(4.5, 7)));
    }
    for (double[] ring : new double[][] {{9, 3.4, 11, 1.8}, {34, 10, 60, 2.6}}) {
      planting.scatter(
          (int) ring[0],
          ring[1],
          ring[2],
          ring[3],
          2.2,
          (foot, id) ->
              planting.tree(
                  palms.get(chance.below(palms.size())),
                  foot,
                  chance.between(0.85, 1.15),
                  new Bark(new Rgb(0.24, 0.19, 0.13)),
                  new Leaf(green(0.07, 0.16, 0.035)),
                  id));
    }
    rocks(34, 2.5, 34, 0.45);
    Solid tuft = Undergrowth.grass(place.seed() + 4, 0.4, 90, 0.5);
    planting.scatter(
        90,
        4,
        36,
        0.9,
        1.2,
        (foot, id) ->
            planting.stand(
                tuft,
                foot,
                chance.between(0.6, 1.3),
                new Leaf(new Rgb(0.22, 0.24, 0.09)),
                "grass",
                id));
  }

  private void desert() {
    Rgb sand = new Rgb(0.58, 0.36, 0.19);
    planting.lay(
        terrain.solid(GROUND_RADIUS), 0, new Ground(sand, sand.times(0.85), 0.025), "sand");
    List<Solid> cacti = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      cacti.add(Undergrowth.cactus(place.seed() + i, chance.between(1.8, 4)));
    }
    planting.scatter(
        44,
        4,
        60,
        3,
        2.2,
        (foot, id) ->
            planting.stand(
                cacti.get(chance.below(cacti.size())),
                foot,
                chance.between(0.7, 1.15),
                new Plain(green(0.09, 0.17, 0.07), 0.9),
                "cactus",
                id));
    for (int i = 0; i < 4; i++) {
      Solid stone = Undergrowth.rock(place.seed() + 60 + i, chance.between(0.5, 1));
      planting.scatter(
          24,
          3,
          60,
          1.2,
          1.1,
          (foot, id) ->
              planting.stand(
                  stone,
                  foot,
                  chance.between(0.2, 2.2),
                  new Stone(new Rgb(0.42, 0.24, 0.14)),
                  "rock",
                  id));
    }
    Solid tuft = Undergrowth.grass(place.seed() + 4, 0.35, 70, 0.32);
    planting.scatter(
        150,
        2,
        34,
        0.9,
        0.5,
        (foot, id) ->
            planting.stand(
                tuft,
                foot,
                chance.between(0.5, 1.2),
                new Leaf(new Rgb(0.33, 0.27, 0.12)),
                "grass",
                id));
  }

  private void lake() {
    Material shore = new Ground(new Rgb(0.13, 0.12, 0.09), new Rgb(0.075, 0.10, 0.04), 0.07);
    planting.lay(
        terrain.solid(GROUND_RADIUS), 0, season == Season.WINTER ? Snow.MATERIAL : shore, "ground");
    sea(new Rgb(0.03, 0.10, 0.11));
    planting.lay(Mountains.solid(place.seed() + 8, 260), 0, Mountains.ROCK, "mountain");
    planting.lay(Mountains.snow(place.seed() + 8, 260), 0, Snow.MATERIAL, "mountain");
    List<Tree> conifers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      conifers.add(Tree.conifer(place.seed() + i, chance.between(5.5, 9), season == Season.WINTER));
    }
    planting.scatter(
        150,
        5,
        80,
        2.2,
        3.6,
        (foot, id) ->
            planting.tree(
                conifers.get(chance.below(conifers.size())),
                foot,
                chance.between(0.7, 1.25),
                new Bark(new Rgb(0.12, 0.085, 0.06)),
                new Leaf(green(0.022, 0.062, 0.026)),
                id));
    rocks(60, 2, 30, 0.4);
    if (season != Season.WINTER) {
      grass(12, 0.6, 260, 0.18, 0.6);
      flowers(70, 2, 12, bloom(2), bloom(3));
    }
  }

  private void sea(Rgb bed) {
    planting.lay(Terrain.water(HORIZON), -Terrain.WATER_BELOW, new Water(bed), "water");
  }

  private List<Tree> orchard(int kinds, double low, double high) {
    List<Tree> trees = new ArrayList<>();
    for (int i = 0; i < kinds; i++) {
      trees.add(
          Tree.broadleaf(
              place.seed() + i,
              chance.between(low, high),
              chance.between(2.2, 3.2),
              leavesInSeason(4200),
              0.21));
    }
    return trees;
  }

  private void grass(double radius, double step, int blades, double height, double cover) {
    List<Solid> patches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      patches.add(Undergrowth.grass(place.seed() + 40 + i, step, blades, height));
    }
    planting.cover(
        radius,
        step,
        cover,
        0.12,
        (foot, id) ->
            planting.stand(
                patches.get(chance.below(patches.size())),
                foot,
                chance.between(0.75, 1.2),
                new Leaf(
                    season == Season.AUTUMN ? green(0.16, 0.15, 0.045) : green(0.075, 0.15, 0.03)),
                "grass",
                id));
  }

  private void flowers(int count, double near, double far, Rgb one, Rgb other) {
    planting.scatter(
        count,
        near,
        far,
        0.14,
        0.12,
        (foot, id) -> flower(foot, id, chance.between(0.7, 1.3), one, other));
  }

  private void flower(Vec3 foot, int id, double scale, Rgb one, Rgb other) {
    planting.stand(flowerStalk, foot, scale, new Leaf(green(0.06, 0.14, 0.03)), "flower", id);
    Rgb colour = chance.unit() < 0.5 ? one : other;
    planting.stand(flowerHead, foot, scale, new Leaf(colour), "flower", id);
  }

  private void bushes(int count, double near, double far) {
    Solid bush = Undergrowth.bush(place.seed() + 12, 0.8, 1500, 0.075);
    planting.scatter(
        count,
        near,
        far,
        1.3,
        1.9,
        (foot, id) -> planting.stand(bush, foot, chance.between(0.6, 1.4), foliage(), "bush", id));
  }

  private void rocks(int count, double near, double far, double size) {
    for (int i = 0; i < 3; i++) {
      Solid stone = Undergrowth.rock(place.seed() + 50 + i, size);
      planting.scatter(
          count / 3,
          near,
          far,
          0.8,
          0.6,
          (foot, id) ->
              planting.stand(
                  stone,
                  foot,
                  chance.between(0.4, 1.5),
                  new Stone(new Rgb(0.16, 0.155, 0.14).times(chance.between(0.7, 1.2))),
                  "rock",
                  id));
    }
  }

  private Tree pick(List<Tree> trees) {
    return trees.get(chance.below(trees.size()));
  }

  private double size() {
    return chance.between(0.85, 1.25);
  }

  private Material bark() {
    return new Bark(new Rgb(0.14, 0.10, 0.07).times(chance.between(0.75, 1.25)));
  }

  private int leavesInSeason(int summer) {
    return switch (season) {
      case SPRING -> summer * 3 / 4;
      case SUMMER -> summer;
      case AUTUMN -> summer * 2 / 3;
      case WINTER -> 0;
    };
  }

  private Material foliage() {
    double turn = chance.unit();
    return switch (season) {
      case SPRING -> new Leaf(green(0.12, 0.23, 0.05));
      case SUMMER -> new Leaf(green(0.065, 0.15, 0.028));
      case AUTUMN ->
          new Leaf(
              turn < 0.4
                  ? new Rgb(0.36, 0.2, 0.03)
                  : turn < 0.75 ? new Rgb(0.34, 0.09, 0.02) : new Rgb(0.17, 0.17, 0.035));
      case WINTER -> new Leaf(new Rgb(0.03, 0.07, 0.03));
    };
  }

  /** A green that differs a little from plant to plant, in hue as well as in brightness. */
  private Rgb green(double r, double g, double b) {
    double light = chance.between(0.8, 1.25);
    double yellow = chance.between(0.8, 1.3);
    return new Rgb(r * light * yellow, g * light, b * light);
  }

  private static Rgb bloom(int which) {
    return switch (Math.floorMod(which, 5)) {
      case 0 -> new Rgb(0.62, 0.04, 0.06);
      case 1 -> new Rgb(0.78, 0.74, 0.7);
      case 2 -> new Rgb(0.36, 0.12, 0.55);
      case 3 -> new Rgb(0.82, 0.55, 0.05);
      default -> new Rgb(0.8, 0.3, 0.42);
    };
  }
}
