package org.drag4d.splat.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

class SurfaceExtractionTest {
  private static final double RADIUS = 0.7;
  private static final Vec3 ROOM = new Vec3(2, 1.3, 2.5); // half sizes, centred

  /** Distance along a unit ray to a sphere at the origin, seen from outside. */
  private static double sphere(Vec3 eye, Vec3 d) {
    double b = eye.dot(d);
    double disc = b * b - eye.dot(eye) + RADIUS * RADIUS;
    return disc < 0 ? 0 : -b - Math.sqrt(disc);
  }

  private static double room(Vec3 eye, Vec3 d) {
    double x = ((d.x() > 0 ? ROOM.x() : -ROOM.x()) - eye.x()) / d.x();
    double y = ((d.y() > 0 ? ROOM.y() : -ROOM.y()) - eye.y()) / d.y();
    double z = ((d.z() > 0 ? ROOM.z() : -ROOM.z()) - eye.z()) / d.z();
    return Math.min(x, Math.min(y, z));
  }

  /** Colours red by x and green by z of the point seen, in four steps a metre. */
  private static DepthPicture picture(
      Vec3 eye, Vec3 target, double fov, BiFunction<Vec3, Vec3, Double> distance) {
    Pinhole camera = Pinhole.ofVerticalFov("v", 96, 96, fov, Pose.lookingAt(eye, target));
    float[] z = new float[96 * 96];
    byte[] colours = new byte[3 * z.length];
    for (int at = 0; at < z.length; at++) {
      Vec3 ray = camera.ray(at % 96 + 0.5, at / 96 + 0.5);
      Vec3 world = camera.cameraToWorld().applyToDirection(ray);
      double r = distance.apply(eye, world);
      z[at] = (float) (r * ray.z());
      Vec3 p = eye.plus(world.times(r));
      colours[3 * at] = (byte) (int) (127 + 40 * p.x());
      colours[3 * at + 1] = (byte) (int) (127 + 40 * p.z());
      colours[3 * at + 2] = 50;
    }
    return new DepthPicture(camera, z, colours);
  }

  private static List<DepthPicture> aroundSphere() {
    List<DepthPicture> pictures = new ArrayList<>();
    for (int k = 0; k < 26; k++) {
      int c = k < 13 ? k : k + 1;
      Vec3 d = new Vec3(c % 3 - 1, c / 3 % 3 - 1, c / 9 - 1).normalised();
      pictures.add(picture(d.times(2.5), Vec3.ZERO, 45, SurfaceExtractionTest::sphere));
    }
    return pictures;
  }

  /** A panorama rig: all cameras in one place, looking out. */
  private static List<DepthPicture> insideRoom() {
    List<DepthPicture> pictures = new ArrayList<>();
    Vec3 eye = new Vec3(0.3, 0.2, -0.4);
    for (int axis = 0; axis < 6; axis++) {
      double sign = axis % 2 == 0 ? 1 : -1;
      Vec3 d =
          new Vec3(axis / 2 == 0 ? sign : 0, axis / 2 == 1 ? sign : 0, axis / 2 == 2 ? sign : 0);
      pictures.add(picture(eye, eye.plus(d), 94, SurfaceExtractionTest::room));
    }
    return pictures;
  }

  private static TriangleMesh extract(List<DepthPicture> pictures, int voxels, int triangles) {
    try (Workers workers = Workers.of(2)) {
      return SurfaceExtraction.of(
          pictures, new SurfaceExtraction.Settings(voxels, triangles), workers, Progress.none());
    }
  }

  private static Vec3 vertex(TriangleMesh mesh, int v) {
    float[] p = mesh.positions();
    return new Vec3(p[3 * v], p[3 * v + 1], p[3 * v + 2]);
  }

  private static double volume(TriangleMesh mesh) {
    double sum = 0;
    for (int i = 0; i < mesh.triangles().length; i += 3) {
      Vec3 a = vertex(mesh, mesh.triangles()[i]);
      Vec3 b = vertex(mesh, mesh.triangles()[i + 1]);
      Vec3 c = vertex(mesh, mesh.triangles()[i + 2]);
      sum += a.dot(b.cross(c)) / 6;
    }
    return sum;
  }

