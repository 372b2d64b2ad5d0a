package org.drag4d.nets.triposr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drag4d.nets.diffusion.NetworkConfig;
import org.drag4d.nets.torch.Weights;
import org.drag4d.nets.weights.WeightFile;
import org.drag4d.task.InputException;

/**
 * TripoSR as it is published: {@code config.yaml} and {@code model.ckpt}.
 *
 * @param config the configuration; of YAML only what such files use is read: nested keys with plain
 *     values, comments, and references such as {@code ${tokenizer.num_channels}}
 * @param weights the checkpoint
 */
public record TripoSrFiles(Path config, Path weights) {
  private static final long LARGEST_CONFIG = 1 << 16;
  private static final Pattern LINE =
      Pattern.compile("( *)([A-Za-z_][A-Za-z0-9_.]*):(?: +(.*?))?\\s*");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_.]+)}");

  /** The network with its weights, and the file that they are part of. */
  public record Loaded(TripoSr network, Weights weights, WeightFile file) implements AutoCloseable {
    @Override
    public void close() {
      weights.close();
      file.close();
    }
  }

  /**
   * Opens the network.
   *
   * @throws InputException if the files are missing or do not fit each other
   */
  public Loaded open() {
    TripoSr network =
        new TripoSr(TripoSrConfig.of(new NetworkConfig(config.toString(), configuration())));
    WeightFile file = WeightFile.open(weights);
    try {
      return new Loaded(
          network,
          Weights.load(
              network.parameters(), file.tensors(), weights.toString(), Weights.Loading.usual()),
          file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Returns the configuration as a tree. */
  JsonNode configuration() {
    String text;
    try {
      if (Files.size(config) > LARGEST_CONFIG) {
        throw new InputException(config.toString(), "is larger than any configuration");
      }
      text = Files.readString(config);
    } catch (IOException e) {
      throw new InputException(config.toString(), "cannot be read: " + e.getMessage());
    }
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    Deque<ObjectNode> parents = new ArrayDeque<>();
    Deque<Integer> indents = new ArrayDeque<>();
    parents.push(root);
    indents.push(0);
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.replaceFirst("(^|\\s)#.*$", "").stripTrailing();
      if (line.isBlank() || line.equals("---")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new InputException(
            config + ", line " + number, "is not read: wanted is KEY: VALUE, nested by spaces");
      }
      int indent = matcher.group(1).length();
      while (indent < indents.peek()) {
        indents.pop();
        parents.pop();
      }
      if (indent > indents.peek()) {
        throw new InputException(config + ", line " + number, "is indented under a value");
      }
      if (matcher.group(3) == null || matcher.group(3).isEmpty()) {
        parents.push(parents.peek().putObject(matcher.group(2)));
        indents.push(childIndent(text, number, indent));
      } else {
        put(parents.peek(), matcher.group(2), value(root, matcher.group(3)));
      }
    }
    return root;
  }

  /** How far the next line with something on it is indented; an empty part ends at once. */
  private static int childIndent(String text, int after, int indent) {
    return text.lines()
        .skip(after)
        .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
        .findFirst()
        .map(line -> line.length() - line.stripLeading().length())
        .filter(next -> next > indent)
        .orElse(indent + 1);
  }

  private static String value(ObjectNode root, String text) {
    Matcher reference = REFERENCE.matcher(text);
    if (reference.matches()) {
      JsonNode at = root;
      for (String key : reference.group(1).split("\\.")) {
        at = at.path(key);
      }
      return at.asText();
    }
    boolean quoted =
        text.length() > 1
            && (text.startsWith("\"") && text.endsWith("\"")
                || text.startsWith("'") && text.endsWith("'"));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static void put(ObjectNode into, String key, String value) {
    if (value.matches("[-+]?[0-9]{1,9}")) {
      into.put(key, Integer.parseInt(value));
    } else if (value.matches("[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?")) {
      into.put(key, Double.parseDouble(value));
    } else if (value.equals("true") || value.equals("false")) {
      into.put(key, value.equals("true"));
    } else if (value.equals("null")) {
      into.putNull(key);
    } else {
      into.put(key, value);
    }
  }
}
