package org.drag4d.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Surfels;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

class ComposeStageTest {
  private static final ComposeSettings FEW =
      new ComposeSettings(4000, 4, 0.9, 1000, 100, ComposeSettings.DEFAULT.loss(), 3);

  /** A tetrahedron with a colour at each corner. */
  private static TriangleMesh tetrahedron(float lift) {
    float[] p = {-1, lift, -1, 1, lift, -1, 0, lift, 1, 0, lift + 2, 0};
    float[] colours = {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1};
    int[] t = {0, 1, 2, 0, 3, 1, 1, 3, 2, 2, 3, 0};
    return new TriangleMesh(p, new float[0], colours, new float[0], t, Optional.empty());
  }

  private static PointCloud floor() {
    int side = 200;
    float[] p = new float[3 * side * side];
    float[] n = new float[3 * side * side];
    float[] s = new float[side * side];
    for (int i = 0; i < side * side; i++) {
      p[3 * i] = -3 + 0.03f * (i % side);
      p[3 * i + 2] = -3 + 0.03f * (i / side);
      n[3 * i + 1] = 1;
      s[i] = 0.03f;
    }
    return new PointCloud(p, new float[p.length], n, s);
  }

  private static Surfels scene(int count, int degree) {
    int coefficients = 3 * (degree + 1) * (degree + 1);
    Surfels scene =
        new Surfels(
            degree,
            new float[3 * count],
            new float[4 * count],
            new float[2 * count],
            new float[count],
            new float[coefficients * count]);
    for (int i = 0; i < scene.sphericalHarmonics().length; i++) {
      scene.sphericalHarmonics()[i] = i;
    }
    return scene;
  }

  private static ForegroundSegmenter segmenter(float value) {
    return new ForegroundSegmenter() {
      @Override
      public ForegroundMask mask(Image picture, Progress progress) {
        Image mask = new Image(picture.width(), picture.height(), 1);
        Arrays.fill(mask.values(), value);
        return new ForegroundMask(mask, "test");
      }
    };
  }

  private static final ObjectGenerator TETRAHEDRA =
      new ObjectGenerator() {
        @Override
        public String name() {
          return "tetrahedra";
        }

        @Override
        public TriangleMesh generate(Image picture, Image mask, Progress progress) {
          return Meshes.normalised(tetrahedron(0));
        }
      };

  private static ObjectRequest request(String name, double x) {
    Box3 box = new Box3(new Vec3(x, 0.4, -1), new Vec3(0.5, 0.5, 0.5), Quaternion.IDENTITY);
    ObjectSource source = new ObjectSource.Picture(name + ".png", new Image(4, 4, 3));
    return new ObjectRequest(name, source, Optional.of(box));
  }

  private static ComposedScene run(List<PlacedObject> standing, ObjectRequest... requests) {
    ComposeInputs inputs =
        new ComposeInputs(
            scene(10, 3),
            floor(),
            0,
            new Vec3(0, 1.6, 0),
            Optional.empty(),
            standing,
            List.of(requests),
            segmenter(1),
            TETRAHEDRA);
    return ComposeStage.run(inputs, FEW, Progress.none());
  }

  @Test
  void addsObjectsBehindTheSceneWithIdsAndParts() {
    ComposedScene composed = run(List.of(), request("a", -1), request("b", 1));
    assertThat(composed.scene().surfels().count()).isEqualTo(10 + 2 * 4000);
    assertThat(composed.scene().instances()[9]).isZero();
    assertThat(composed.scene().instances()[10]).isEqualTo(1);
    assertThat(composed.scene().instances()[8009]).isEqualTo(2);
    assertThat(composed.scene().members()).extracting(m -> m.name()).containsExactly("a", "b");
    assertThat(composed.scene().members().get(1).id()).isEqualTo(2);
    float[] harmonics = composed.scene().surfels().sphericalHarmonics();
    assertThat(harmonics[479]).isEqualTo(479); // the scene's stay as they are
    assertThat(harmonics[480 + 3]).isZero(); // an object's higher degrees
    int[] parts = composed.scene().parts();
    for (int i = 10; i < parts.length; i++) {
      assertThat(parts[i]).isBetween(1, 4);
    }
    assertThat(composed.parts().getFirst().stream().mapToInt(ObjectSurfels.Part::surfels).sum())
        .isEqualTo(4000);
    assertThat(composed.objects().getFirst().report().supportGap()).isCloseTo(0, within(1e-6));
  }

  @Test
  void replacesByNameAndRemoves() {
    ComposedScene first = run(List.of(), request("a", -1), request("b", 1));
    ComposedScene second = run(first.objects(), request("a", 0));
    assertThat(second.objects()).extracting(o -> o.model().name()).containsExactly("b", "a");
    assertThat(second.objects().getFirst()).isSameAs(first.objects().get(1));
    assertThat(second.objects().get(1).box().centre().x()).isCloseTo(0, within(1e-6));
    assertThat(ComposeStage.without(second.objects(), "b")).hasSize(1);
  }

