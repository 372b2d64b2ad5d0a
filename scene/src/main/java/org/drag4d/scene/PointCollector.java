package org.drag4d.scene;

import java.util.Arrays;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Vec3;

/** A point cloud that grows. */
final class PointCollector {
  private float[] positions = new float[3 * 1024];
  private float[] colours = new float[3 * 1024];
  private float[] normals = new float[3 * 1024];
  private float[] spacings = new float[1024];
  private int count;

  void add(Vec3 position, float[] colour, int colourAt, Vec3 normal, double spacing) {
    if (count == spacings.length) {
      resize(2 * count);
    }
    put(positions, position);
    put(normals, normal);
    System.arraycopy(colour, colourAt, colours, 3 * count, 3);
    spacings[count] = (float) spacing;
    count++;
  }

  /** Adds a point of another cloud. */
  void add(PointCloud cloud, int index, double spacing) {
    if (count == spacings.length) {
      resize(2 * count);
    }
    System.arraycopy(cloud.positions(), 3 * index, positions, 3 * count, 3);
    System.arraycopy(cloud.colours(), 3 * index, colours, 3 * count, 3);
    System.arraycopy(cloud.normals(), 3 * index, normals, 3 * count, 3);
    spacings[count] = (float) spacing;
    count++;
  }

  private void put(float[] array, Vec3 v) {
    array[3 * count] = (float) v.x();
    array[3 * count + 1] = (float) v.y();
    array[3 * count + 2] = (float) v.z();
  }

  private void resize(int capacity) {
    positions = Arrays.copyOf(positions, 3 * capacity);
    colours = Arrays.copyOf(colours, 3 * capacity);
    normals = Arrays.copyOf(normals, 3 * capacity);
    spacings = Arrays.copyOf(spacings, capacity);
  }

  PointCloud toCloud() {
    resize(count);
    return new PointCloud(positions, colours, normals, spacings);
  }
}
