package org.drag4d.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drag4d.priors.PriorCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d models}: which priors there are. */
@Command(
    name = "models",
    header = "which priors there are, and what they need",
    description = {"Lists the priors that can be chosen, and what each needs.", ""})
final class ModelsCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Parameters(
      paramLabel = "list",
      arity = "0..1",
      defaultValue = "list",
      description = "Only 'list' so far.")
  private String action;

  @Override
  public Integer call() {
    if (!action.equals("list")) {
      throw new org.drag4d.task.InputException("models " + action, "only 'list' is known");
    }
    StringBuilder text = new StringBuilder();
    List<Map<String, String>> rows = new java.util.ArrayList<>();
    for (PriorCatalogue.Entry entry : PriorCatalogue.entries()) {
      String role = entry.role().name().toLowerCase(Locale.ROOT);
      text.append(String.format("%-13s %-15s %s%n", role, entry.name(), entry.makes()));
      if (!entry.needs().isEmpty()) {
        text.append(String.format("%-29s needs %s%n", "", entry.needs()));
      }
      Map<String, String> row = new LinkedHashMap<>();
      row.put("role", role);
      row.put("name", entry.name());
      row.put("makes", entry.makes());
      row.put("needs", entry.needs());
      rows.add(row);
    }
    drag4d.console().result(text.toString().stripTrailing(), Map.of("priors", rows));
    return ExitCodes.DONE;
  }
}
