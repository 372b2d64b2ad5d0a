/**
 * The built-in world: a sentence becomes a furnished place, lit by global illumination and seen by
 * any camera. It is the prior that needs no download, and the exact ground truth of measurements.
 *
 * <p>The way through it: {@code text} (sentence to {@code SceneDescription}) → {@code layout} (what
 * stands where) → {@code model} (triangles) → {@code look} (materials, sky) → {@code trace} (rays)
 * → {@code light} (irradiance records) → {@code render} (pictures). {@code World} is the door.
 */
package org.drag4d.world;
