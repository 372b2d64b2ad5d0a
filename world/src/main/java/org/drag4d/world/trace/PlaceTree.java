package org.drag4d.world.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * All trees of a place in the same arrays: those of triangles, then a top tree over them. What the
 * top tree sorts are not whole instances, whose boxes overlap wherever crowns of trees do, but the
 * upper nodes of their trees, opened while they are large (partial re-braiding, Benthin et al.
 * 2017). The flattened triangles are grafted on in the same way.
 */
final class PlaceTree {
  /** So many nodes stand for an instance in the top tree, in the mean. */
  private static final int NODES_PER_INSTANCE = 24;

  /** Boxes of instances are drawn round boxes so many levels below, which turn with less waste. */
  private static final int LEVELS_BELOW = 3;

  // those of the trees of triangles until the top tree's are added
  int[] nodes;
  final float[] leaves;
  final int[] partOf;
  final int[] triangleOf;
  // per entry of the top tree: which instance, and the node or leaf of its tree
  final int[] entryInstance;
  final int[] entryReference;
  final int root;

  private final Instances instances;
  private final int[] firstNode;

  /** A node in the world: of an instance, or of the flattened tree (-1). */
  private record Placed(int instance, int reference, float[] box, float area, int serial) {}

  /**
   * Joins.
   *
   * @param trees each at least one triangle; the flattened ones, if there are any, come first
   * @param flattened whether the first tree lies in the world's frame
   * @param treeOf the tree of each instance
   */
  PlaceTree(List<TriangleTree> trees, boolean flattened, int[] treeOf, Instances instances) {
    this.instances = instances;
    firstNode = new int[trees.size()];
    int[] firstLeaf = new int[trees.size()];
    int nodeCount = 0;
    int leafCount = 0;
    for (int i = 0; i < trees.size(); i++) {
      firstNode[i] = nodeCount;
      firstLeaf[i] = leafCount;
      nodeCount += trees.get(i).tree.size();
      leafCount += trees.get(i).leafCount();
    }
    leaves = new float[leafCount * NodeTest.LEAF_FLOATS];
    partOf = new int[leafCount * TriangleTree.LEAF_SIZE];
    triangleOf = new int[leafCount * TriangleTree.LEAF_SIZE];
    nodes = new int[WideNode.length(Math.max(1, nodeCount))];
    for (int i = 0; i < trees.size(); i++) {
      TriangleTree tree = trees.get(i);
      int[] from = tree.tree.nodes;
      System.arraycopy(
          from, WideNode.FIRST, nodes, WideNode.at(firstNode[i]), tree.tree.size() * WideNode.SIZE);
      for (int node = 0; node < tree.tree.size(); node++) {
        int at = WideNode.at(firstNode[i] + node) + WideNode.CHILDREN;
        for (int child = 0; child < 8; child++) {
          nodes[at + child] = Traversal.moved(nodes[at + child], firstNode[i], firstLeaf[i]);
        }
      }
      copy(tree.leaves, leaves, firstLeaf[i] * NodeTest.LEAF_FLOATS);
      int places = firstLeaf[i] * TriangleTree.LEAF_SIZE;
      System.arraycopy(tree.partOf, 0, partOf, places, tree.partOf.length);
      System.arraycopy(tree.triangleOf, 0, triangleOf, places, tree.triangleOf.length);
    }
    List<Placed> placed = treeOf.length == 0 ? List.of() : opened(flattened, treeOf);
    entryInstance = new int[placed.size()];
    entryReference = new int[placed.size()];
    if (placed.isEmpty()) {
      root = 0;
      return;
    }
    WideTree top = sorted(placed, nodeCount);
    root = nodeCount;
    nodes = Arrays.copyOf(nodes, WideNode.length(nodeCount + top.size()));
    System.arraycopy(
        top.nodes, WideNode.FIRST, nodes, WideNode.at(nodeCount), top.size() * WideNode.SIZE);
  }

  private static void copy(float[] from, float[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
  }

  /** Builds the top tree and numbers the entries in its order. */
  private WideTree sorted(List<Placed> placed, int nodesBefore) {
    float[] boxes = new float[placed.size() * 6];
    for (int i = 0; i < placed.size(); i++) {
      System.arraycopy(placed.get(i).box, 0, boxes, i * 6, 6);
    }
    SahBuilder binary = new SahBuilder(boxes, 1);
    int[] entries = new int[1];
    return new WideTree(
        binary,
        1,
        nodesBefore,
        (first, count) -> {
          Placed p = placed.get(binary.order[first]);
          if (p.instance < 0) {
            return p.reference;
          }
          entryInstance[entries[0]] = p.instance;
          entryReference[entries[0]] = p.reference;
          return Traversal.entry(entries[0]++);
        });
  }

  /** Opens the largest node again and again. */
  private List<Placed> opened(boolean flattened, int[] treeOf) {
    PriorityQueue<Placed> large =
        new PriorityQueue<>(
            Comparator.comparingDouble((Placed p) -> -p.area).thenComparingInt(Placed::serial));
    int serial = 0;
    for (int i = flattened ? -1 : 0; i < treeOf.length; i++) {
      int reference = firstNode[i < 0 ? 0 : treeOf[i]];
      float[] box = emptyBox();
      cover(i, reference, LEVELS_BELOW, box);
      large.add(new Placed(i, reference, box, SahBuilder.halfArea(box, 0), serial++));
    }
    int most = large.size() * NODES_PER_INSTANCE;
    List<Placed> done = new ArrayList<>();
    while (!large.isEmpty() && done.size() + large.size() < most) {
      Placed p = large.remove();
      if (p.reference < 0) {
        done.add(p);
        continue;
      }
      for (int child = 0; child < 8; child++) {
        if (!WideNode.has(nodes, WideNode.at(p.reference), child)) {
          continue;
        }
        int reference = childOf(p.reference, child);
        float[] box = emptyBox();
        if (reference < 0) {
          coverChild(p.instance, p.reference, child, box);
        } else {
          cover(p.instance, reference, LEVELS_BELOW, box);
        }
        large.add(new Placed(p.instance, reference, box, SahBuilder.halfArea(box, 0), serial++));
      }
    }
    done.addAll(large);
    done.sort(Comparator.comparingInt(Placed::serial));
    return done;
  }

  private int childOf(int node, int child) {
    return nodes[WideNode.at(node) + WideNode.CHILDREN + child];
  }

  /** Grows a world box round what lies below a node. */
  private void cover(int instance, int node, int levels, float[] box) {
    for (int child = 0; child < 8; child++) {
      if (!WideNode.has(nodes, WideNode.at(node), child)) {
        continue;
      }
      int reference = childOf(node, child);
      if (levels > 1 && reference >= 0) {
        cover(instance, reference, levels - 1, box);
      } else {
        coverChild(instance, node, child, box);
      }
    }
  }

  private void coverChild(int instance, int node, int child, float[] box) {
    float[] own = new float[6];
    WideNode.box(nodes, WideNode.at(node), child, own);
    if (instance >= 0) {
      instances.cover(instance, own, box);
      return;
    }
    for (int k = 0; k < 3; k++) {
      box[k] = Math.min(box[k], own[k]);
      box[3 + k] = Math.max(box[3 + k], own[3 + k]);
    }
  }

  private static float[] emptyBox() {
    float m = Float.MAX_VALUE;
    return new float[] {m, m, m, -m, -m, -m};
  }
}
