package org.drag4d.world.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WideNodeTest {
  @Property(tries = 300)
  void boxesAreRoundedOutwardsByLittle(@ForAll long seed) {
    Random random = new Random(seed);
    double extent = Math.pow(10, 5 * random.nextDouble() - 3);
    double away = random.nextInt(3) * 100;
    int count = 1 + random.nextInt(8);
    float[] boxes = new float[count * 6];
    double[] low = new double[3];
    double[] high = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      low[axis] = Double.MAX_VALUE;
      high[axis] = -Double.MAX_VALUE;
      boolean flat = random.nextInt(4) == 0;
      for (int i = 0; i < count; i++) {
        double at = away + (flat ? 0 : extent * random.nextDouble());
        double size = flat ? 0 : extent * random.nextDouble();
        boxes[i * 6 + axis] = (float) at;
        boxes[i * 6 + 3 + axis] = (float) (at + size);
        low[axis] = Math.min(low[axis], boxes[i * 6 + axis]);
        high[axis] = Math.max(high[axis], boxes[i * 6 + 3 + axis]);
      }
    }
    int[] nodes = new int[WideNode.length(2)];
    WideNode.store(nodes, WideNode.at(1), boxes, count);
    float[] box = new float[6];
    for (int i = 0; i < 8; i++) {
      assertThat(WideNode.has(nodes, WideNode.at(1), i)).isEqualTo(i < count);
      if (i >= count) {
        continue;
      }
      WideNode.box(nodes, WideNode.at(1), i, box);
      for (int axis = 0; axis < 3; axis++) {
        double much = 2.5 * (high[axis] - low[axis]) / 1023 + 3e-5 * (1 + away + 2 * extent);
        double below = boxes[i * 6 + axis] - (double) box[axis];
        double above = box[3 + axis] - (double) boxes[i * 6 + 3 + axis];
        assertThat(below).isPositive().isLessThan(much);
        assertThat(above).isPositive().isLessThan(much);
      }
    }
    for (int i = 0; i < WideNode.SIZE; i++) {
      assertThat(nodes[WideNode.at(0) + i]).isZero();
    }
  }
}
