package org.drag4d.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void everyIterationRunsOnceWhateverTheNumberOfThreads() {
    for (int threads : new int[] {1, 2, 5}) {
      try (Workers workers = Workers.of(threads)) {
        for (int loop = 0; loop < 200; loop++) {
          var runs = new AtomicIntegerArray(37);
          workers.forEach(37, (i, worker) -> runs.incrementAndGet(i));
          for (int i = 0; i < 37; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
          }
        }
      }
    }
  }

  @Test
  void aFailureReachesTheCallerAndTheTeamGoesOn() {
    try (Workers workers = Workers.of(3)) {
      assertThatThrownBy(
              () ->
                  workers.forEach(
                      100,
                      (i, worker) -> {
                        if (i == 42) {
                          throw new CancelledException();
                        }
                      }))
          .isInstanceOf(CancelledException.class);
      var runs = new AtomicIntegerArray(1);
      workers.forEach(10, (i, worker) -> runs.incrementAndGet(0));
      assertThat(runs.get(0)).isEqualTo(10);
    }
  }

  @Test
  void scratchMemoryOfAWorkerIsNeverShared() {
    try (Workers workers = Workers.of(4)) {
      var inside = new AtomicIntegerArray(workers.count());
      workers.forEach(
          1000,
          (i, worker) -> {
            assertThat(inside.incrementAndGet(worker)).isEqualTo(1);
            inside.decrementAndGet(worker);
          });
    }
  }
}
