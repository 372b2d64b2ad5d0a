package org.drag4d.nets.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.drag4d.nets.store.ModelStore.Checked.Finding;
import org.drag4d.task.CancelledException;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server that behaves like the hub, and from one that does not behave. */
@Timeout(30)
class ModelPullTest {
  private static final String FILE = "/org/net/resolve/main/onnx/model.onnx";

  @TempDir Path folder;
  private HubServer hub;
  private final byte[] content = new byte[300_000];

  @BeforeEach
  void start() throws IOException {
    hub = new HubServer();
    new Random(5).nextBytes(content);
    hub.files.put(FILE, content);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private StoreSettings settings(Optional<String> token, boolean offline, boolean links) {
    return new StoreSettings(
        folder.resolve("own"),
        folder.resolve("hub"),
        hub.endpoint(),
        token,
        offline,
        links,
        Duration.ofMillis(600));
  }

  private ModelStore store(String sources, String file) {
    return store(sources, file, settings(Optional.empty(), false, true));
  }

  private ModelStore store(String sources, String file, StoreSettings settings) {
    String json =
        """
        {"licences": {"free": {"name": "Free", "link": "https://x", "commercial": true}},
         "models": [{"name": "net", "makes": "tests", "licence": "free",
           "sources": [%s], "files": [%s]}]}
        """
            .formatted(sources, file);
    return new ModelStore(ModelCatalogue.parse(json, "test"), settings);
  }

  private ModelStore store() {
    return store(
        "{\"hub\": \"org/net\", \"revision\": \"main\"}",
        "{\"path\": \"onnx/model.onnx\", \"about\": 300000}");
  }

  private ModelPull pull(ModelStore store) {
    return new ModelPull(store, ModelPullTest::append, f -> Long.MAX_VALUE, 1);
  }

  private static OutputStream append(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private PublishedModel net(ModelStore store) {
    return store.catalogue().get("net");
  }

  private byte[] pulled(ModelStore store) throws IOException {
    return Files.readAllBytes(pull(store).pull(net(store), Progress.none()).mainFile());
  }

  private Path repository() {
    return folder.resolve("hub/models--org--net");
  }

  private List<String> blobs() throws IOException {
    try (Stream<Path> list = Files.list(repository().resolve("blobs"))) {
      return list.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void laysFilesDownAsTheOtherToolsOfTheHubDo() throws IOException {
    ModelStore store = store();
    assertThatThrownBy(() -> store.require("net"))
        .isInstanceOf(MissingModelException.class)
        .hasMessageContaining("onnx/model.onnx (about 300.0 kB)")
        .hasMessageContaining("Free")
        .hasMessageContaining("drag4d models pull net");
    assertThat(pulled(store)).isEqualTo(content);
    Path file = repository().resolve("snapshots/" + HubServer.COMMIT + "/onnx/model.onnx");
    assertThat(Files.readSymbolicLink(file))
        .isEqualTo(Path.of("../../../blobs/" + HubServer.sha256(content)));
    assertThat(repository().resolve("refs/main")).hasContent(HubServer.COMMIT);
    assertThat(blobs()).containsExactly(HubServer.sha256(content));
    assertThat(store.require("net").mainFile()).isEqualTo(file);
    assertThat(store.verify(net(store), Progress.none()).getFirst().finding())
        .isEqualTo(Finding.RIGHT);
    int before = hub.requests.size();
    assertThat(pulled(store)).isEqualTo(content);
    assertThat(hub.requests).as("nothing is fetched twice").hasSize(before);
  }

  @Test
  void withoutLinksTheFileItselfLiesInTheSnapshot() throws IOException {
    ModelStore store =
        store(
            "{\"hub\": \"org/net\", \"revision\": \"main\"}",
            "{\"path\": \"onnx/model.onnx\", \"about\": 300000}",
            settings(Optional.empty(), false, false));
    assertThat(pulled(store)).isEqualTo(content);
    Path file = repository().resolve("snapshots/" + HubServer.COMMIT + "/onnx/model.onnx");
    assertThat(Files.isSymbolicLink(file)).isFalse();
    assertThat(blobs()).isEmpty();
  }

  @Test
  void continuesAfterEveryCut() throws IOException {
    hub.cuts.addAll(List.of(1, 70_000, 131_072, 0));
    assertThat(pulled(store())).isEqualTo(content);
    assertThat(hub.requests.stream().filter(r -> r.contains("/storage") && r.contains("bytes=")))
        .isNotEmpty();
    assertThat(blobs()).containsExactly(HubServer.sha256(content));
  }

  @Test
  void startsOverWhereTheServerCannotContinue() throws IOException {
    hub.ranges = false;
    hub.cuts.add(70_000);
    assertThat(pulled(store())).isEqualTo(content);
  }

  @Test
  void givesUpAfterAFewCutsInARowAndKeepsWhatCame() throws IOException {
    hub.cuts.addAll(List.of(100_000, 0, 0, 0, 0));
    ModelStore store = store();
    assertThatThrownBy(() -> pull(store).pull(net(store), Progress.none()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("What has come is kept");
    Path growing =
        repository().resolve("blobs/" + HubServer.sha256(content) + ".drag4d.incomplete");
    assertThat(growing).hasSize(100_000);
    hub.cuts.clear();
    assertThat(pulled(store)).isEqualTo(content);
    assertThat(hub.requests.getLast()).contains("bytes=100000-");
  }

  @Test
  void aSilentConnectionCountsAsCut() throws IOException {
    hub.stall = true;
    hub.cuts.add(50_000);
    assertThat(pulled(store())).isEqualTo(content);
    assertThat(hub.requests.getLast()).contains("bytes=50000-");
  }

  @Test
  void whoeverStopsItKeepsWhatCame() throws IOException {
    hub.stall = true;
    hub.cuts.add(200_000);
    ModelStore store = store();
    Path growing =
        repository().resolve("blobs/" + HubServer.sha256(content) + ".drag4d.incomplete");
    Progress impatient = new StopsOnceSome(growing);
    long start = System.nanoTime();
    assertThatThrownBy(() -> pull(store).pull(net(store), impatient))
        .isInstanceOf(CancelledException.class);
    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    assertThat(growing).hasSize(200_000);
    hub.stall = false;
    assertThat(pulled(store)).isEqualTo(content);
  }

  /** Stops once a file holds something. */
  private record StopsOnceSome(Path growing) implements Progress {
    @Override
    public void begin(String step, long total, String unit) {}

    @Override
    public void advance(long done) {}

    @Override
    public void note(String message) {}

    @Override
    public void check() {
      try {
        if (Files.exists(growing) && Files.size(growing) == 200_000) {
          throw new CancelledException();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void damagedContentsNeverGetAName() throws IOException {
    hub.damage = true;
    ModelStore store = store();
    assertThatThrownBy(() -> pull(store).pull(net(store), Progress.none()))
        .hasMessageContaining("checksum");
    assertThat(store.find(net(store))).isEmpty();
    hub.damage = false;
    assertThat(pulled(store)).isEqualTo(content);
  }

  @Test
  void theCataloguesChecksumIsStrongerThanTheServers() throws IOException {
    ModelStore store =
        store(
            "{\"hub\": \"org/net\", \"revision\": \"main\"}",
            "{\"path\": \"onnx/model.onnx\", \"bytes\": 300000, \"sha256\": \""
                + "0".repeat(64)
                + "\"}");
    assertThatThrownBy(() -> pull(store).pull(net(store), Progress.none()))
        .hasMessageContaining("other contents");
    assertThat(hub.requests).noneMatch(r -> r.startsWith("GET"));
  }

  @Test
  void smallFilesAreNamedByGitsChecksum() throws IOException {
    hub.etag = HubServer.gitBlob(content);
    ModelStore store = store();
    assertThat(pulled(store)).isEqualTo(content);
    assertThat(blobs()).containsExactly(hub.etag);
    assertThat(store.verify(net(store), Progress.none()).getFirst().finding())
        .isEqualTo(Finding.RIGHT);
  }

  @Test
  void gatedModelsSayWhatToDo() {
    hub.refuseWith = 403;
    hub.errorCode = "GatedRepo";
    ModelStore store = store();
    assertThatThrownBy(() -> pull(store).pull(net(store), Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("GatedRepo")
        .hasMessageContaining("HF_TOKEN")
        .hasMessageContaining(hub.endpoint() + "/org/net");
    hub.refuseWith = 401;
    assertThatThrownBy(() -> pull(store).pull(net(store), Progress.none()))
        .isInstanceOf(InputException.class);
  }

  @Test
  void theTokenGoesToTheHubOnly() throws IOException {
    ModelStore store =
        store(
            "{\"hub\": \"org/net\", \"revision\": \"main\"}",
            "{\"path\": \"onnx/model.onnx\", \"about\": 300000}",
            settings(Optional.of("secret"), false, true));
    assertThat(pulled(store)).isEqualTo(content);
    assertThat(hub.requests)
        .anyMatch(r -> r.startsWith("HEAD /org") && r.contains("Bearer secret"))
        .allMatch(r -> r.startsWith("GET /storage") != r.contains("secret"));
    assertThat(store.settings().toString()).doesNotContain("secret");
    hub.requests.clear();
    hub.files.put("/web/model.onnx", content);
    String elsewhere = hub.endpoint().toString().replace("127.0.0.1", "localhost");
    ModelStore web =
        store(
            "{\"web\": \"" + elsewhere + "/web/\"}",
            "{\"path\": \"model.onnx\", \"about\": 300000}",
            settings(Optional.of("secret"), false, true));
    assertThat(pulled(web)).isEqualTo(content);
    assertThat(hub.requests).isNotEmpty().noneMatch(r -> r.contains("secret"));
  }

  @Test
  void aMovedRepositoryIsFollowedAndAStrangeRedirectIsNot() throws IOException {
    hub.files.put("/new/net/resolve/main/onnx/model.onnx", content);
    ModelStore store =
        store(
            "{\"hub\": \"old/net\", \"revision\": \"main\"}",
            "{\"path\": \"onnx/model.onnx\", \"about\": 300000}");
    assertThat(pulled(store)).isEqualTo(content);
    hub.redirectTo = "file:///etc/passwd";
    ModelStore other = store();
    assertThatThrownBy(() -> pull(other).pull(net(other), Progress.none()))
        .hasMessageContaining("is not followed");
  }

  @Test
  void theNextSourceIsTakenWhereTheFirstHasNothing() throws IOException {
    hub.files.put("/web/onnx/model.onnx", content);
    ModelStore store =
        store(
            "{\"hub\": \"org/gone\", \"revision\": \"main\"}, {\"web\": \""
                + hub.endpoint()
                + "/web/\"}",
            "{\"path\": \"onnx/model.onnx\", \"about\": 300000}");
    assertThat(pulled(store)).isEqualTo(content);
    assertThat(store.require("net").mainFile())
        .isEqualTo(folder.resolve("own/net/onnx/model.onnx"));
  }

  @Test
  void whatNobodyHasIsSaidWithEverySource() {
    ModelStore store =
        store(
            "{\"hub\": \"org/gone\", \"revision\": \"main\"}, {\"web\": \""
                + hub.endpoint()
                + "/none/\"}",
            "{\"path\": \"onnx/model.onnx\", \"about\": 300000}");
    assertThatThrownBy(() -> pull(store).pull(net(store), Progress.none()))
        .hasMessageContaining("huggingface.co/org/gone")
        .hasMessageContaining("/none/: the server answered 404")
        .hasMessageContaining("models import net");
  }

  @Test
  void aFullDiskIsSaidBeforehandWhereThatIsPossible() {
    ModelStore store = store();
    ModelPull pull = new ModelPull(store, ModelPullTest::append, f -> 299_999, 1);
    assertThatThrownBy(() -> pull.pull(net(store), Progress.none()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left: 300.0 kB are needed");
    assertThat(hub.requests).noneMatch(r -> r.startsWith("GET"));
  }

  @Test
  void aDiskThatFillsUpKeepsWhatFitted() throws IOException {
    ModelStore store = store();
    ModelPull pull =
        new ModelPull(store, file -> new FillsUp(append(file), 120_000), f -> Long.MAX_VALUE, 1);
    assertThatThrownBy(() -> pull.pull(net(store), Progress.none()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("incomplete");
    assertThat(pulled(store)).isEqualTo(content);
    assertThat(hub.requests.getLast()).contains("bytes=");
  }

  /** A disk with room for so many bytes. */
  private static final class FillsUp extends FilterOutputStream {
    private int room;

    FillsUp(OutputStream out, int room) {
      super(out);
      this.room = room;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length > room) {
        throw new IOException("No space left on device");
      }
      room -= length;
      out.write(bytes, from, length);
    }
  }

  @Test
  void offlineMeansOffline() {
    ModelStore store =
        store(
            "{\"hub\": \"org/net\", \"revision\": \"main\"}",
            "{\"path\": \"onnx/model.onnx\", \"about\": 300000}",
            settings(Optional.empty(), true, true));
    assertThatThrownBy(() -> pull(store).pull(net(store), Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("HF_HUB_OFFLINE");
    assertThat(hub.requests).isEmpty();
  }

  @Test
  void serversCannotChooseWhereFilesGo() throws IOException {
    ModelStore store = store();
    for (String evil : List.of("../../../../evil", "/tmp/evil", "..", "a/b", "a\\b", "")) {
      hub.etag = evil.isEmpty() ? " " : evil;
      assertThatThrownBy(() -> pull(store).pull(net(store), Progress.none())).isNotNull();
    }
    hub.etag = "";
    hub.commit = "../../../../../evil";
    assertThatThrownBy(() -> pull(store).pull(net(store), Progress.none())).isNotNull();
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(p -> p.toString().contains("evil"))).isEmpty();
    }
  }

  @Test
  void linksLaidInTheCacheAreNotWrittenThrough() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createDirectories(repository());
    Files.createSymbolicLink(repository().resolve("blobs"), elsewhere);
    ModelStore store = store();
    assertThatThrownBy(() -> pull(store).pull(net(store), Progress.none()))
        .hasMessageContaining("leads out of");
    assertThat(elsewhere).isEmptyDirectory();
  }
}
