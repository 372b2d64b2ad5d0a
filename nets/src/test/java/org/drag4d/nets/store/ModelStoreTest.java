package org.drag4d.nets.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.nets.store.ModelStore.Checked.Finding;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
  private static final byte[] WEIGHTS = "weights".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  @TempDir Path folder;

  private ModelStore store() {
    String json =
        """
        {"licences": {"free": {"name": "Free", "link": "https://x", "commercial": true}},
         "models": [{"name": "net", "makes": "tests", "licence": "free",
           "sources": [{"hub": "org/net", "revision": "main"}],
           "files": [{"path": "onnx/model.onnx", "bytes": 7, "sha256": "%s"},
                     {"path": "config.json", "about": 2}]}]}
        """
            .formatted(HubServer.sha256(WEIGHTS));
    return new ModelStore(
        ModelCatalogue.parse(json, "test"),
        new StoreSettings(
            folder.resolve("own"),
            folder.resolve("hub"),
            URI.create("http://127.0.0.1:1"),
            Optional.empty(),
            false,
            true,
            Duration.ofSeconds(1)));
  }

  private static PublishedModel net(ModelStore store) {
    return store.catalogue().get("net");
  }

  private Path files(String name, String weights) throws IOException {
    Path from = folder.resolve("from");
    Files.createDirectories(from.resolve(name).getParent());
    Files.writeString(from.resolve(name), weights);
    Files.writeString(from.resolve("config.json"), "{}");
    return from;
  }

  @ParameterizedTest
  @ValueSource(strings = {"onnx/model.onnx", "model.onnx", "deep/er/other-name.bin"})
  void importsFilesByPathNameOrContents(String name) throws IOException {
    ModelStore store = store();
    InstalledModel installed =
        store.importFrom(net(store), files(name, "weights"), false, Progress.none());
    assertThat(installed.file("onnx/model.onnx"))
        .isEqualTo(folder.resolve("own/net/onnx/model.onnx"))
        .hasContent("weights");
    assertThat(store.verify(net(store), Progress.none()))
        .extracting(ModelStore.Checked::finding)
        .containsExactly(Finding.RIGHT, Finding.UNKNOWN);
    assertThat(store.remove(net(store))).isEqualTo(9);
    assertThat(folder.resolve("own/net")).doesNotExist();
    assertThat(store.find(net(store))).isEmpty();
  }

  @Test
  void importsByLinkAndRemovesOnlyTheLink() throws IOException {
    ModelStore store = store();
    Path from = files("onnx/model.onnx", "weights");
    InstalledModel installed = store.importFrom(net(store), from, true, Progress.none());
    assertThat(Files.isSymbolicLink(installed.mainFile())).isTrue();
    store.remove(net(store));
    assertThat(from.resolve("onnx/model.onnx")).hasContent("weights");
  }

  @Test
  void wrongContentsAreNotImportedAtAll() throws IOException {
    ModelStore store = store();
    assertThatThrownBy(
            () ->
                store.importFrom(
                    net(store), files("onnx/model.onnx", "wrong!!"), false, Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not the onnx/model.onnx of net");
    assertThat(folder.resolve("own")).doesNotExist();
    assertThatThrownBy(() -> store.importFrom(net(store), folder, false, Progress.none()))
        .isInstanceOf(InputException.class);
  }

  @Test
  void findsWhatOtherToolsFetchedOfWhateverRevision() throws IOException {
    Path repository = folder.resolve("hub/models--org--net");
    String other = "f".repeat(40);
    Path blob = repository.resolve("blobs/" + HubServer.sha256(WEIGHTS));
    Files.createDirectories(blob.getParent());
    Files.write(blob, WEIGHTS);
    Path snapshot = repository.resolve("snapshots/" + other);
    Files.createDirectories(snapshot.resolve("onnx"));
    Files.createSymbolicLink(
        snapshot.resolve("onnx/model.onnx"), Path.of("../../../blobs/" + blob.getFileName()));
    ModelStore store = store();
    assertThat(store.filesOf(net(store))).containsOnlyKeys("onnx/model.onnx");
    Files.writeString(snapshot.resolve("config.json"), "{}");
    Files.createDirectories(repository.resolve("refs"));
    Files.writeString(repository.resolve("refs/main"), other);
    assertThat(store.require("net").files()).hasSize(2);
    Files.write(blob, "wrong!!".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(store.verify(net(store), Progress.none()).getFirst().finding())
        .isEqualTo(Finding.WRONG);
    store.remove(net(store));
    assertThat(blob).doesNotExist();
    assertThat(snapshot).doesNotExist();
  }

  @Test
  void thePublishedCatalogueIsSound() {
    ModelCatalogue catalogue = ModelCatalogue.published();
    assertThat(catalogue.models()).hasSizeGreaterThan(15);
    for (PublishedModel model : catalogue.models()) {
      assertThat(model.files()).as(model.name()).isNotEmpty();
      assertThat(model.sources()).as(model.name()).isNotEmpty();
      assertThat(model.licence().link()).startsWith("https://");
      assertThat(Terms.full(model)).contains(model.licence().name(), model.size());
    }
    assertThat(Terms.full(catalogue.get("hunyuan3d-2"))).contains("not in the European Union");
    assertThatThrownBy(() -> catalogue.get("u2nett"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Did you mean");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "/x", "a/../../x", "a\\b", "C:/x", "", "a//b", "a/./b", "~", "a\nb"})
  void cataloguesCannotNamePathsThatLeadElsewhere(String path) {
    String json =
        """
        {"licences": {"free": {"name": "Free", "link": "https://x", "commercial": true}},
         "models": [{"name": "net", "makes": "tests", "licence": "free",
           "sources": [], "files": [{"path": "%s", "about": 2}]}]}
        """
            .formatted(path.replace("\\", "\\\\").replace("\n", "\\n"));
    assertThatThrownBy(() -> ModelCatalogue.parse(json, "test")).isInstanceOf(InputException.class);
  }

  @Test
  void theEnvironmentIsThatOfTheHubsTools() throws IOException {
    Path home = folder.resolve("home");
    Path cache = folder.resolve("cache");
    StoreSettings plain = StoreSettings.of(Map.of(), home, cache);
    assertThat(plain.hubCache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
    assertThat(plain.ownFolder()).isEqualTo(cache.resolve("models"));
    assertThat(plain.endpoint()).isEqualTo(URI.create("https://huggingface.co"));
    assertThat(plain.token()).isEmpty();
    Path hf = folder.resolve("hf");
    Files.createDirectories(hf);
    Files.writeString(hf.resolve("token"), "from-file\n");
    StoreSettings set =
        StoreSettings.of(
            Map.of(
                "HF_HOME",
                hf.toString(),
                "HF_ENDPOINT",
                "https://mirror/",
                "HF_HUB_OFFLINE",
                "yes",
                "XDG_CACHE_HOME",
                "/unused"),
            home,
            cache);
    assertThat(set.hubCache()).isEqualTo(hf.resolve("hub"));
    assertThat(set.token()).contains("from-file");
    assertThat(set.endpoint()).isEqualTo(URI.create("https://mirror"));
    assertThat(set.offline()).isTrue();
    for (String bad : List.of("mirror", "ftp://x", "::")) {
      assertThatThrownBy(() -> StoreSettings.of(Map.of("HF_ENDPOINT", bad), home, cache))
          .isInstanceOf(InputException.class);
    }
  }
}
