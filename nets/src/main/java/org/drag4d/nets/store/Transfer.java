package org.drag4d.nets.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.drag4d.task.CancelledException;
import org.drag4d.task.Progress;

/**
 * Requests to a server of files. Waiting never lasts longer than a tenth of a second without
 * looking whether the person wants to stop, and never longer than the patience without anything
 * arriving.
 */
final class Transfer implements AutoCloseable {
  private static final int MOST_REDIRECTS = 8;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final Duration patience;
  private final URI endpoint;
  private final Optional<String> token;
  private final Disk disk;

  /** Where bytes go; a seam for tests of full disks. */
  @FunctionalInterface
  interface Disk {
    /** Opens a file to write at its end. */
    OutputStream append(Path file) throws IOException;
  }

  /** A server's refusal. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Refused(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }

    /** Returns the HTTP status. */
    int status() {
      return status;
    }

    /** Returns the hub's own word for it ({@code X-Error-Code}), or empty. */
    String code() {
      return code;
    }
  }

  Transfer(StoreSettings settings, Disk disk) {
    patience = settings.patience();
    endpoint = settings.endpoint();
    token = settings.token();
    this.disk = disk;
    client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /**
   * Asks for a file's headers. Redirects inside the server are followed (a repository that has
   * moved); the one to the storage where the file lies is not, because the headers that count are
   * those before it.
   */
  HttpHeaders head(URI address, Progress progress) throws IOException {
    URI at = address;
    for (int n = 0; n < MOST_REDIRECTS; n++) {
      HttpResponse<InputStream> response =
          send(request(at).method("HEAD", HttpRequest.BodyPublishers.noBody()), progress);
      response.body().close();
      if (REDIRECTS.contains(response.statusCode())) {
        URI next = next(response, at);
        boolean moved =
            sameServer(next, at)
                && response.headers().firstValue("X-Linked-Etag").isEmpty()
                && response.headers().firstValue("ETag").isEmpty();
        if (!moved) {
          return response.headers();
        }
        at = next;
      } else {
        refuseUnless(response, 200);
        return response.headers();
      }
    }
    throw new IOException(address + " redirects without end");
  }

  /** Asks how long a file at the end of all redirects is. */
  OptionalLong length(URI address, Progress progress) throws IOException {
    URI at = address;
    for (int n = 0; n < MOST_REDIRECTS; n++) {
      HttpResponse<InputStream> response =
          send(request(at).method("HEAD", HttpRequest.BodyPublishers.noBody()), progress);
      response.body().close();
      if (!REDIRECTS.contains(response.statusCode())) {
        refuseUnless(response, 200);
        return response.headers().firstValueAsLong("Content-Length");
      }
      at = next(response, at);
    }
    throw new IOException(address + " redirects without end");
  }

  /** How a download answered. */
  enum Answer {
    /** What was missing has been appended. */
    CONTINUED,
    /** The server cannot continue: start again with an empty file. */
    START_OVER
  }

  /**
   * Appends to a file what it lacks.
   *
   * @param have how many bytes it has already
   * @param size how many it shall have
   * @param advanced hears how many it has
   * @throws IOException if the connection is cut; what came stays
   */
  Answer download(
      URI address, Path into, long have, long size, Progress progress, AtomicLong advanced)
      throws IOException {
    URI at = address;
    for (int n = 0; n < MOST_REDIRECTS; n++) {
      HttpRequest.Builder request = request(at).GET();
      if (have > 0) {
        request.header("Range", "bytes=" + have + "-");
      }
      HttpResponse<InputStream> response = send(request, progress);
      try (InputStream body = response.body()) {
        int status = response.statusCode();
        if (REDIRECTS.contains(status)) {
          at = next(response, at);
          continue;
        }
        if (have > 0 && (status == 200 || status == 416 || !continues(response, have, size))) {
          return Answer.START_OVER;
        }
        refuseUnless(response, have > 0 ? 206 : 200);
        copy(body, into, size - have, progress, advanced);
        return Answer.CONTINUED;
      }
    }
    throw new IOException(address + " redirects without end");
  }

  private static boolean continues(HttpResponse<?> response, long have, long size) {
    return response.statusCode() != 206
        || response
            .headers()
            .firstValue("Content-Range")
            .filter(r -> r.equals("bytes " + have + "-" + (size - 1) + "/" + size))
            .isPresent();
  }

  /**
   * Reads in a thread of its own, because a read cannot be told to stop; this thread watches it.
   */
  private void copy(InputStream body, Path into, long most, Progress progress, AtomicLong advanced)
      throws IOException {
    AtomicReference<IOException> failure = new AtomicReference<>();
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  byte[] buffer = new byte[1 << 16];
                  long left = most;
                  try (OutputStream out = disk.append(into)) {
                    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                      left -= n;
                      if (left < 0) {
                        throw new Refused(0, "", "the server sends more than it announced");
                      }
                      out.write(buffer, 0, n);
                      advanced.addAndGet(n);
                    }
                  } catch (IOException e) {
                    failure.set(e);
                  }
                });
    try {
      long before = advanced.get();
      long quietSince = System.nanoTime();
      while (!reader.join(Duration.ofMillis(100))) {
        long now = advanced.get();
        progress.check();
        progress.advance(now / 1_000_000);
        if (now != before) {
          before = now;
          quietSince = System.nanoTime();
        } else if (System.nanoTime() - quietSince > patience.toNanos()) {
          throw new IOException("nothing has come for " + patience.toSeconds() + " s");
        }
      }
      progress.advance(advanced.get() / 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } finally {
      body.close();
      joinQuietly(reader);
    }
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  private static void joinQuietly(Thread reader) {
    try {
      reader.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The token goes to the hub and to no other server. */
  private HttpRequest.Builder request(URI at) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at)
            .header("User-Agent", "drag4d")
            .header("Accept-Encoding", "identity");
    if (token.isPresent() && sameServer(at, endpoint)) {
      request.header("Authorization", "Bearer " + token.get());
    }
    return request;
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request, Progress progress)
      throws IOException {
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request.build(), BodyHandlers.ofInputStream());
    long start = System.nanoTime();
    while (true) {
      try {
        return answer.get(100, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (System.nanoTime() - start > patience.toNanos()) {
          answer.cancel(true);
          throw new IOException("no answer for " + patience.toSeconds() + " s", e);
        }
        cancelUnlessWanted(answer, progress);
      } catch (ExecutionException e) {
        throw new IOException(reason(e.getCause()), e.getCause());
      } catch (InterruptedException e) {
        answer.cancel(true);
        Thread.currentThread().interrupt();
        throw new CancelledException();
      }
    }
  }

  private static void cancelUnlessWanted(CompletableFuture<?> answer, Progress progress) {
    try {
      progress.check();
    } catch (CancelledException e) {
      answer.cancel(true);
      throw e;
    }
  }

  private static String reason(Throwable cause) {
    return switch (cause) {
      case ConnectException e -> "cannot be reached";
      case UnresolvedAddressException e -> "there is no such server";
      case HttpConnectTimeoutException e -> "cannot be reached in time";
      default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    };
  }

  private static URI next(HttpResponse<?> response, URI at) throws IOException {
    String location =
        response
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new IOException("a redirect without a location"));
    try {
      URI next = at.resolve(location);
      boolean safe = "https".equals(next.getScheme()) || next.getScheme().equals(at.getScheme());
      if (next.getHost() == null || !safe || !next.getScheme().startsWith("http")) {
        throw new IOException("a redirect to " + location + " is not followed");
      }
      return next;
    } catch (IllegalArgumentException e) {
      throw new IOException("a redirect to " + location + " is not followed", e);
    }
  }

  private static boolean sameServer(URI a, URI b) {
    return a.getScheme().equals(b.getScheme())
        && a.getHost().equalsIgnoreCase(b.getHost())
        && a.getPort() == b.getPort();
  }

  private static void refuseUnless(HttpResponse<?> response, int wanted) throws Refused {
    int status = response.statusCode();
    if (status != wanted) {
      String code = response.headers().firstValue("X-Error-Code").orElse("");
      throw new Refused(
          status, code, "the server answered " + status + (code.isEmpty() ? "" : " " + code));
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
