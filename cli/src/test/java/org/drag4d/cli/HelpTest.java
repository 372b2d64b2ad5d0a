package org.drag4d.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {
  @Test
  void theHelpFitsOnAScreen() {
    List<String> lines = Drag4D.commandLine().getUsageMessage().lines().toList();
    assertThat(lines).hasSizeLessThanOrEqualTo(40).allMatch(line -> line.length() <= 80);
    assertThat(lines.getFirst())
        .isEqualTo("Text to 3D scene, picture to object, path to 4D video.");
  }

  @Test
  void everyCommandIsInAGroupAndSaysWhatItDoes() {
    CommandLine line = Drag4D.commandLine();
    assertThat(CommandGroups.names()).containsAll(line.getSubcommands().keySet());
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(command.getCommandSpec().usageMessage().header())
                  .as(name)
                  .hasSize(1)
                  .allMatch(header -> header.length() <= 66);
              assertThat(command.getUsageMessage().lines())
                  .as(name)
                  .allMatch(text -> text.length() <= 80);
            });
  }
}
