package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/**
 * Cameras against each other and against a room whose distances are known in closed form: a box,
 * inside which every camera sees every point of the walls.
 */
class CameraTest {
  private static final Vec3 LOW = new Vec3(-3, 0, -2.5);
  private static final Vec3 HIGH = new Vec3(2, 2.7, 4);

  /** Returns how far a wall is from a point of the room. */
  private static double wallDistance(Vec3 from, Vec3 direction) {
    double x = exit(from.x(), direction.x(), LOW.x(), HIGH.x());
    double y = exit(from.y(), direction.y(), LOW.y(), HIGH.y());
    double z = exit(from.z(), direction.z(), LOW.z(), HIGH.z());
    return Math.min(x, Math.min(y, z));
  }

  private static double exit(double from, double speed, double low, double high) {
    return speed == 0 ? Double.POSITIVE_INFINITY : ((speed > 0 ? high : low) - from) / speed;
  }

  @Provide
  Arbitrary<Vec3> inTheRoom() {
    return Combinators.combine(
            Arbitraries.doubles().ofScale(6).between(-2.7, 1.7),
            Arbitraries.doubles().ofScale(6).between(0.3, 2.4),
            Arbitraries.doubles().ofScale(6).between(-2.2, 3.7))
        .as(Vec3::new);
  }

  @Provide
  Arbitrary<Quaternion> rotations() {
    return Combinators.combine(
            Arbitraries.doubles().ofScale(6).between(-180, 180),
            Arbitraries.doubles().ofScale(6).between(-90, 90),
            Arbitraries.doubles().ofScale(6).between(-180, 180))
        .as(Quaternion::ofYawPitchRoll);
  }

  /** Any lens: pixels that are not square, and a principal point away from the middle. */
  @Provide
  Arbitrary<Pinhole> pinholes() {
    return Combinators.combine(
            Arbitraries.doubles().ofScale(6).between(80, 900),
            Arbitraries.doubles().ofScale(6).between(80, 900),
            Arbitraries.doubles().ofScale(6).between(60, 260),
            Arbitraries.doubles().ofScale(6).between(40, 200),
            rotations(),
            inTheRoom())
        .as((fx, fy, cx, cy, q, at) -> new Pinhole("p", 320, 240, fx, fy, cx, cy, new Pose(q, at)));
  }

  @Provide
  Arbitrary<Equirectangular> panoramas() {
    return Combinators.combine(rotations(), inTheRoom())
        .as((q, at) -> new Equirectangular("e", 512, 256, new Pose(q, at)));
  }

  private static void assertClose(Vec3 actual, Vec3 expected, double metres) {
    assertThat(actual.distance(expected)).as(actual + " and " + expected).isLessThan(metres);
  }

  @Property(tries = 300)
  void aPinholeProjectsWhatItUnprojects(
      @ForAll("pinholes") Pinhole camera,
      @ForAll @DoubleRange(min = 0, max = 320) double u,
      @ForAll @DoubleRange(min = 0, max = 240) double v,
      @ForAll @DoubleRange(min = 0.01, max = 100) double zDepth) {
    Vec3 back = camera.project(camera.unproject(u, v, zDepth));
    assertThat(back.x()).isCloseTo(u, within(1e-6));
    assertThat(back.y()).isCloseTo(v, within(1e-6));
    assertThat(back.z()).isCloseTo(zDepth, within(1e-9 * Math.max(1, zDepth)));
  }

  @Property(tries = 300)
  void aPanoramaProjectsWhatItsRaysReach(
      @ForAll("panoramas") Equirectangular camera,
      @ForAll @DoubleRange(min = 0, max = 512, maxIncluded = false) double u,
      @ForAll @DoubleRange(min = 1, max = 255) double v,
      @ForAll @DoubleRange(min = 0.01, max = 100) double radius) {
    Vec3 back = camera.project(camera.centre().plus(camera.worldRay(u, v).times(radius)));
    double round = Math.abs(back.x() - u);
    assertThat(Math.min(round, 512 - round)).as("column").isLessThan(1e-6);
    assertThat(back.y()).isCloseTo(v, within(1e-6));
    assertThat(back.z()).isCloseTo(radius, within(1e-9 * Math.max(1, radius)));
    assertThat(back.x()).isBetween(0.0, 512.0);
  }

