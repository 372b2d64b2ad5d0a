package org.drag4d.nets.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A model hub on this machine that answers like the real one (HEAD with commit, tag and size; a
 * redirect to a storage under another host name; ranges) and fails in all the ways it is told to.
 */
final class HubServer implements AutoCloseable {
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /** What arrived, as "METHOD path [Range] [token]". */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** After how many bytes of a body the connection is cut, one number a request; then never. */
  final List<Integer> cuts = new CopyOnWriteArrayList<>();

  volatile int refuseWith;
  volatile String errorCode = "";
  volatile String commit = COMMIT;
  volatile String etag = "";
  volatile boolean ranges = true;
  volatile boolean damage;
  volatile boolean stall;
  volatile String redirectTo = "";
  private final HttpServer server;

  HubServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private String storage() {
    return "http://localhost:" + server.getAddress().getPort() + "/storage";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String range = exchange.getRequestHeaders().getFirst("Range");
      String token = exchange.getRequestHeaders().getFirst("Authorization");
      requests.add(
          exchange.getRequestMethod()
              + " "
              + path
              + (range == null ? "" : " " + range)
              + (token == null ? "" : " " + token));
      if (refuseWith != 0) {
        exchange.getResponseHeaders().add("X-Error-Code", errorCode);
        exchange.sendResponseHeaders(refuseWith, -1);
        return;
      }
      if (path.startsWith("/storage")) {
        body(exchange, files.get(path.substring("/storage".length())), range);
      } else if (path.startsWith("/old/")) {
        exchange.getResponseHeaders().add("Location", path.replace("/old/", "/new/"));
        exchange.sendResponseHeaders(307, -1);
      } else if (!files.containsKey(path)) {
        exchange.getResponseHeaders().add("X-Error-Code", "EntryNotFound");
        exchange.sendResponseHeaders(404, -1);
      } else if (path.contains("/resolve/")) {
        byte[] content = files.get(path);
        var headers = exchange.getResponseHeaders();
        headers.add("X-Repo-Commit", commit);
        headers.add("X-Linked-Etag", "\"" + (etag.isEmpty() ? sha256(content) : etag) + "\"");
        headers.add("X-Linked-Size", Integer.toString(content.length));
        headers.add("Location", redirectTo.isEmpty() ? storage() + path : redirectTo);
        exchange.sendResponseHeaders(302, -1);
      } else {
        body(exchange, files.get(path), range);
      }
    }
  }

  private void body(HttpExchange exchange, byte[] content, String range) throws IOException {
    int from = 0;
    if (range != null && ranges) {
      from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    int status = from > 0 ? 206 : 200;
    if (head) {
      exchange.getResponseHeaders().add("Content-Length", Integer.toString(content.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, content.length - from);
    int until =
        cuts.isEmpty() ? content.length : Math.min(content.length, from + cuts.removeFirst());
    OutputStream out = exchange.getResponseBody();
    byte[] sent = content.clone();
    if (damage) {
      sent[content.length / 2] ^= 1;
    }
    out.write(sent, from, until - from);
    out.flush();
    while (stall && until < content.length) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String sha256(byte[] content) {
    return digest("SHA-256", content);
  }

  static String gitBlob(byte[] content) {
    byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return digest("SHA-1", all);
  }

  private static String digest(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stall = false;
    server.stop(0);
  }
}