  /** Returns how many edges do not have exactly two triangles that run along it in turn. */
  private static long openEdges(TriangleMesh mesh) {
    Map<Long, Integer> balance = new HashMap<>();
    int[] t = mesh.triangles();
    for (int i = 0; i < t.length; i++) {
      int a = t[i];
      int b = t[i / 3 * 3 + (i + 1) % 3];
      balance.merge((long) Math.min(a, b) << 32 | Math.max(a, b), a < b ? 1001 : 999, Integer::sum);
    }
    return balance.values().stream().filter(n -> n != 2000).count();
  }

  @Test
  void sphereComesOutClosedAndRound() {
    TriangleMesh mesh = extract(aroundSphere(), 48, 1_000_000);
    double voxel = 2 * RADIUS / 36;
    for (int v = 0; v < mesh.vertexCount(); v++) {
      assertThat(vertex(mesh, v).length()).isCloseTo(RADIUS, within(0.6 * voxel));
    }
    assertThat(openEdges(mesh)).isZero();
    assertThat(mesh.vertexCount() - mesh.triangleCount() / 2).isEqualTo(2); // Euler
    double exact = 4.0 / 3 * Math.PI * Math.pow(RADIUS, 3);
    assertThat(volume(mesh)).isCloseTo(exact, within(0.04 * exact)); // positive: faces outwards
  }

  @Test
  void simplifiedSphereKeepsItsShape() {
    TriangleMesh mesh = extract(aroundSphere(), 48, 800);
    assertThat(mesh.triangleCount()).isBetween(700, 800);
    assertThat(openEdges(mesh)).isZero();
    assertThat(mesh.vertexCount() - mesh.triangleCount() / 2).isEqualTo(2);
    for (int v = 0; v < mesh.vertexCount(); v++) {
      assertThat(vertex(mesh, v).length()).isCloseTo(RADIUS, within(0.04));
    }
    double exact = 4.0 / 3 * Math.PI * Math.pow(RADIUS, 3);
    assertThat(volume(mesh)).isCloseTo(exact, within(0.06 * exact));
  }

  /**
   * Cameras in one place give no radius to size the volume by; it must fit the room all the same.
   */
  @Test
  void roomSeenFromOnePlaceIsFound() {
    TriangleMesh mesh = extract(insideRoom(), 64, 3000);
    assertThat(mesh.triangleCount()).isBetween(100, 3000);
    double area = 0;
    for (int i = 0; i < mesh.triangles().length; i += 3) {
      Vec3 a = vertex(mesh, mesh.triangles()[i]);
      Vec3 n =
          vertex(mesh, mesh.triangles()[i + 1])
              .minus(a)
              .cross(vertex(mesh, mesh.triangles()[i + 2]).minus(a));
      area += n.length() / 2;
    }
    double walls = 8 * (ROOM.x() * ROOM.y() + ROOM.y() * ROOM.z() + ROOM.x() * ROOM.z());
    assertThat(area).isCloseTo(walls, within(0.05 * walls));
    for (int v = 0; v < mesh.vertexCount(); v++) {
      Vec3 p = vertex(mesh, v);
      double off =
          Math.min(
              Math.abs(ROOM.x() - Math.abs(p.x())),
              Math.min(Math.abs(ROOM.y() - Math.abs(p.y())), Math.abs(ROOM.z() - Math.abs(p.z()))));
      assertThat(off).isLessThan(0.06);
      double red = (127 + 40 * p.x()) / 255;
      assertThat((double) mesh.colours()[3 * v]).isCloseTo(red, within(0.06));
    }
    assertThat(volume(mesh)).isNegative(); // faces look into the room
  }

  @Test
  void threadsDoNotMatter() {
    TriangleMesh[] meshes = new TriangleMesh[2];
    for (int k = 0; k < 2; k++) {
      try (Workers workers = Workers.of(1 + 2 * k)) {
        meshes[k] =
            SurfaceExtraction.of(
                insideRoom(), new SurfaceExtraction.Settings(40, 1000), workers, Progress.none());
      }
    }
    assertThat(meshes[0].positions()).isEqualTo(meshes[1].positions());
    assertThat(meshes[0].triangles()).isEqualTo(meshes[1].triangles());
    assertThat(meshes[0].colours()).isEqualTo(meshes[1].colours());
  }

  @Test
  void nothingSeenIsSaidInWords() {
    Pinhole camera = Pinhole.ofVerticalFov("v", 4, 4, 60, Pose.IDENTITY);
    List<DepthPicture> nothing = List.of(new DepthPicture(camera, new float[16], new byte[48]));
    assertThatThrownBy(() -> extract(nothing, 32, 100)).isInstanceOf(InputException.class);
  }
}