  /** Panorama to point to pinhole: the pinhole's own ray must meet the same wall there. */
  @Property(tries = 500)
  void whatThePanoramaSeesThePinholeSeesInTheSamePlace(
      @ForAll("panoramas") Equirectangular panorama,
      @ForAll("pinholes") Pinhole pinhole,
      @ForAll @DoubleRange(min = 0, max = 512, maxIncluded = false) double u,
      @ForAll @DoubleRange(min = 0, max = 256) double v) {
    Vec3 ray = panorama.worldRay(u, v);
    Vec3 point = panorama.centre().plus(ray.times(wallDistance(panorama.centre(), ray)));
    Vec3 seen = pinhole.project(point);
    if (seen.z() < 0.05) {
      return; // beside or behind the pinhole camera
    }
    Vec3 back = pinhole.worldRay(seen.x(), seen.y());
    double distance = wallDistance(pinhole.centre(), back);
    assertClose(pinhole.centre().plus(back.times(distance)), point, 1e-6);
    assertClose(pinhole.unproject(seen.x(), seen.y(), seen.z()), point, 1e-6);
    double cosine = pinhole.ray(seen.x(), seen.y()).z();
    assertThat(distance * cosine).as("z depth").isCloseTo(seen.z(), within(1e-6));
  }

  /** And the other way: from the pinhole's pixel to the panorama's. */
  @Property(tries = 500)
  void whatThePinholeSeesThePanoramaSeesInTheSamePlace(
      @ForAll("panoramas") Equirectangular panorama,
      @ForAll("pinholes") Pinhole pinhole,
      @ForAll @DoubleRange(min = 0, max = 320) double u,
      @ForAll @DoubleRange(min = 0, max = 240) double v) {
    Vec3 ray = pinhole.worldRay(u, v);
    Vec3 point = pinhole.centre().plus(ray.times(wallDistance(pinhole.centre(), ray)));
    Vec3 seen = panorama.project(point);
    Vec3 back = panorama.worldRay(seen.x(), seen.y());
    assertThat(wallDistance(panorama.centre(), back))
        .as("radial distance")
        .isCloseTo(seen.z(), within(1e-6));
    assertClose(panorama.centre().plus(back.times(seen.z())), point, 1e-6);
  }

  @Property(tries = 200)
  void resizingSeesTheSame(
      @ForAll("pinholes") Pinhole camera,
      @ForAll @DoubleRange(min = 0, max = 1) double across,
      @ForAll @DoubleRange(min = 0, max = 1) double down) {
    Pinhole other = camera.resized(640, 120);
    assertClose(
        other.worldRay(640 * across, 120 * down), camera.worldRay(320 * across, 240 * down), 1e-9);
  }

  /** The conventions themselves, worked out by hand (contract, "Files"). */
  @Test
  void aLevelPanoramaLooksAlongMinusZ() {
    Equirectangular camera = Equirectangular.at("e", 512, new Vec3(0, 1.6, 0));
    assertClose(camera.worldRay(256, 128), new Vec3(0, 0, -1), 1e-12);
    assertClose(camera.worldRay(384, 128), new Vec3(1, 0, 0), 1e-12);
    assertClose(camera.worldRay(128, 128), new Vec3(-1, 0, 0), 1e-12);
    assertClose(camera.worldRay(256, 0), new Vec3(0, 1, 0), 1e-12);
    assertClose(camera.worldRay(256, 256), new Vec3(0, -1, 0), 1e-12);
  }

  @Test
  void aLensThatLooksNorthHasEastOnItsRight() {
    Pinhole camera =
        Pinhole.ofVerticalFov("p", 200, 100, 90, Pose.lookingAt(Vec3.ZERO, new Vec3(0, 0, -1)));
    assertThat(camera.focalY()).isCloseTo(50, within(1e-12));
    assertClose(camera.project(new Vec3(1, 0, -2)), new Vec3(125, 50, 2), 1e-9);
    assertClose(camera.project(new Vec3(0, 1, -2)), new Vec3(100, 25, 2), 1e-9);
  }
}
