package org.drag4d.world.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish;
import org.drag4d.world.layout.Item;
import org.drag4d.world.layout.Kind;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.furniture.Furniture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind in every style: sound triangles, the size that was asked for, the same every time. */
class FurnitureTest {
  private static final int SUBSTANCES = Finish.Substance.values().length;
  private static final Rgb BROWN = new Rgb(0.3, 0.15, 0.07);

  private static Item item(Kind kind, Finish.Style style, Finish.Substance substance, long seed) {
    Finish finish =
        new Finish(
            substance,
            BROWN,
            new Rgb(0.5, 0.45, 0.3),
            new Rgb(0.5, 0.1, 0.1),
            Finish.MetalTone.BRASS,
            style);
    return new Item(kind, kind.usualSize(), Vec3.ZERO, 0, finish, seed, 1);
  }

  private static List<Part> build(Item item) {
    return new Furniture(1).make(item).parts();
  }

  @ParameterizedTest
  @EnumSource
  void everyStyleIsSoundAndFitsItsSizeAndBudget(Kind kind) {
    List<String> misfits = new ArrayList<>();
    for (Finish.Style style : Finish.Style.values()) {
      // Wood always; the other substances take turns.
      Finish.Substance other =
          Finish.Substance.values()[(style.ordinal() + kind.ordinal()) % SUBSTANCES];
      for (Finish.Substance substance : List.of(Finish.Substance.WOOD, other)) {
        String what = kind + " " + style + " " + substance;
        List<Part> parts = build(item(kind, style, substance, 11));
        assertThat(parts).as(what).isNotEmpty();
        long triangles = 0;
        for (Part part : parts) {
          Soundness.check(part.solid(), what + " " + part.label());
          triangles += part.solid().triangleCount();
        }
        assertThat(triangles).as(what).isBetween(12L, 75_000L);
        String misfit = Soundness.misfit(kind, kind.usualSize(), Soundness.bounds(parts));
        if (!misfit.isEmpty()) {
          misfits.add(what + ": " + misfit);
        }
      }
    }
    assertThat(misfits).isEmpty();
  }

  @Test
  void theSameItemIsTheSameTriangles() {
    for (Kind kind : Kind.values()) {
      Item item = item(kind, Finish.Style.CLASSIC, Finish.Substance.WOOD, 42);
      List<Part> first = build(item);
      List<Part> second = build(item);
      assertThat(second).as(kind.name()).hasSameSizeAs(first);
      for (int i = 0; i < first.size(); i++) {
        assertThat(second.get(i).solid().positions())
            .as(kind.name())
            .isEqualTo(first.get(i).solid().positions());
        assertThat(second.get(i).localToWorld()).isEqualTo(first.get(i).localToWorld());
        assertThat(second.get(i).material()).isEqualTo(first.get(i).material());
      }
    }
  }

  @Test
  void chairsOfASetShareTheirSolids() {
    Furniture furniture = new Furniture(1);
    Item chair = item(Kind.DINING_CHAIR, Finish.Style.CLASSIC, Finish.Substance.WOOD, 1);
    Item other = item(Kind.DINING_CHAIR, Finish.Style.CLASSIC, Finish.Substance.WOOD, 2);
    List<Part> a = furniture.make(chair).parts();
    List<Part> b = furniture.make(other).parts();
    for (int i = 0; i < a.size(); i++) {
      assertThat(b.get(i).solid()).isSameAs(a.get(i).solid());
    }
  }

  @Test
  void lampsBurnOnlyWhenTheyAreOn() {
    for (Kind kind :
        List.of(Kind.CHANDELIER, Kind.TABLE_LAMP, Kind.CANDLESTICK, Kind.FIREPLACE, Kind.LANTERN)) {
      Item item = item(kind, Finish.Style.CLASSIC, Finish.Substance.WOOD, 1);
      assertThat(new Furniture(1).make(item).lamps()).as(kind.name()).isNotEmpty();
      Furniture.Made dark = new Furniture(0).make(item);
      assertThat(dark.lamps()).as(kind.name()).isEmpty();
      assertThat(dark.parts())
          .as(kind.name())
          .noneMatch(p -> p.material() instanceof Material.Glow);
    }
  }
}
