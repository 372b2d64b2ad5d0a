package org.drag4d.world;

/**
 * The door to the built-in world.
 *
 * <pre>{@code
 * SceneDescription words = SceneDescription.of("a cozy cabin with a fireplace");
 * Place place = Builder.build(Layout.arrange(words, seed));
 * World world = World.light(place, LightSettings.standard(), workers, progress);
 * WorldView view = world.render(camera, 8, workers, progress);
 * }</pre>
 */
public final class World {
  private World() {}
}
