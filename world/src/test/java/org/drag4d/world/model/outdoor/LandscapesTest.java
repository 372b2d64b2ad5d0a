package org.drag4d.world.model.outdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Arrangement;
import org.drag4d.world.layout.Arrangement.Landscape;
import org.drag4d.world.layout.Arrangement.Season;
import org.drag4d.world.layout.Arrangement.Setting;
import org.drag4d.world.look.Daylight;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Place.FreeFloor;
import org.drag4d.world.model.Solid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LandscapesTest {
  private static final Vec3 EYE = new Vec3(0, 1.6, 0);
  private static final FreeFloor FREE = new FreeFloor(new Vec3(0.2, 0, -2.7), 2.4, 2.0);
  private static final Set<String> GROUNDS = Set.of("ground", "sand", "water", "mountain");

  @ParameterizedTest
  @EnumSource(Landscape.class)
  void theFreeFloorAndTheEyeStayFree(Landscape landscape) {
    for (Season season : List.of(Season.SUMMER, Season.WINTER)) {
      for (Part part : parts(landscape, season, 5)) {
        boolean ground = GROUNDS.contains(part.label());
        float[] p = part.solid().positions();
        for (int i = 0; i < p.length; i += 3) {
          Vec3 at =
              part.localToWorld().apply(new Vec3(p[i], p[i + 1], p[i + 2]).times(part.scale()));
          boolean above =
              Math.abs(at.x() - FREE.centre().x()) < FREE.sizeX() / 2
                  && Math.abs(at.z() - FREE.centre().z()) < FREE.sizeZ() / 2
                  && at.y() < 2.2;
          boolean wrong =
              !at.isFinite()
                  || at.distance(EYE) < 0.35
                  || (above && ground && !part.label().equals("water") && at.y() != 0)
                  || (above && !ground && at.y() > 0.02);
          if (wrong) {
            fail("%s in %s: %s at %s", landscape, season, part.label(), at);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Landscape.class)
  void solidsAreSoundAndShared(Landscape landscape) {
    Set<Solid> different = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Part part : parts(landscape, Season.SUMMER, 1)) {
      different.add(part.solid());
    }
    long triangles = 0;
    for (Solid solid : different) {
      triangles += solid.triangleCount();
      float[] n = solid.normals();
      for (int i = 0; i < n.length; i += 3) {
        double length = Math.sqrt(n[i] * n[i] + n[i + 1] * n[i + 1] + n[i + 2] * n[i + 2]);
        if (Math.abs(length - 1) > 1e-3) {
          fail("a normal of length %s", length);
        }
      }
    }
    assertThat(triangles).as("triangles kept in memory").isLessThan(400_000);
  }

  @ParameterizedTest
  @EnumSource(Landscape.class)
  void oneSeedOnePlace(Landscape landscape) {
    List<Part> one = parts(landscape, Season.AUTUMN, 9);
    List<Part> same = parts(landscape, Season.AUTUMN, 9);
    assertThat(one).hasSameSizeAs(same);
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).localToWorld()).isEqualTo(same.get(i).localToWorld());
      assertThat(one.get(i).material()).isEqualTo(same.get(i).material());
      assertThat(Arrays.equals(one.get(i).solid().positions(), same.get(i).solid().positions()))
          .isTrue();
    }
    assertThat(parts(landscape, Season.AUTUMN, 10)).isNotEqualTo(one);
  }

  private static List<Part> parts(Landscape landscape, Season season, long seed) {
    var setting = new Setting.Outdoors(landscape, season);
    var daylight = new Daylight(new Vec3(0, 1, 0), 60, 4.2, 2.4, 0.3, 0.001);
    return Landscapes.parts(
        new Arrangement(setting, List.of(), daylight, 0, EYE, FREE, List.of(), seed), setting);
  }
}
