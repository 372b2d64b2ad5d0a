package org.drag4d.world.render;

import org.drag4d.geometry.Camera;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.WorldView;
import org.drag4d.world.light.BakedLight;
import org.drag4d.world.light.Scratch;
import org.drag4d.world.look.Appearance.Scattering;
import org.drag4d.world.look.Exposure;
import org.drag4d.world.look.Tone;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/**
 * Renders cameras of a lit place. Every pixel is seeded by its own number, so that pictures are the
 * same for any number of threads.
 */
public final class Renderer {
  private static final int THROUGH_GLASS = 8;

  private final BakedLight light;
  private final Tracer tracer;
  private final int[] partLabels;
  private final boolean matte;
  private final double haze;
  private final long seed;

  /**
   * Makes a renderer.
   *
   * @param partLabels the label index of every part
   * @param matte whether reflections are left out
   * @param haze fading with distance in the open, per metre
   * @param seed one seed, one picture
   */
  public Renderer(BakedLight light, int[] partLabels, boolean matte, double haze, long seed) {
    this.light = light;
    this.tracer = light.lights().tracer();
    this.partLabels = partLabels;
    this.matte = matte;
    this.haze = haze;
    this.seed = seed;
  }

  /**
   * Renders linear radiance only.
   *
   * @return height × width × 3
   */
  public float[] radiance(Camera camera, int samples, Workers workers, Progress progress) {
    float[] out = new float[camera.width() * camera.height() * 3];
    colour(camera, samples, new Exposure(0, 0, 0), false, out, workers, progress);
    return out;
  }

  /** Renders the picture alone, display-encoded. */
  public Image picture(
      Camera camera, int samples, Exposure exposure, Workers workers, Progress progress) {
    float[] out = new float[camera.width() * camera.height() * 3];
    colour(camera, samples, exposure, true, out, workers, progress);
    return new Image(camera.width(), camera.height(), 3, out);
  }

  /** Renders everything. */
  public WorldView view(
      Camera camera, int samples, Exposure exposure, Workers workers, Progress progress) {
    Image picture = picture(camera, samples, exposure, workers, progress);
    int width = camera.width();
    int height = camera.height();
    WorldView view =
        new WorldView(
            picture,
            new DepthMap(
                width, height, new float[width * height], DepthMap.Measure.RADIAL_DISTANCE),
            new float[width * height * 3],
            new int[width * height],
            new int[width * height],
            new byte[width * height]);
    Scratch[] scratch = Scratch.forEach(workers);
    workers.forEach(
        height,
        (row, worker) -> {
          progress.check();
          for (int column = 0; column < width; column++) {
            identify(camera, column, row, view, scratch[worker]);
          }
        });
    return view;
  }

