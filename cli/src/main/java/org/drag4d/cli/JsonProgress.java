package org.drag4d.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.drag4d.project.JobEvent;

/** Progress as JSON lines, for programs: one object a line, no absent fields. */
record JsonProgress(PrintStream err) implements Consumer<JobEvent> {
  @Override
  public void accept(JobEvent event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("v", 1);
    line.put("job", event.job());
    line.put("stage", event.stage());
    line.put("state", event.state().name().toLowerCase(Locale.ROOT));
    line.put("stage_number", event.stageNumber());
    line.put("stage_count", event.stageCount());
    if (!event.step().isEmpty()) {
      line.put("step", event.step());
      line.put("done", event.done());
    }
    if (event.total() > 0) {
      line.put("total", event.total());
    }
    if (!event.unit().isEmpty()) {
      line.put("unit", event.unit());
    }
    event.etaSeconds().ifPresent(seconds -> line.put("eta_s", seconds));
    if (!event.message().isEmpty()) {
      line.put("msg", event.message());
    }
    err.println(Console.toJson(line, false));
  }
}
