package org.drag4d.task;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A team of threads that shares out loops. The calling thread works too, so a team of one starts no
 * thread at all. Iterations are dealt out one by one as threads come free; a loop whose iterations
 * write only to places of their own therefore gives the same result for every number of threads.
 *
 * <p>One loop runs at a time: {@link #forEach} is for the thread that made the team, and returns
 * when all iterations are done. Idle threads wait actively for a moment before they sleep, because
 * the rasterizer starts several short loops per millisecond.
 */
public final class Workers implements AutoCloseable {
  private static final int SPINS_BEFORE_SLEEP = 20_000;

  /** The body of a shared loop. */
  @FunctionalInterface
  public interface Body {
    /**
     * Does one iteration.
     *
     * @param index the iteration, from 0
     * @param worker the thread that does it, from 0 to {@link Workers#count} - 1; for scratch
     *     memory that is reused
     */
    void run(int index, int worker);
  }

  private final Thread[] helpers;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private Body body;
  private int iterations;
  private volatile int generation;
  private volatile boolean closed;

  private Workers(int count) {
    helpers = new Thread[count - 1];
    for (int i = 0; i < helpers.length; i++) {
      int worker = i + 1;
      helpers[i] =
          Thread.ofPlatform()
              .daemon()
              .name("drag4d-worker-" + worker)
              .unstarted(() -> help(worker));
      helpers[i].start();
    }
  }

  /** Makes a team of as many threads as the machine has processors. */
  public static Workers ofProcessors() {
    return of(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Makes a team.
   *
   * @param count how many threads work, the caller among them; at least 1
   */
  public static Workers of(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a team needs at least one thread, not " + count);
    }
    return new Workers(count);
  }

  /** Returns how many threads work, the caller among them. */
  public int count() {
    return helpers.length + 1;
  }

  /**
   * Runs {@code body} for every index from 0 to {@code count} - 1 and returns when all are done. If
   * an iteration throws, no further iterations start and the first failure is thrown here.
   */
  public void forEach(int count, Body body) {
    if (closed) {
      throw new IllegalStateException("these workers are closed");
    }
    if (helpers.length == 0 || count <= 1) {
      for (int i = 0; i < count; i++) {
        body.run(i, 0);
      }
      return;
    }
    this.body = body;
    iterations = count;
    failure.set(null);
    next.set(0);
    busy.set(helpers.length);
    generation++; // publishes the fields above
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    work(0);
    for (int spins = 0; busy.get() > 0; spins++) {
      if (spins < SPINS_BEFORE_SLEEP) {
        Thread.onSpinWait();
      } else {
        Thread.yield(); // on a busy machine the helper that we wait for may need this processor
      }
    }
    this.body = null;
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private void work(int worker) {
    try {
      for (int i = next.getAndIncrement(); i < iterations; i = next.getAndIncrement()) {
        body.run(i, worker);
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
      next.set(Integer.MAX_VALUE / 2);
    }
  }

  private void help(int worker) {
    int seen = 0;
    while (true) {
      int spins = 0;
      while (generation == seen && !closed) {
        if (++spins < SPINS_BEFORE_SLEEP) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      if (closed) {
        return;
      }
      seen = generation;
      work(worker);
      busy.decrementAndGet();
    }
  }

  /** Lets the threads go. */
  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
