package org.drag4d.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands around published weights, as a process with folders of its own. */
class ModelsCommandTest {
  @TempDir Path folder;

  private Drag4DProcess.Result run(Map<String, String> environment, String... arguments)
      throws Exception {
    return Drag4DProcess.start(folder, folder.resolve("cache"), environment, arguments).end();
  }

  private Map<String, String> here() {
    return Map.of("HF_HOME", folder.resolve("hf").toString());
  }

  @Test
  void listsWhatThereIs() throws Exception {
    Drag4DProcess.Result result = run(here(), "models", "list", "--json");
    assertThat(result.code()).as(result.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.path("priors")).isNotEmpty();
    assertThat(json.path("models")).isNotEmpty().allMatch(m -> !m.path("installed").asBoolean());
  }

  @Test
  void aMissingModelIsExitCodeThreeAndALicenceIsAskedFor() throws Exception {
    Drag4DProcess.Result missing = run(here(), "models", "verify", "u2netp");
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.err())
        .contains("u2netp.onnx (4.6 MB)", "Apache-2.0", "drag4d models pull u2netp");
    Drag4DProcess.Result refused = run(here(), "models", "pull", "u2netp");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--accept-licence", "Apache-2.0");
  }

  /** Big native libraries are loaded by what needs them and by nothing else. */
  @Test
  void commandsThatNeedNoNetworkLoadNone() throws Exception {
    Path log = folder.resolve("classes.log");
    Image picture = new Image(64, 64, 4);
    for (int at = 0; at < 64 * 64; at++) {
      picture.values()[4 * at + 3] = at / 64 > 20 && at % 64 > 20 ? 1 : 0;
    }
    ImageFiles.write(folder.resolve("picture.png"), picture);
    for (String[] command :
        new String[][] {
          {"models", "list"}, {"mask", "picture.png", "-o", "mask.png"}, {"doctor"}, {"help"}
        }) {
      Map<String, String> environment =
          Map.of(
              "HF_HOME",
              folder.resolve("hf").toString(),
              "JAVA_TOOL_OPTIONS",
              "-Xlog:class+load:file=" + log);
      Drag4DProcess.Result result = run(environment, command);
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(Files.readString(log))
          .contains("org.drag4d.cli.Drag4D")
          .doesNotContain("org.bytedeco", "ai.onnxruntime");
    }
  }

  @Test
  void fetchesFromAHubAndIsStoppedByCtrlC() throws Exception {
    byte[] weights = new byte[3_000_000];
    String commit = "0123456789abcdef0123456789abcdef01234567";
    HttpServer hub =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    hub.createContext(
        "/",
        exchange -> {
          try (exchange) {
            boolean first = exchange.getRequestHeaders().getFirst("Range") == null;
            int from = first ? 0 : 1_000_000;
            exchange.getResponseHeaders().add("X-Repo-Commit", commit);
            exchange.getResponseHeaders().add("ETag", "\"tag\"");
            exchange
                .getResponseHeaders()
                .add("Content-Range", "bytes " + from + "-2999999/3000000");
            if (exchange.getRequestMethod().equals("HEAD")) {
              exchange.getResponseHeaders().add("Content-Length", "3000000");
              exchange.sendResponseHeaders(200, -1);
              return;
            }
            exchange.sendResponseHeaders(first ? 200 : 206, 3_000_000 - from);
            exchange.getResponseBody().write(weights, 0, first ? 1_000_000 : 2_000_000);
            exchange.getResponseBody().flush();
            while (first) {
              Thread.sleep(50);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    hub.start();
    try {
      Map<String, String> environment =
          Map.of(
              "HF_HOME",
              folder.resolve("hf").toString(),
              "HF_ENDPOINT",
              "http://127.0.0.1:" + hub.getAddress().getPort());
      Path growing =
          folder.resolve(
              "hf/hub/models--onnx-community--metric3d-vit-small/blobs/tag.drag4d.incomplete");
      String[] pull = {"models", "pull", "metric3d-vit-small", "--accept-licence"};
      Drag4DProcess process =
          Drag4DProcess.start(folder, folder.resolve("cache"), environment, pull);
      for (int i = 0;
          i < 400 && !(Files.exists(growing) && Files.size(growing) == 1_000_000);
          i++) {
        Thread.sleep(50);
      }
      process.interrupt();
      assertThat(process.code(20)).isEqualTo(130);
      assertThat(growing).hasSize(1_000_000);
      Drag4DProcess.Result result = run(environment, pull);
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.err()).contains("BSD-2-Clause", "continued after 1.0 MB");
      assertThat(Path.of(result.out().strip())).hasSize(3_000_000);
    } finally {
      hub.stop(0);
    }
  }
}
