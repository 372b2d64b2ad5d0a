package org.drag4d.world.light;

import org.drag4d.task.Workers;
import org.drag4d.world.look.TexturePoint;
import org.drag4d.world.trace.Ray;
import org.drag4d.world.trace.SurfacePoint;

/** The work objects of one thread: nothing is allocated per ray. */
public final class Scratch {
  /** Finds surfaces. */
  public final Ray ray = new Ray();

  /** Tests for shadow. */
  public final Ray shadow = new Ray();

  /** Tests for the sun's shadow: what hid it last is asked first, see {@link Ray#setAgain}. */
  public final Ray sunward = new Ray();

  /** Of the last rays to the sun, how many something nearby hid. */
  public int sunHiddenNearby;

  /** Of the others, the nearest thing that hid one, metres; infinite if none was hidden. */
  public double sunHiddenAt;

  /** The surface at hand. */
  public final SurfacePoint point = new SurfacePoint();

  /** The surface that a reflection or gather ray found. */
  public final SurfacePoint second = new SurfacePoint();

  /** Evaluates textures. */
  public final TexturePoint texture = new TexturePoint();

  /** Random numbers. */
  public final Sampler sampler = new Sampler();

  /** Indirect light at hand. */
  public final Irradiance indirect = new Irradiance();

  /** Direct light at hand. */
  public final Irradiance direct = new Irradiance();

  /** A radiance. */
  public final double[] radiance = new double[3];

  /** A colour. */
  public final double[] colour = new double[3];

  /** A direction. */
  public final double[] direction = new double[3];

  /** Another vector. */
  public final double[] vector = new double[3];

  /** Light on what a gather or reflection ray met. */
  final Irradiance gathered = new Irradiance();

  /** Where a gather ray started. */
  final double[] origin = new double[3];

  private double[] lightWeights = new double[16];

  /** Makes one for every thread of a team. */
  public static Scratch[] forEach(Workers workers) {
    Scratch[] all = new Scratch[workers.count()];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Scratch();
    }
    return all;
  }

  /** Returns a scratch array of at least so many weights. */
  public double[] lightWeights(int count) {
    if (lightWeights.length < count) {
      lightWeights = new double[count];
    }
    return lightWeights;
  }
}
