package org.drag4d.world.render;

import org.drag4d.geometry.Camera;
import org.drag4d.geometry.DepthMap;
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
      int looks = samples >= 4 ? 1 : 2;
      shaders[i] = new Shader(light, matte, haze, looks, seed, scratch[i]);
    }
    progress.begin("rendering " + camera.name(), height, "rows");
    workers.forEach(
        height,
        (row, worker) -> {
          Shader shader = shaders[worker];
          double[] direction = new double[3];
          double[] light = new double[3];
          double[] sum = new double[3];
          for (int column = 0; column < width; column++) {
            if (column % 256 == 0) {
              progress.check();
            }
            int pixel = row * width + column;
            shader.startPixel(pixel);
            sum[0] = 0;
            sum[1] = 0;
            sum[2] = 0;
            double weights = 0;
            for (int k = 0; k < samples; k++) {
              shader.s.sampler.start(seed, pixel, k);
              double u = column + shader.s.sampler.next();
              double v = row + shader.s.sampler.next();
              rays.aim(u, v, direction);
              shader.radiance(eye.x(), eye.y(), eye.z(), direction, k, rays.footprint(), light);
              // bright samples weigh less: edges of windows and lamps stay smooth
              double y =
                  Math.max(
                      light[0] * exposure.r(),
                      Math.max(light[1] * exposure.g(), light[2] * exposure.b()));
              double weight = 1 / (1 + y);
              weights += weight;
              sum[0] += weight * light[0];
              sum[1] += weight * light[1];
              sum[2] += weight * light[2];
            }
            double scale = 1 / weights;
            if (display) {
              sum[0] *= scale * exposure.r();
              sum[1] *= scale * exposure.g();
              sum[2] *= scale * exposure.b();
              Tone.map(sum);
            } else {
              sum[0] *= scale;
              sum[1] *= scale;
              sum[2] *= scale;
            }
            out[pixel * 3] = (float) sum[0];
            out[pixel * 3 + 1] = (float) sum[1];
            out[pixel * 3 + 2] = (float) sum[2];
          }
          progress.advance(row);
        });
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
