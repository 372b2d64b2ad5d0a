package org.drag4d.nets.torch;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network wants from its weight file: a network is made from its configuration alone and
 * writes down here each parameter that it will use. So its names and shapes are known without a
 * weight file and without libtorch, and a file is checked against them before anything is computed.
 */
public final class ParameterTable {
  private final Map<String, Parameter> parameters;
  private final String prefix;

  /** Starts an empty table. */
  public ParameterTable() {
    this(new LinkedHashMap<>(), "");
  }

  private ParameterTable(Map<String, Parameter> parameters, String prefix) {
    this.parameters = parameters;
    this.prefix = prefix;
  }

  /** Returns this table as the part of the network called so sees it. */
  public ParameterTable at(String part) {
    return new ParameterTable(parameters, prefix + part + ".");
  }

  /** Returns this table as the numbered part of a list of parts sees it. */
  public ParameterTable at(String list, int index) {
    return at(list + "." + index);
  }

  /**
   * Writes down a parameter.
   *
   * @param name within this part
   * @param shape its dimensions
   */
  public Parameter want(String name, long... shape) {
    return want(name, List.of(), shape);
  }

  /**
   * Writes down a parameter that files also call otherwise.
   *
   * @param name within this part
   * @param otherNames within this part
   * @param shape its dimensions
   */
  public Parameter want(String name, List<String> otherNames, long... shape) {
    Parameter parameter =
        new Parameter(
            prefix + name,
            otherNames.stream().map(other -> prefix + other).toList(),
            Arrays.stream(shape).boxed().toList());
    if (parameters.putIfAbsent(parameter.name(), parameter) != null) {
      throw new IllegalStateException(parameter.name() + " is wanted twice");
    }
    return parameter;
  }

  /** Returns all parameters of the whole network in the order in which they were written down. */
  public List<Parameter> parameters() {
    return List.copyOf(Collections.unmodifiableCollection(parameters.values()));
  }
}
