package org.drag4d.nets.diffusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drag4d.task.InputException;

/**
 * A published {@code config.json} as it is read: every key must be understood, be without effect on
 * what a trained network computes, or have the one value that is supported.
 */
public final class NetworkConfig {
  private static final int LARGEST = 1 << 20;
  private static final long LARGEST_FILE = 1 << 20;
  private static final int MOST_LAYERS = 256;

  private final String where;
  private final JsonNode json;
  private final Set<String> read = new LinkedHashSet<>();

  /**
   * Starts reading.
   *
   * @param where what to call the configuration in messages
   * @param json an object
   */
  public NetworkConfig(String where, JsonNode json) {
    if (!json.isObject()) {
      throw new InputException(where, "is not a JSON object");
    }
    this.where = where;
    this.json = json;
  }

  /**
   * Reads a file of JSON that describes a network.
   *
   * @throws InputException if it cannot be read, is no JSON, or larger than 1 MiB
   */
  public static JsonNode json(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new InputException(file.toString(), "is larger than 1 MiB, as no configuration is");
      }
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new InputException(file.toString(), "is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /** Returns the part of the file under a key. */
  public NetworkConfig at(String key) {
    return new NetworkConfig(
        where + "." + key, value(key).orElseThrow(() -> wrong(key, "is missing")));
  }

  /** Says whether the file has something under a key. */
  public boolean says(String key) {
    return value(key).isPresent();
  }

  /** Returns a whole number, or what it is where the file says nothing. */
  public int integer(String key, int otherwise) {
    return value(key).map(node -> integer(key, node)).orElse(otherwise);
  }

  /** Returns how many layers something has, from 1 to 256, or what it is where nothing is said. */
  public int layers(String key, int otherwise) {
    int layers = integer(key, otherwise);
    if (layers < 1 || layers > MOST_LAYERS) {
      throw wrong(key, layers + " layers, not 1 to " + MOST_LAYERS);
    }
    return layers;
  }

  /** Returns a size that is at least 1, or what it is where the file says nothing. */
  public int size(String key, int otherwise) {
    int size = integer(key, otherwise);
    if (size < 1) {
      throw wrong(key, "must be at least 1");
    }
    return size;
  }

  /** Returns a number, or what it is where the file says nothing. */
  public double number(String key, double otherwise) {
    return value(key)
        .map(
            node -> {
              if (!node.isNumber()) {
                throw wrong(key, "is not a number");
              }
              return node.asDouble();
            })
        .orElse(otherwise);
  }

  /** Returns yes or no, or what it is where the file says nothing. */
  public boolean flag(String key, boolean otherwise) {
    return value(key)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw wrong(key, "is neither true nor false");
              }
              return node.asBoolean();
            })
        .orElse(otherwise);
  }

  /** Returns a text, or what it is where the file says nothing. */
  public String text(String key, String otherwise) {
    return value(key).map(JsonNode::asText).orElse(otherwise);
  }

  /** Returns a list of whole numbers that the file must say. */
  public List<Integer> integers(String key) {
    JsonNode node = value(key).orElseThrow(() -> wrong(key, "is missing"));
    if (!node.isArray() || node.isEmpty() || node.size() > 64) {
      throw wrong(key, "is not a list of 1 to 64 numbers");
    }
    List<Integer> numbers = new ArrayList<>();
    node.forEach(item -> numbers.add(integer(key, item)));
    return numbers;
  }

  /** Returns a list of so many whole numbers; the file may say one number for all. */
  public List<Integer> integers(String key, int count, int otherwise) {
    Optional<JsonNode> node = value(key);
    if (node.isPresent() && node.get().isArray()) {
      List<Integer> numbers = integers(key);
      if (numbers.size() != count) {
        throw wrong(key, "has " + numbers.size() + " numbers instead of " + count);
      }
      return numbers;
    }
    int all = node.map(item -> integer(key, item)).orElse(otherwise);
    return Collections.nCopies(count, all);
  }

  /** Returns how many layers so many parts have, each from 1 to 256. */
  public List<Integer> layers(String key, int count, int otherwise) {
    List<Integer> layers = integers(key, count, otherwise);
    if (Collections.min(layers) < 1 || Collections.max(layers) > MOST_LAYERS) {
      throw wrong(key, "has other numbers than 1 to " + MOST_LAYERS);
    }
    return layers;
  }

  /** Returns a list of so many numbers that the file must say. */
  public List<Double> numbers(String key, int count) {
    JsonNode node = value(key).orElseThrow(() -> wrong(key, "is missing"));
    if (!node.isArray() || node.size() != count) {
      throw wrong(key, "is not a list of " + count + " numbers");
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode item : node) {
      if (!item.isNumber()) {
        throw wrong(key, "has " + item + " among its numbers");
      }
      numbers.add(item.asDouble());
    }
    return numbers;
  }

  /** Returns a list of texts that the file must say, as many as wanted. */
  public List<String> texts(String key, int count) {
    JsonNode node = value(key).orElseThrow(() -> wrong(key, "is missing"));
    if (!node.isArray() || node.size() != count) {
      throw wrong(key, "is not a list of " + count + " names");
    }
    List<String> texts = new ArrayList<>();
    node.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  /** Insists that a key is absent, null, or has the value that is supported. */
  public NetworkConfig only(String key, Object supported) {
    value(key)
        .filter(node -> !same(node, supported))
        .ifPresent(
            node -> {
              throw wrong(key, "is " + node + ", and only " + supported + " is supported");
            });
    return this;
  }

  /** Marks keys that change nothing in what a trained network computes. */
  public NetworkConfig ignore(String... keys) {
    read.addAll(List.of(keys));
    return this;
  }

  /**
   * Ends reading.
   *
   * @throws InputException if a key was not read that switches something on
   */
  public void finish() {
    for (String key : (Iterable<String>) json::fieldNames) {
      JsonNode node = json.get(key);
      boolean off = node.isNull() || (node.isBoolean() && !node.asBoolean());
      if (!read.contains(key) && !key.startsWith("_") && !off) {
        throw wrong(key, "is not known");
      }
    }
  }

  /** Describes what is wrong with a key. */
  public InputException wrong(String key, String what) {
    return new InputException(where + ", " + key, what);
  }

  private Optional<JsonNode> value(String key) {
    read.add(key);
    return Optional.ofNullable(json.get(key)).filter(node -> !node.isNull());
  }

  private int integer(String key, JsonNode node) {
    if (!node.isIntegralNumber() || node.asLong() < 0 || node.asLong() > LARGEST) {
      throw wrong(key, "is " + node + ", not a whole number from 0 to " + LARGEST);
    }
    return node.asInt();
  }

  private static boolean same(JsonNode node, Object supported) {
    return switch (supported) {
      case Boolean flag -> node.isBoolean() && node.asBoolean() == flag;
      case Number number -> node.isNumber() && node.asDouble() == number.doubleValue();
      default -> node.asText().equals(supported.toString());
    };
  }
}
