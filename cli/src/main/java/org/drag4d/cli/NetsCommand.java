package org.drag4d.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.drag4d.nets.parity.ParityCase;
import org.drag4d.nets.parity.PublishedNetwork;
import org.drag4d.nets.torch.Parameter;
import org.drag4d.task.InputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d nets}: networks held against their reference implementations. */
@Command(
    name = "nets",
    header = "check networks against their reference implementations",
    description = {
      "Runs networks on cases that their reference implementations made, and says what weights they"
          + " want (docs/networks.md).",
      ""
    },
    subcommands = {NetsCommand.Check.class, NetsCommand.Keys.class})
final class NetsCommand implements Runnable {
  @ParentCommand private Drag4D drag4d;
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** {@code drag4d nets check CASE}. */
  @Command(
      name = "check",
      header = "compare a network's outputs with its reference's",
      description = {
        "Runs the network of a case on its weights and inputs, and prints how far each output is"
            + " from the expected one. Ends with 1 if one is further than the tolerance.",
        ""
      })
  static final class Check implements Callable<Integer> {
    @ParentCommand private NetsCommand nets;

    @Parameters(
        paramLabel = "CASE",
        description = "A folder with case.json, weights.safetensors and io.safetensors.")
    private Path folder;

    @Option(
        names = "--tolerance",
        paramLabel = "X",
        description =
            "Largest difference, relative to the output's scale; ${DEFAULT-VALUE} by default.")
    private double tolerance = 1e-4;

    @Override
    public Integer call() {
      if (!(tolerance >= 0)) {
        throw new InputException("--tolerance", "must be 0 or more");
      }
      ParityCase.Report report = ParityCase.run(folder);
      boolean passed = report.worst() <= tolerance;
      StringBuilder text = new StringBuilder();
      text.append(
          String.format(
              Locale.ROOT,
              "%-22s %-18s %12s %12s",
              report.model(),
              "shape",
              "absolute",
              "relative"));
      List<Map<String, Object>> outputs = new ArrayList<>();
      for (ParityCase.Difference difference : report.differences()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%n%-22s %-18s %12.3g %12.3g%s",
                difference.output(),
                difference.shape().stream().map(String::valueOf).collect(Collectors.joining("x")),
                difference.absolute(),
                difference.relative(),
                difference.relative() <= tolerance ? "" : "  too far"));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", difference.output());
        fields.put("shape", difference.shape());
        // JSON has no infinity, which an output that is not a number is away.
        fields.put("maxAbs", finite(difference.absolute()));
        fields.put("maxRel", finite(difference.relative()));
        outputs.add(fields);
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("case", folder.toString());
      fields.put("model", report.model());
      fields.put("tolerance", tolerance);
      fields.put("pass", passed);
      fields.put("outputs", outputs);
      nets.drag4d.console().result(text.toString(), fields);
      return passed ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static double finite(double value) {
      return Math.min(value, Double.MAX_VALUE);
    }
  }

  /** {@code drag4d nets keys MODEL}. */
  @Command(
      name = "keys",
      header = "print the tensors that a network wants from its weight file",
      description = {
        "Prints name, shape and type of every tensor at the published size, tab-separated. Without"
            + " MODEL, prints the networks there are.",
        ""
      })
  static final class Keys implements Callable<Integer> {
    @ParentCommand private NetsCommand nets;

    @Parameters(paramLabel = "MODEL", arity = "0..1", description = "Which network.")
    private String model;

    @Override
    public Integer call() {
      Console console = nets.drag4d.console();
      if (model == null) {
        Map<String, String> known = new LinkedHashMap<>();
        for (PublishedNetwork network : PublishedNetwork.values()) {
          known.put(network.published(), network.description());
        }
        console.result(
            known.entrySet().stream()
                .map(entry -> entry.getKey() + "\t" + entry.getValue())
                .collect(Collectors.joining("\n")),
            Map.of("networks", known));
        return ExitCodes.DONE;
      }
      List<Map<String, Object>> tensors = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      for (Parameter parameter : PublishedNetwork.named(model).parameters()) {
        String shape =
            parameter.shape().stream().map(String::valueOf).collect(Collectors.joining(","));
        lines.add(parameter.name() + "\t" + shape + "\tF32");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", parameter.name());
        fields.put("shape", parameter.shape());
        fields.put("dtype", "F32");
        tensors.add(fields);
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("model", model);
      fields.put("tensors", tensors);
      console.result(String.join("\n", lines), fields);
      return ExitCodes.DONE;
    }
  }
}
