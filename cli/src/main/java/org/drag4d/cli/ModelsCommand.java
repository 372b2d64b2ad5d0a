package org.drag4d.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.nets.store.InstalledModel;
import org.drag4d.nets.store.ModelPull;
import org.drag4d.nets.store.ModelStore;
import org.drag4d.nets.store.ModelStore.Checked;
import org.drag4d.nets.store.PublishedModel;
import org.drag4d.nets.store.Terms;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.task.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d models}: which priors and published weights there are, and getting them. */
@Command(
    name = "models",
    header = "which priors and published weights there are; get them",
    description = {
      "Nothing here needs a download to work; published weights do some things better.",
      "",
      "  drag4d models list",
      "  drag4d models pull u2netp",
      ""
    },
    subcommands = {
      ModelsCommand.ListModels.class,
      ModelsCommand.Show.class,
      ModelsCommand.Pull.class,
      ModelsCommand.Verify.class,
      ModelsCommand.Remove.class,
      ModelsCommand.Import.class
    })
final class ModelsCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Override
  public Integer call() {
    return list();
  }

  private Console console() {
    return drag4d.console();
  }

  private int list() {
    ModelStore store = ModelStore.ofEnvironment();
    StringBuilder text = new StringBuilder("Priors\n");
    List<Map<String, String>> priors = new ArrayList<>();
    for (PriorCatalogue.Entry entry : PriorCatalogue.entries()) {
      String role = entry.role().name().toLowerCase(Locale.ROOT);
      text.append(String.format("  %-13s %-15s %s%n", role, entry.name(), entry.makes()));
      if (!entry.needs().isEmpty()) {
        text.append(String.format("%-31s needs %s%n", "", entry.needs()));
      }
      Map<String, String> row = new LinkedHashMap<>();
      row.put("role", role);
      row.put("name", entry.name());
      row.put("makes", entry.makes());
      row.put("needs", entry.needs());
      priors.add(row);
    }
    text.append("\nPublished weights (* is on this computer)\n");
    List<Map<String, Object>> models = new ArrayList<>();
    for (PublishedModel model : store.catalogue().models()) {
      boolean here = store.find(model).isPresent();
      text.append(
          String.format(
              "  %s %-31s %14s  %s%n",
              here ? "*" : " ",
              model.name(),
              model.size(),
              model.usedBy().isEmpty()
                  ? "nothing here uses it yet"
                  : "for " + String.join(", ", model.usedBy())));
      Map<String, Object> row = fields(model);
      row.put("installed", here);
      models.add(row);
    }
    text.append("\nMore about one: drag4d models show NAME");
    console().result(text.toString(), Map.of("priors", priors, "models", models));
    return ExitCodes.DONE;
  }

  private static Map<String, Object> fields(PublishedModel model) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", model.name());
    fields.put("makes", model.makes());
    fields.put("bytes", model.totalBytes());
    fields.put("exact", model.sizeIsExact());
    fields.put("licence", model.licence().name());
    fields.put("licenceLink", model.licence().link());
    fields.put("commercial", model.licence().commercial());
    fields.put("territories", model.licence().territories());
    fields.put("usedBy", model.usedBy());
    return fields;
  }

  /** {@code drag4d models list}. */
  @Command(
      name = "list",
      header = "all priors and published weights",
      description = {"Lists the priors that can be chosen and the weights that can be had.", ""})
  static final class ListModels implements Callable<Integer> {
    @ParentCommand private ModelsCommand models;

    @Override
    public Integer call() {
      return models.list();
    }
  }

  /** {@code drag4d models show}. */
  @Command(
      name = "show",
      header = "one model: licence, sources, files",
      description = {"Says under which terms a model can be had, where, and where it lies.", ""})
  static final class Show implements Callable<Integer> {
    @ParentCommand private ModelsCommand models;

    @Parameters(paramLabel = "NAME", description = "A name of 'drag4d models list'.")
    private String name;

    @Override
    public Integer call() {
      ModelStore store = ModelStore.ofEnvironment();
      PublishedModel model = store.catalogue().get(name);
      Optional<InstalledModel> installed = store.find(model);
      StringBuilder text = new StringBuilder(Terms.full(model));
      List<Map<String, Object>> files = new ArrayList<>();
      for (PublishedModel.ModelFile file : model.files()) {
        Optional<Path> place = installed.map(i -> i.file(file.path()));
        text.append("\n  file     ").append(place.map(Path::toString).orElse(file.path()));
        file.sha256().ifPresent(sha -> text.append("\n           SHA-256 ").append(sha));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("path", file.path());
        row.put("bytes", file.aboutBytes());
        row.put("exact", file.bytes().isPresent());
        file.sha256().ifPresent(sha -> row.put("sha256", sha));
        place.ifPresent(p -> row.put("file", p.toString()));
        files.add(row);
      }
      text.append(
          installed.isPresent()
              ? "\n  It is on this computer."
              : "\n  It is not on this computer. Get it: drag4d models pull " + name);
      Map<String, Object> fields = fields(model);
      fields.put("sources", model.sources().stream().map(PublishedModel.Source::where).toList());
      fields.put("note", model.note());
      fields.put("installed", installed.isPresent());
      fields.put("files", files);
      models.console().result(text.toString(), fields);
      return ExitCodes.DONE;
    }
  }

  /** {@code drag4d models pull}. */
  @Command(
      name = "pull",
      header = "download a model",
      description = {
        "Downloads a model into the cache that all Hugging Face tools share. Stopped or cut off,"
            + " the same command continues.",
        "",
        "  drag4d models pull u2netp --accept-licence",
        ""
      })
  static final class Pull implements Callable<Integer> {
    @ParentCommand private ModelsCommand models;

    @Parameters(paramLabel = "NAME", description = "A name of 'drag4d models list'.")
    private String name;

    @Option(
        names = "--accept-licence",
        description = "You have read the licence and accept it; without this you are asked.")
    private boolean accepted;

    @Override
    public Integer call() {
      Console console = models.console();
      ModelStore store = ModelStore.ofEnvironment();
      PublishedModel model = store.catalogue().get(name);
      if (store.find(model).isEmpty()) {
        requireLicence(model, console);
      }
      InstalledModel installed =
          JobRunner.run(
              console, "pull", (workers, progress) -> new ModelPull(store).pull(model, progress));
      return report(console, installed);
    }

    private void requireLicence(PublishedModel model, Console console) {
      console.remark(Terms.full(model));
      if (accepted) {
        return;
      }
      if (console.terminal() && !console.json() && !console.quiet()) {
        String answer = System.console().readLine("Do you accept the licence? [y/N] ");
        if (answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
          return;
        }
        throw new InputException(model.name(), "not downloaded: its licence was not accepted");
      }
      throw new InputException(
          model.name(),
          "its licence must be accepted first: " + Terms.line(model.licence()),
          "Read " + model.licence().link() + ", then add --accept-licence.");
    }
  }

  private static int report(Console console, InstalledModel installed) {
    Map<String, Object> fields = fields(installed.model());
    List<String> files = installed.files().values().stream().map(Path::toString).toList();
    fields.put("files", files);
    console.result(String.join("\n", files), fields);
    return ExitCodes.DONE;
  }

  /** {@code drag4d models verify}. */
  @Command(
      name = "verify",
      header = "check a model's files",
      description = {"Checks sizes and checksums of a model, or of all that are here.", ""})
  static final class Verify implements Callable<Integer> {
    @ParentCommand private ModelsCommand models;

    @Parameters(
        paramLabel = "NAME",
        arity = "0..1",
        description = "A name of 'drag4d models list'; all that are here by default.")
    private Optional<String> name = Optional.empty();

    @Override
    public Integer call() {
      Console console = models.console();
      ModelStore store = ModelStore.ofEnvironment();
      List<PublishedModel> wanted =
          name.map(n -> List.of(store.require(n).model()))
              .orElseGet(
                  () ->
                      store.catalogue().models().stream()
                          .filter(m -> store.find(m).isPresent())
                          .toList());
      List<String> lines = new ArrayList<>();
      List<Map<String, Object>> rows = new ArrayList<>();
      JobRunner.run(
          console,
          "verify",
          (workers, progress) -> {
            for (PublishedModel model : wanted) {
              for (Checked checked : store.verify(model, progress)) {
                String finding = checked.finding().name().toLowerCase(Locale.ROOT);
                lines.add(
                    String.format(
                        "%-8s %s %s: %s", finding, model.name(), checked.path(), checked.detail()));
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("model", model.name());
                row.put("path", checked.path());
                row.put("finding", finding);
                row.put("detail", checked.detail());
                rows.add(row);
              }
            }
            return lines;
          });
      boolean right = rows.stream().noneMatch(row -> row.get("finding").equals("wrong"));
      String text = lines.isEmpty() ? "no published weights are here" : String.join("\n", lines);
      console.result(
          right ? text : text + "\nGet it again: drag4d models remove NAME, then pull NAME",
          Map.of("ok", right, "files", rows));
      return right ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }

  /** {@code drag4d models remove}. */
  @Command(
      name = "remove",
      header = "delete a model from this computer",
      description = {"Deletes a model's files, also from the cache shared with other tools.", ""})
  static final class Remove implements Callable<Integer> {
    @ParentCommand private ModelsCommand models;

    @Parameters(paramLabel = "NAME", description = "A name of 'drag4d models list'.")
    private String name;

    @Override
    public Integer call() {
      ModelStore store = ModelStore.ofEnvironment();
      long freed = store.remove(store.catalogue().get(name));
      models
          .console()
          .result(
              String.format(Locale.ROOT, "%.1f MB freed", freed / 1e6),
              Map.of("name", name, "freedBytes", freed));
      return ExitCodes.DONE;
    }
  }

  /** {@code drag4d models import}. */
  @Command(
      name = "import",
      header = "take a model's files from this computer",
      description = {
        "Takes files that you have, whatever they are called where their contents are known.",
        "",
        "  drag4d models import u2netp Downloads/u2netp.onnx",
        ""
      })
  static final class Import implements Callable<Integer> {
    @ParentCommand private ModelsCommand models;

    @Parameters(index = "0", paramLabel = "NAME", description = "A name of 'drag4d models list'.")
    private String name;

    @Parameters(index = "1", paramLabel = "PATH", description = "The file, or their folder.")
    private Path path;

    @Option(names = "--link", description = "Link to the files instead of copying them.")
    private boolean link;

    @Override
    public Integer call() {
      Console console = models.console();
      ModelStore store = ModelStore.ofEnvironment();
      PublishedModel model = store.catalogue().get(name);
      return report(
          console,
          JobRunner.run(
              console,
              "import",
              (workers, progress) -> store.importFrom(model, path, link, progress)));
    }
  }
}
