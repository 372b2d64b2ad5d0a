package org.drag4d.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The list of commands in the help, by what one wants to do. */
final class CommandGroups {
  private static final int NAME_COLUMNS = 12;
  private static final Map<String, List<String>> DESCRIBED = new LinkedHashMap<>();
  private static final Map<String, List<String>> NAMED = new LinkedHashMap<>();

  static {
    DESCRIBED.put("Start here", List.of("studio", "demo", "doctor"));
    DESCRIBED.put("Make", List.of("run", "scene", "compose", "animate"));
    NAMED.put("Use results", List.of("render", "mesh", "features", "view", "export", "inspect"));
    NAMED.put("Use the parts", List.of("train", "world", "mask", "object"));
    NAMED.put("Measure", List.of("eval", "bench", "nets"));
    NAMED.put("Housekeeping", List.of("models", "completion", "help"));
  }

  private CommandGroups() {}

  /** Returns the list of those commands that there are. */
  static String render(CommandSpec drag4d) {
    StringBuilder text = new StringBuilder("\n");
    DESCRIBED.forEach(
        (group, names) -> {
          text.append(group).append('\n');
          for (String name : present(names, drag4d)) {
            text.append("  ").append(name).append(" ".repeat(NAME_COLUMNS - name.length()));
            text.append(drag4d.subcommands().get(name).getCommandSpec().usageMessage().header()[0]);
            text.append('\n');
          }
        });
    NAMED.forEach(
        (group, names) -> {
          List<String> present = present(names, drag4d);
          if (!present.isEmpty()) {
            text.append(group).append('\n');
            text.append("  ").append(String.join("  ", present)).append('\n');
          }
        });
    return text.toString();
  }

  /** Returns the names in all groups, to check that no command is forgotten. */
  static List<String> names() {
    return Stream.concat(DESCRIBED.values().stream(), NAMED.values().stream())
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> present(List<String> names, CommandSpec drag4d) {
    return names.stream().filter(drag4d.subcommands()::containsKey).toList();
  }
}
