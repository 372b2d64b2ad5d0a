package org.drag4d.cli;

import java.lang.reflect.Proxy;

/**
 * Ctrl-C (and a polite kill): the first one asks the work to stop, which it does at its next safe
 * point; whoever asks again, or waits longer than two seconds, gets the end at once. Files appear
 * whole or not at all, so even that leaves nothing half done.
 */
final class Interrupts {
  private static final long PATIENCE_MILLIS = 1900;

  private Interrupts() {}

  /** Calls {@code cancel} on the first interrupt. */
  static void onFirst(Runnable cancel) {
    Runnable first =
        new Runnable() {
          private boolean asked;

          @Override
          public synchronized void run() {
            if (asked) {
              Runtime.getRuntime().halt(ExitCodes.CANCELLED);
            }
            asked = true;
            cancel.run();
            Thread.ofPlatform()
                .daemon()
                .name("drag4d-patience")
                .start(
                    () -> {
                      try {
                        Thread.sleep(PATIENCE_MILLIS);
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      Runtime.getRuntime().halt(ExitCodes.CANCELLED);
                    });
          }
        };
    handle("INT", first);
    handle("TERM", first);
  }

  /**
   * Installs a handler. {@code sun.misc.Signal} is the only door to signals and compiles only with
   * a warning, hence the reflection; where it is missing, Ctrl-C ends the program as it ends any.
   */
  private static void handle(String signal, Runnable action) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      type.getMethod("handle", type, handlerType)
          .invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
    } catch (ReflectiveOperationException e) {
      // The default behaviour of the signal stays.
    }
  }
}
