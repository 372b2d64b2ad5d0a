package org.drag4d.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.drag4d.task.CancelledException;
import org.junit.jupiter.api.Test;

class JobProgressTest {
  private final AtomicLong clock = new AtomicLong();
  private final List<JobEvent> events = new ArrayList<>();
  private final JobProgress progress = new JobProgress("j1", events::add, clock::get);

  @Test
  void sendsAtMostTenEventsASecondAndAlwaysTheLast() {
    progress.stage("scene", 1, 3);
    progress.begin("optimising", 1000, "steps");
    events.clear();
    for (int i = 1; i <= 1000; i++) {
      clock.addAndGet(1_000_000);
      progress.advance(i);
    }
    assertThat(events).hasSizeBetween(5, 11);
    assertThat(events.getLast().done()).isEqualTo(1000);
  }

  @Test
  void tellsTheRemainingTimeOnceItCanBeKnown() {
    progress.stage("scene", 1, 1);
    progress.begin("optimising", 100, "steps");
    clock.set(1_000_000_000);
    progress.advance(1);
    assertThat(events.getLast().etaSeconds()).isEmpty();
    clock.set(10_000_000_000L);
    progress.advance(25);
    assertThat(events.getLast().etaSeconds()).hasValue(30);
  }

  @Test
  void stopsTheWorkAtItsNextCheck() {
    progress.stage("scene", 1, 1);
    progress.cancel();
    assertThatThrownBy(progress::check).isInstanceOf(CancelledException.class);
    assertThatThrownBy(() -> progress.advance(1)).isInstanceOf(CancelledException.class);
  }
}
