package org.drag4d.nets.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * A network written down as an ONNX model, for weights that are published in another format. Nodes
 * are added in the order in which they run; the format is ONNX's protobuf schema (onnx.proto,
 * version 8 of the representation, operators of version 17).
 */
public final class OnnxGraph {
  private static final int REPRESENTATION = 8;
  private static final int OPERATORS = 17;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final Message nodes = new Message();
  private final Message weights = new Message();
  private final Message ends = new Message();

  /** An argument of an operator. */
  public sealed interface Attribute {
    /** A whole number. */
    record Whole(String name, long value) implements Attribute {}

    /** A number. */
    record Real(String name, float value) implements Attribute {}

    /** A text. */
    record Text(String name, String value) implements Attribute {}

    /** Whole numbers. */
    record Wholes(String name, List<Integer> values) implements Attribute {}
  }

  /**
   * Adds an operator with one output.
   *
   * @param operator ONNX's name for it
   * @param inputs names of earlier outputs, weights or inputs; empty where one is left out
   * @return the output
   */
  public String node(String operator, List<String> inputs, String output, Attribute... attributes) {
    nodes.message(
        1,
        node -> {
          inputs.forEach(input -> node.text(1, input));
          node.text(2, output);
          node.text(4, operator);
          for (Attribute attribute : attributes) {
            node.message(5, message -> write(message, attribute));
          }
        });
    return output;
  }

  private static void write(Message message, Attribute attribute) {
    switch (attribute) {
      case Attribute.Whole(String name, long value) ->
          message.text(1, name).varint(3, value).varint(20, 2);
      case Attribute.Real(String name, float value) ->
          message.text(1, name).fixed(2, value).varint(20, 1);
      case Attribute.Text(String name, String value) ->
          message.text(1, name).text(4, value).varint(20, 3);
      case Attribute.Wholes(String name, List<Integer> values) -> {
        message.text(1, name);
        values.forEach(value -> message.varint(8, value));
        message.varint(20, 7);
      }
    }
  }

  /** Adds numbers that are known beforehand; returns their name. */
  public String weights(String name, float[] values, long... shape) {
    HostTensor.require(values.length, shape);
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    weights.message(5, tensor -> tensor(tensor, name, FLOAT, raw.array(), shape));
    return name;
  }

  /** Adds whole numbers that are known beforehand; returns their name. */
  public String weights(String name, long[] values, long... shape) {
    HostTensor.require(values.length, shape);
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    weights.message(5, tensor -> tensor(tensor, name, INT64, raw.array(), shape));
    return name;
  }

  private static void tensor(Message tensor, String name, int type, byte[] raw, long... shape) {
    for (long size : shape) {
      tensor.varint(1, size);
    }
    tensor.varint(2, type).text(8, name).bytes(9, raw);
  }

  /** Says which numbers go in; a size of -1 is free. */
  public void input(String name, long... shape) {
    end(11, name, shape);
  }

  /** Says which numbers come out; a size of -1 is free. */
  public void output(String name, long... shape) {
    end(12, name, shape);
  }

  private void end(int field, String name, long... shape) {
    ends.message(
        field,
        value ->
            value
                .text(1, name)
                .message(
                    2,
                    type ->
                        type.message(
                            1,
                            tensor ->
                                tensor
                                    .varint(1, FLOAT)
                                    .message(2, sizes -> sizes(sizes, name, shape)))));
  }

  private static void sizes(Message sizes, String name, long... shape) {
    for (int i = 0; i < shape.length; i++) {
      long size = shape[i];
      String free = name + "_" + i;
      sizes.message(
          1,
          dimension -> {
            if (size < 0) {
              dimension.text(2, free);
            } else {
              dimension.varint(1, size);
            }
          });
    }
  }

  /** Returns the serialised model. */
  public byte[] model() {
    return new Message()
        .varint(1, REPRESENTATION)
        .text(2, "drag4d")
        .message(7, graph -> graph.append(nodes).text(2, "network").append(weights).append(ends))
        .message(8, operators -> operators.text(1, "").varint(2, OPERATORS))
        .bytes();
  }

  /** A protobuf message under construction: fields of a number and a value, one after the other. */
  private static final class Message {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
      return out.toByteArray();
    }

    Message append(Message other) {
      out.writeBytes(other.bytes());
      return this;
    }

    Message varint(int field, long value) {
      tag(field, VARINT);
      return varint(value);
    }

    Message fixed(int field, float value) {
      tag(field, FIXED_32);
      int bits = Float.floatToIntBits(value);
      for (int shift = 0; shift < 32; shift += 8) {
        out.write(bits >>> shift);
      }
      return this;
    }

    Message text(int field, String text) {
      return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message bytes(int field, byte[] bytes) {
      tag(field, LENGTH);
      varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    Message message(int field, Consumer<Message> content) {
      Message inner = new Message();
      content.accept(inner);
      return bytes(field, inner.bytes());
    }

    private void tag(int field, int kind) {
      varint((long) field << 3 | kind);
    }

    private Message varint(long value) {
      long left = value;
      while ((left & ~0x7fL) != 0) {
        out.write((int) (left & 0x7f | 0x80));
        left >>>= 7;
      }
      out.write((int) left);
      return this;
    }
  }
}