  private void colour(
      Camera camera,
      int samples,
      Exposure exposure,
      boolean display,
      float[] out,
      Workers workers,
      Progress progress) {
    int width = camera.width();
    int height = camera.height();
    PixelRays rays = new PixelRays(camera);
    Vec3 eye = camera.centre();
    Scratch[] scratch = Scratch.forEach(workers);
    Shader[] shaders = new Shader[scratch.length];
    for (int i = 0; i < shaders.length; i++) {
      shaders[i] = new Shader(light, matte, haze, 1, seed, scratch[i]);
    }
    ReflectionFilter filter =
        new ReflectionFilter(width, height, camera instanceof Equirectangular);
    SunFilter sun =
        new SunFilter(width, height, camera instanceof Equirectangular, rays.footprint());
    progress.begin("rendering " + camera.name(), height, "rows");
    workers.forEach(
        height,
        (row, worker) -> {
          Shader shader = shaders[worker];
          double[] direction = new double[3];
          double[] light = new double[3];
          PixelSums sums = new PixelSums();
          PixelSpread spread = new PixelSpread();
          for (int column = 0; column < width; column++) {
            if (column % 256 == 0) {
              progress.check();
            }
            int pixel = row * width + column;
            shader.startPixel(pixel);
            sums.start();
            int part = -2;
            int taken = 0;
            spread.start();
            for (int k = 0; k < samples && !spread.settled(samples); k++) {
              taken++;
              shader.s.sampler.start(seed, pixel, k);
              double u = column + shader.s.sampler.next();
              double v = row + shader.s.sampler.next();
              rays.aim(u, v, direction);
              shader.radiance(eye.x(), eye.y(), eye.z(), direction, k, rays.footprint(), light);
              part = part == -2 || part == shader.part ? shader.part : -1;
              sums.add(
                  light,
                  shader.reflection,
                  shader.sunlight,
                  shader.sunVisible,
                  shader.sunUncovered,
                  exposure);
              spread.add(shader, light, exposure);
            }
            if (part >= 0) {
              sums.addSun(shader, taken < samples, exposure);
            }
            sums.store(pixel, out, filter.reflection, sun);
            filter.part[pixel] = part;
            sun.part[pixel] = part;
            sun.distance[pixel] = (float) shader.distance;
            sun.halfShadow[pixel] = (float) shader.halfShadow();
            if (part >= 0) {
              filter.guide[pixel * 5] = (float) shader.roughness;
              filter.guide[pixel * 5 + 1] = (float) shader.distance;
              filter.guide[pixel * 5 + 2] = (float) shader.s.point.normalX;
              filter.guide[pixel * 5 + 3] = (float) shader.s.point.normalY;
              filter.guide[pixel * 5 + 4] = (float) shader.s.point.normalZ;
            }
          }
          progress.advance(row);
        });
    if (display) {
      sun.add(out, exposure, workers, progress);
    } else {
      sun.addAsFound(out);
    }
    if (display) {
      filter.run(workers, progress);
    }
    double[] encoded = new double[3];
    for (int i = 0; i < width * height * 3; i += 3) {
      for (int c = 0; c < 3; c++) {
        out[i + c] += filter.reflection[i + c];
      }
      if (display) {
        encoded[0] = out[i] * exposure.r();
        encoded[1] = out[i + 1] * exposure.g();
        encoded[2] = out[i + 2] * exposure.b();
        Tone.map(encoded);
        out[i] = (float) encoded[0];
        out[i + 1] = (float) encoded[1];
        out[i + 2] = (float) encoded[2];
      }
    }
  }

  /** Finds distance, normal, label and instance at a pixel's centre by a ray of its own. */
  private void identify(Camera camera, int column, int row, WorldView view, Scratch s) {
    int pixel = row * camera.width() + column;
    Vec3 eye = camera.centre();
    Vec3 d = camera.worldRay(column + 0.5, row + 0.5);
    byte mark = 0;
    double start = 0;
    view.radialDistance().metres()[pixel] = Float.POSITIVE_INFINITY;
    view.instances()[pixel] = -1;
    s.ray.set(eye.x(), eye.y(), eye.z(), d.x(), d.y(), d.z(), 1e4);
    for (int pass = 0; pass < THROUGH_GLASS; pass++) {
      tracer.closest(s.ray);
      if (!s.ray.hit()) {
        break;
      }
      SurfacePoint p = s.point;
      tracer.describe(s.ray, p);
      Scattering scattering = light.lights().appearance(p.part).scattering();
      double nearly = start + s.ray.distance();
      if (scattering == Scattering.GLASS) {
        mark |= WorldView.GLASS;
        start = nearly + 1e-4;
        s.ray.set(
            eye.x() + start * d.x(),
            eye.y() + start * d.y(),
            eye.z() + start * d.z(),
            d.x(),
            d.y(),
            d.z(),
            1e4);
        continue;
      }
      if (scattering == Scattering.MIRROR) {
        mark |= WorldView.MIRROR;
      }
      view.radialDistance().metres()[pixel] = (float) tracer.exactDistance(s.ray, eye, d, nearly);
      view.normals()[pixel * 3] = (float) p.normalX;
      view.normals()[pixel * 3 + 1] = (float) p.normalY;
      view.normals()[pixel * 3 + 2] = (float) p.normalZ;
      view.labels()[pixel] = partLabels[p.part];
      view.instances()[pixel] = tracer.instance(p.part);
      view.marks()[pixel] = mark;
      return;
    }
    view.marks()[pixel] = (byte) (mark | WorldView.SKY);
  }
}
