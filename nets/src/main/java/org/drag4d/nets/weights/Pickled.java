package org.drag4d.nets.weights;

import java.util.List;
import java.util.Map;

/**
 * A value of a pickle. Names of Python things stay names, and calls stay records of what would have
 * been called: nothing is ever loaded or run.
 */
sealed interface Pickled {
  /** Python's None. */
  record None() implements Pickled {}

  /** A truth value. */
  record Bool(boolean value) implements Pickled {}

  /** A whole number that fits 64 bits; larger ones are {@link Inert}. */
  record Whole(long value) implements Pickled {}

  /** A floating-point number. */
  record Real(double value) implements Pickled {}

  /** A string. */
  record Text(String value) implements Pickled {}

  /** Bytes, of which only the number is kept. */
  record Bytes(int length) implements Pickled {}

  /** A tuple, a frozen set. */
  record Tuple(List<Pickled> items) implements Pickled {}

  /** A list or a set; grows while the pickle is read. */
  record Sequence(List<Pickled> items) implements Pickled {}

  /** A dictionary or an OrderedDict; grows while the pickle is read. */
  record Dictionary(Map<Pickled, Pickled> entries) implements Pickled {}

  /** The name of a Python class or function. */
  record Global(String module, String name) implements Pickled {}

  /** A reference to something outside of the pickle, such as a tensor's numbers. */
  record Persistent(Pickled id) implements Pickled {}

  /** What a call or an object would have been. */
  record Inert(Pickled callable, Pickled arguments) implements Pickled {}

  /**
   * A tensor: a view of a storage.
   *
   * @param storage the tuple that names it
   * @param offset of the first element
   * @param shape dimensions
   * @param strides per dimension, in elements
   */
  record Tensor(Pickled storage, long offset, long[] shape, long[] strides) implements Pickled {}
}
