package org.drag4d.world.trace;

/**
 * Walks rays through the trees of a place, which lie one after the other in the same arrays: the
 * top tree, whose leaves are nodes of the flattened tree or nodes of an instance's, and the trees
 * of triangles. An instance's tree is walked with the ray in its frame; a mark on the stack says
 * where the world's frame comes back.
 *
 * <p>A reference is a node's index (≥ 0), or negative: the complement of an even number for a leaf
 * of triangles, of an odd one for a {@link #entry} into an instance.
 */
final class Traversal {
  /** Stands on the stack below what belongs to an instance. Its distance is 0. */
  private static final int LEAVE = Integer.MIN_VALUE;

  private final NodeTest test;
  private final int[] nodes;
  private final float[] leaves;
  // per place in a leaf: eight a leaf
  private final int[] partOf;
  private final int[] triangleOf;
  private final int root;
  // per entry: which instance, and the node or leaf of its tree
  private final int[] entryInstance;
  private final int[] entryReference;
  private final Instances instances;
  private final boolean[] clear;

  Traversal(NodeTest test, PlaceTree tree, Instances instances, boolean[] clear) {
    this.test = test;
    nodes = tree.nodes;
    leaves = tree.leaves;
    partOf = tree.partOf;
    triangleOf = tree.triangleOf;
    root = tree.root;
    entryInstance = tree.entryInstance;
    entryReference = tree.entryReference;
    this.instances = instances;
    this.clear = clear;
  }

  /** Returns the reference of a leaf of one to eight triangles. */
  static int leaf(int index, int count) {
    return ~(index << 4 | count - 1 << 1);
  }

  /** Returns the reference of an entry into an instance. */
  static int entry(int index) {
    return ~(index << 1 | 1);
  }

  /** Returns a reference with nodes and leaves counted from further on. */
  static int moved(int reference, int nodesBefore, int leavesBefore) {
    return reference >= 0 ? reference + nodesBefore : reference - (leavesBefore << 4);
  }

  /** Finds what the ray meets first; the answer is in the ray. */
  void closest(Ray ray) {
    long[] stack = ray.stack;
    float[] near = ray.childNear;
    RayFrame frame = ray.world;
    int instance = -1;
    int aimed = -1;
    int top = 0;
    int reference = root;
    while (true) {
      if (reference >= 0) {
        int node = WideNode.at(reference);
        int mask = test.boxes(nodes, node, frame, ray);
        if (mask != 0) {
          int first = node + WideNode.CHILDREN;
          int child = Integer.numberOfTrailingZeros(mask);
          mask &= mask - 1;
          reference = nodes[first + child];
          if (mask == 0) {
            continue;
          }
          // the nearest goes on at once, the others on the stack, the nearer the higher
          long nearest = at(near[child], reference);
          int bottom = top;
          do {
            child = Integer.numberOfTrailingZeros(mask);
            mask &= mask - 1;
            long next = at(near[child], nodes[first + child]);
            long further = Math.max(next, nearest);
            nearest = Math.min(next, nearest);
            int place = top++;
            while (place > bottom && stack[place - 1] < further) {
              stack[place] = stack[place - 1];
              place--;
            }
            stack[place] = further;
          } while (mask != 0);
          reference = (int) nearest;
          continue;
        }
      } else if ((reference & 1) != 0) {
        int leaf = ~reference >>> 4;
        int count = (~reference >>> 1 & 7) + 1;
        int mask = test.triangles(leaves, leaf * NodeTest.LEAF_FLOATS, count, frame, ray);
        while (mask != 0) {
          int lane = Integer.numberOfTrailingZeros(mask);
          mask &= mask - 1;
          if (ray.laneT[lane] < ray.t) {
            ray.t = ray.laneT[lane];
            ray.u = ray.laneU[lane];
            ray.v = ray.laneV[lane];
            ray.part = instance < 0 ? partOf[leaf * 8 + lane] : instances.part(instance);
            ray.triangle = triangleOf[leaf * 8 + lane];
          }
        }
      } else if (reference == LEAVE) {
        frame = ray.world;
        instance = -1;
      } else {
        int entry = ~reference >>> 1;
        instance = entryInstance[entry];
        frame = ray.local;
        if (instance != aimed) {
          instances.aim(instance, ray.world, frame);
          aimed = instance;
        }
        stack[top++] = LEAVE & 0xffffffffL;
        reference = entryReference[entry];
        continue;
      }
      int limit = Float.floatToRawIntBits(ray.t);
      long next;
      do {
        if (top == 0) {
          return;
        }
        next = stack[--top];
      } while ((int) (next >>> 32) > limit);
      reference = (int) next;
    }
  }

