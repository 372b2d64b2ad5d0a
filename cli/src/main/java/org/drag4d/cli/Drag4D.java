package org.drag4d.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.drag4d.project.Versions;
import org.drag4d.scene.Quality;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program {@code drag4d}. */
@Command(
    name = "drag4d",
    version = "drag4d " + Versions.DRAG4D,
    header = {"Text to 3D scene, picture to object, path to 4D video.", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "drag4d [-hVqv] [--json] [--seed=N] [--color=WHEN] COMMAND",
    commandListHeading = "",
    footer = {
      "",
      "Examples",
      "  drag4d demo",
      "  drag4d scene \"a cozy living room with a fireplace\" -o room.drag4d",
      "  drag4d compose -p room.drag4d --object robot",
      "  drag4d animate -p room.drag4d --path hop --views a000_e00,a090_e00",
      "",
      "'drag4d COMMAND --help' says more about a command.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or bad input, 3 model missing,",
      "            130 cancelled"
    },
    subcommands = {
      DemoCommand.class,
      DoctorCommand.class,
      RunCommand.class,
      SceneCommand.class,
      ComposeCommand.class,
      AnimateCommand.class,
      RenderCommand.class,
      MeshCommand.class,
      FeaturesCommand.class,
      InspectCommand.class,
      TrainCommand.class,
      WorldCommand.class,
      MaskCommand.class,
      ObjectCommand.class,
      EvalCommand.class,
      BenchCommand.class,
      NetsCommand.class,
      ModelsCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
final class Drag4D implements Runnable {
  /** When the person started the program, as nearly as it can know. */
  static final long START_NANOS = System.nanoTime();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Write only the result.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Write details, and stack traces of failures.")
  private boolean verbose;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Write the result as one JSON object, progress as JSON lines.")
  private boolean json;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      scope = ScopeType.INHERIT,
      description = "One seed, one result; ${DEFAULT-VALUE} by default.")
  private long seed;

  @Option(
      names = {"-f", "--force"},
      scope = ScopeType.INHERIT,
      description = "Replace our own files where the output goes.")
  private boolean force;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      scope = ScopeType.INHERIT,
      description = "auto, always or never.")
  private String colour;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs one command and ends the program with its exit code. */
  public static void main(String[] arguments) {
    StandardError.restore();
    int code = run(arguments);
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().exit(code);
  }

  /** Runs one command and returns its exit code. */
  static int run(String... arguments) {
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    return commandLine().execute(arguments);
  }

  /** Returns the command line with all its commands. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Drag4D());
    line.registerConverter(Quality.class, Drag4D::quality);
    line.registerConverter(long.class, text -> whole(text, Long::valueOf));
    line.registerConverter(int.class, text -> whole(text, Integer::valueOf));
    line.registerConverter(Integer.class, text -> whole(text, Integer::valueOf));
    line.setUsageHelpWidth(80);
    line.getSubcommands().values().forEach(sub -> sub.setUsageHelpWidth(80));
    line.setExecutionExceptionHandler(Failures::report);
    line.setParameterExceptionHandler(Failures::reportUsage);
    line.getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            help -> CommandGroups.render(help.commandSpec()));
    line.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_OPTION_LIST);
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  private static <T> T whole(String text, Function<String, T> read) {
    try {
      return read.apply(text);
    } catch (NumberFormatException e) {
      throw new CommandLine.TypeConversionException("'" + text + "' is not a whole number");
    }
  }

  private static Quality quality(String text) {
    for (Quality quality : Quality.values()) {
      if (quality.name().equalsIgnoreCase(text)) {
        return quality;
      }
    }
    throw new CommandLine.TypeConversionException(
        "'" + text + "' is none of tiny, draft, standard, high");
  }

  /** Returns where to write, as the options say. */
  Console console() {
    boolean terminal = System.console() != null && System.console().isTerminal();
    boolean colours =
        switch (colour) {
          case "always" -> true;
          case "never" -> false;
          case "auto" -> terminal && Ansi.AUTO.enabled();
          default ->
              throw new CommandLine.ParameterException(
                  spec.commandLine(), "--color is auto, always or never, not '" + colour + "'");
        };
    return new Console(System.out, System.err, json, quiet, verbose, terminal, colours);
  }

  /** Returns the seed that the person chose. */
  long seed() {
    return seed;
  }

  /** Returns whether the person chose a seed. */
  boolean seedGiven() {
    return spec.commandLine().getParseResult().hasMatchedOption("--seed")
        || spec.subcommands().values().stream()
            .map(CommandLine::getParseResult)
            .anyMatch(parsed -> parsed != null && parsed.hasMatchedOption("--seed"));
  }

  /** Returns whether our own files may be replaced. */
  boolean force() {
    return force;
  }

  /** Returns the names of all commands. */
  static List<String> commandNames() {
    return List.copyOf(commandLine().getSubcommands().keySet());
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