  @Test
  void isTheSameEveryTime() {
    ComposedScene a = run(List.of(), request("a", -1));
    ComposedScene b = run(List.of(), request("a", -1));
    assertThat(b.scene().surfels().positions()).isEqualTo(a.scene().surfels().positions());
    assertThat(b.scene().parts()).isEqualTo(a.scene().parts());
    assertThat(b.objects().getFirst().report()).isEqualTo(a.objects().getFirst().report());
  }

  @Test
  void surfelsLieInTheSurfaceWithItsColours() {
    PlacedObject object = run(List.of(), request("a", 0.3)).objects().getFirst();
    Surfels surfels = ObjectSurfels.of(object, FEW, Progress.none()).surfels();
    double[][] corner = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 1}};
    float[] p = object.metricMesh().positions();
    for (int i = 0; i < surfels.count(); i += 37) {
      Vec3 world =
          new Vec3(
              surfels.positions()[3 * i],
              surfels.positions()[3 * i + 1],
              surfels.positions()[3 * i + 2]);
      Vec3 local = object.objectToWorld().inverse().apply(world);
      Quaternion q =
          new Quaternion(
              surfels.rotations()[4 * i],
              surfels.rotations()[4 * i + 1],
              surfels.rotations()[4 * i + 2],
              surfels.rotations()[4 * i + 3]);
      Vec3 normal = object.objectToWorld().inverse().applyToDirection(q.zAxis());
      // barycentric coordinates in the whole tetrahedron: one is 0, and the colour is their mix
      double top = local.y() / p[10];
      Vec3 flat = local.minus(new Vec3(p[9], p[10], p[11]).times(top));
      double c = (flat.z() / (1 - top) - p[2]) / (p[8] - p[2]) * (1 - top);
      double b = ((flat.x() - p[6] * c) - p[0] * (1 - top - c)) / (p[3] - p[0]);
      double a = 1 - top - b - c;
      double[] w = {a, b, c, top};
      assertThat(Math.min(Math.min(a, b), Math.min(c, top))).isCloseTo(0, within(1e-3));
      assertThat(normal.length()).isCloseTo(1, within(1e-6));
      if (top > 0.02) {
        assertThat(normal.y()).isBetween(0.05, 0.9); // sides lean inwards
      }
      for (int channel = 0; channel < 3; channel++) {
        double expected = 0;
        for (int k = 0; k < 4; k++) {
          expected += w[k] * corner[k][channel];
        }
        double shown = 0.5 + Surfels.C0 * surfels.sphericalHarmonics()[3 * i + channel];
        assertThat(shown).isCloseTo(expected, within(5e-3));
      }
    }
  }

  @Test
  void namesTheFileThatCannotBeUsed() {
    ObjectRequest picture = request("cat", 0);
    assertThatThrownBy(
            () -> ObjectMaker.make(picture, segmenter(0.2f), TETRAHEDRA, Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("cat.png: the mask is empty");
    Image wrongSize = new Image(3, 4, 1);
    ObjectSource.Picture masked =
        new ObjectSource.Picture("cat.png", new Image(4, 4, 3), Optional.of(wrongSize));
    assertThatThrownBy(() -> ObjectMaker.mask(masked, segmenter(1), Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("3 x 4")
        .hasMessageContaining("4 x 4");
    TriangleMesh holed = tetrahedron(0);
    holed.positions()[4] = Float.NaN;
    assertThatThrownBy(() -> make(holed))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cat.glb")
        .hasMessageContaining("finite");
    TriangleMesh loose = tetrahedron(0);
    loose.triangles()[5] = 4;
    assertThatThrownBy(() -> make(loose)).hasMessageContaining("vertex 4 of 4");
    TriangleMesh point =
        new TriangleMesh(
            new float[12],
            new float[0],
            new float[0],
            new float[0],
            tetrahedron(0).triangles(),
            Optional.empty());
    assertThatThrownBy(() -> make(point)).hasMessageContaining("no size");
  }

  private static ObjectModel make(TriangleMesh mesh) {
    ObjectSource file = new ObjectSource.Mesh("cat.glb", mesh);
    ObjectRequest request = new ObjectRequest("cat", file, Optional.empty());
    return ObjectMaker.make(request, segmenter(1), TETRAHEDRA, Progress.none());
  }

  @Test
  void meshFilesKeepTheirSizeAndLoseTheirPlace() {
    ObjectModel model = make(tetrahedron(5));
    assertThat(model.naturalSize()).hasValue(2);
    assertThat(model.mesh().positions()[10]).isCloseTo(1, within(1e-6f));
    assertThat(model.mesh().positions()[1]).isCloseTo(0, within(1e-6f));
    assertThat(model.prior()).isEqualTo("file");
  }
}
