package org.drag4d.animate;

import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Pose;

/**
 * Where objects are over time.
 *
 * @param framesPerSecond frames a second
 * @param objectToWorld per object id (of {@link org.drag4d.splat.SurfelScene.Member}) its pose in
 *     each frame; objects not named stay where they are
 */
public record Motion(double framesPerSecond, Map<Integer, List<Pose>> objectToWorld) {}
