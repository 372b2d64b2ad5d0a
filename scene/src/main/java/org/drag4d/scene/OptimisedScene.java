package org.drag4d.scene;

import java.util.Optional;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.splat.Surfels;

/**
 * What stage 1 makes.
 *
 * @param panorama what the prior believes, as files keep it
 * @param points what is known of the place's surfaces, without sky
 * @param views what the surfels learnt from
 * @param surfels the scene
 * @param mesh its surface
 * @param floor what objects stand on; empty where there is none (slopes, sea)
 */
public record OptimisedScene(
    PanoramaScene panorama,
    PointCloud points,
    ViewSet views,
    Surfels surfels,
    TriangleMesh mesh,
    Optional<FloorPlane> floor) {}
