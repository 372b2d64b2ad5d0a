package org.drag4d.world.render;

import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.light.BakedLight;
import org.drag4d.world.light.LightPaths;
import org.drag4d.world.light.Lights;
import org.drag4d.world.light.Scratch;
import org.drag4d.world.look.Appearance;
import org.drag4d.world.look.Exposure;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/**
 * Pictures of light alone: the irradiance of what a camera sees, without colours and reflections;
 * as the renderer finds it, and as many paths find it. For measuring one against the other
 * (built-in-world section 12). Pixels hold NaN where any sample met something else than a surface
 * that scatters light: sky, lamps, metal, glass and what is behind it.
 */
public final class LightPictures {
  private static final double[] NOTHING = new double[3];

  /** Samples of light are not weighed by how bright they are. */
  private static final Exposure ALL_ALIKE = new Exposure(0, 0, 0);

  private final BakedLight light;
  private final Exposure exposure;
  private final long seed;

  /**
   * Makes pictures of a baked light; one seed, one picture.
   *
   * @param exposure of the pictures in colour: it decides where the renderer takes fewer samples
   */
  public LightPictures(BakedLight light, Exposure exposure, long seed) {
    this.light = light;
    this.exposure = exposure;
    this.seed = seed;
  }

  /**
   * Renders irradiance with the renderer's own samples.
   *
   * @param relief whether textures tilt the surface
   * @return height × width × 3
   */
  public float[] baked(
      Camera camera, int samples, boolean relief, Workers workers, Progress progress) {
    int width = camera.width();
    Lights lights = light.lights();
    float[] out = new float[width * camera.height() * 3];
    float[] unused = new float[out.length];
    PixelRays rays = new PixelRays(camera);
    Vec3 eye = camera.centre();
    Scratch[] scratch = Scratch.forEach(workers);
    Shader[] shaders = new Shader[scratch.length];
    for (int i = 0; i < shaders.length; i++) {
      shaders[i] = new Shader(light, true, 0, 1, seed, scratch[i]);
      if (!relief) {
        shaders[i].withoutRelief();
      }
    }
    SunFilter sun =
        new SunFilter(width, camera.height(), camera instanceof Equirectangular, rays.footprint());
    progress.begin("rendering the light of " + camera.name(), camera.height(), "rows");
    workers.forEach(
        camera.height(),
        (row, worker) -> {
          Shader shader = shaders[worker];
          double[] direction = new double[3];
          double[] radiance = new double[3];
          double[] irradiance = new double[3];
          double[] sunny = new double[3];
          PixelSpread spread = new PixelSpread();
          PixelSums sums = new PixelSums();
          for (int column = 0; column < width; column++) {
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
              shader.radiance(eye.x(), eye.y(), eye.z(), direction, k, rays.footprint(), radiance);
              part = part == -2 || part == shader.part ? shader.part : -1;
              for (int c = 0; c < 3; c++) {
                sunny[c] = shader.sunShare * lights.sun(c);
              }
              double seen = shader.sunVisible;
              irradiance[0] = shader.scattered ? shader.e.r - seen * sunny[0] : Double.NaN;
              irradiance[1] = shader.e.g - seen * sunny[1];
              irradiance[2] = shader.e.b - seen * sunny[2];
              sums.add(irradiance, NOTHING, sunny, seen, shader.sunUncovered, ALL_ALIKE);
              spread.add(shader, radiance, exposure);
            }
            if (part >= 0) {
              sums.addSun(shader, taken < samples, ALL_ALIKE);
            }
            sums.store(pixel, out, unused, sun);
            sun.part[pixel] = part;
            sun.distance[pixel] = (float) shader.distance;
            sun.halfShadow[pixel] = (float) shader.halfShadow();
          }
          progress.advance(row);
        });
    sun.add(out, ALL_ALIKE, workers, progress);
    return out;
  }

  /**
   * Renders irradiance path by path; about a thousand paths a pixel are a reference.
   *
   * @param pixels which pixels: row × width + column
   * @param paths of every pixel
   * @return one irradiance per chosen pixel, three numbers each
   */
  public float[] followed(
      Camera camera, int[] pixels, int paths, Workers workers, Progress progress) {
    float[] out = new float[pixels.length * 3];
    PixelRays rays = new PixelRays(camera);
    Vec3 eye = camera.centre();
    Scratch[] scratch = Scratch.forEach(workers);
    LightPaths[] followers = new LightPaths[scratch.length];
    for (int i = 0; i < followers.length; i++) {
      followers[i] = new LightPaths(light, scratch[i]);
    }
    Tracer tracer = light.lights().tracer();
    progress.begin("following the light of " + camera.name(), pixels.length, "pixels");
    workers.forEach(
        pixels.length,
        (index, worker) -> {
          progress.check();
          Scratch s = scratch[worker];
          Surface surface = new Surface();
          double[] d = new double[3];
          double[] sum = new double[3];
          int pixel = pixels[index];
          for (int k = 0; k < paths; k++) {
            s.sampler.start(seed + 7, pixel, k);
            double u = pixel % camera.width() + s.sampler.next();
            double v = pixel / camera.width() + s.sampler.next();
            rays.aim(u, v, d);
            s.ray.set(eye.x(), eye.y(), eye.z(), d[0], d[1], d[2], 1e4);
            tracer.closest(s.ray);
            if (!s.ray.hit()) {
              sum[0] = Double.NaN;
              break;
            }
            SurfacePoint p = s.point;
            tracer.describe(s.ray, p);
            Appearance appearance = light.lights().appearance(p.part);
            if (appearance.scattering() != Appearance.Scattering.DIFFUSE) {
              sum[0] = Double.NaN;
              break;
            }
            double far = s.ray.distance();
            int texture = p.part * 31 + tracer.instance(p.part);
            surface.evaluate(p, appearance, texture, tracer, far, rays.footprint() * far, s);
            p.bend(d[0], d[1], d[2]);
            followers[worker].addIrradiance(p, pixel, k, seed + 8, sum);
          }
          store(sum, paths, index, out);
          progress.advance(index);
        });
    return out;
  }

  private static void store(double[] sum, int samples, int at, float[] out) {
    boolean known = !Double.isNaN(sum[0]);
    for (int c = 0; c < 3; c++) {
      out[at * 3 + c] = known ? (float) (sum[c] / samples) : Float.NaN;
    }
  }
}