  /** Distances are not negative, so that their bits sort as they do. */
  private static long at(float distance, int reference) {
    return (long) Float.floatToRawIntBits(distance) << 32 | reference & 0xffffffffL;
  }

  /** Says whether anything that is not clear lies on the ray, and lets the ray remember what. */
  boolean occluded(Ray ray) {
    if (ray.lastOccluder >= 0 && stillOccluded(ray)) {
      return true;
    }
    long[] stack = ray.stack;
    RayFrame frame = ray.world;
    int instance = -1;
    int aimed = -1;
    int top = 0;
    int reference = root;
    while (true) {
      if (reference >= 0) {
        int node = WideNode.at(reference);
        int mask = test.boxes(nodes, node, frame, ray);
        int second = top > 0 ? (int) stack[top - 1] : -1;
        if (second >= 0) {
          // the order does not matter, and two tests wait for memory in the time of one
          int other = WideNode.at(second);
          top = pushed(other, test.boxes(nodes, other, frame, ray), stack, top - 1);
        }
        top = pushed(node, mask, stack, top);
      } else if ((reference & 1) != 0) {
        int leaf = ~reference >>> 4;
        int count = (~reference >>> 1 & 7) + 1;
        int mask = test.triangles(leaves, leaf * NodeTest.LEAF_FLOATS, count, frame, ray);
        while (mask != 0) {
          int lane = Integer.numberOfTrailingZeros(mask);
          mask &= mask - 1;
          if (instance >= 0 || !clear[partOf[leaf * 8 + lane]]) {
            ray.blockedAt = ray.laneT[lane];
            ray.lastOccluder = leaf * 8 + lane;
            ray.lastInstance = instance;
            return true;
          }
        }
      } else if (reference == LEAVE) {
        frame = ray.world;
        instance = -1;
      } else {
        int entry = ~reference >>> 1;
        if (!clear[instances.part(entryInstance[entry])]) {
          instance = entryInstance[entry];
          frame = ray.local;
          if (instance != aimed) {
            instances.aim(instance, ray.world, frame);
            aimed = instance;
          }
          stack[top++] = LEAVE;
          reference = entryReference[entry];
          continue;
        }
      }
      if (top == 0) {
        return false;
      }
      reference = (int) stack[--top];
    }
  }

  private int pushed(int node, int mask, long[] stack, int top) {
    int first = node + WideNode.CHILDREN;
    int end = top;
    for (int left = mask; left != 0; left &= left - 1) {
      stack[end++] = nodes[first + Integer.numberOfTrailingZeros(left)];
    }
    return end;
  }

  /** Asks the triangle that hid the last light. */
  private boolean stillOccluded(Ray ray) {
    RayFrame frame = ray.world;
    if (ray.lastInstance >= 0) {
      frame = ray.local;
      instances.aim(ray.lastInstance, ray.world, frame);
    }
    int at = ray.lastOccluder / 8 * NodeTest.LEAF_FLOATS + ray.lastOccluder % 8;
    boolean hit = ScalarNodeTest.triangle(leaves, at, 0, frame, ray);
    ray.blockedAt = ray.laneT[0];
    return hit;
  }
}
