package org.drag4d.nets.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.drag4d.geometry.StrictJson;
import org.drag4d.nets.store.PublishedModel.Licence;
import org.drag4d.nets.store.PublishedModel.ModelFile;
import org.drag4d.nets.store.PublishedModel.Source;
import org.drag4d.task.InputException;

/** The published models that this program knows, by name. */
public final class ModelCatalogue {
  private static final long LARGEST_FILE = 1L << 40;

  private final Map<String, PublishedModel> models = new LinkedHashMap<>();

  private ModelCatalogue() {}

  /** Returns the catalogue that the program carries. */
  public static ModelCatalogue published() {
    try (InputStream in = ModelCatalogue.class.getResourceAsStream("models.json")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "models.json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a catalogue.
   *
   * @param where what to call it in errors
   * @throws InputException if it is not one
   */
  public static ModelCatalogue parse(String json, String where) {
    StrictJson root = StrictJson.parse(json, where).keys("licences", "models");
    Map<String, Licence> licences = new LinkedHashMap<>();
    StrictJson terms = root.at("licences");
    for (String id : terms.names()) {
      licences.put(id, licence(terms.at(id)));
    }
    ModelCatalogue catalogue = new ModelCatalogue();
    for (StrictJson node : root.at("models").items()) {
      PublishedModel model = model(node, licences);
      if (catalogue.models.putIfAbsent(model.name(), model) != null) {
        throw node.wrong("the name " + model.name() + " stands twice");
      }
    }
    return catalogue;
  }

  private static Licence licence(StrictJson node) {
    node.keys("name", "link", "commercial", "territories", "note");
    return new Licence(
        node.at("name").text(),
        node.at("link").text(),
        node.at("commercial").truth(),
        node.find("territories").map(StrictJson::text).orElse(""),
        node.find("note").map(StrictJson::text).orElse(""));
  }

  private static PublishedModel model(StrictJson node, Map<String, Licence> licences) {
    node.keys("name", "makes", "licence", "sources", "files", "usedBy", "note");
    StrictJson licence = node.at("licence");
    List<Source> sources = new ArrayList<>();
    for (StrictJson source : node.at("sources").items()) {
      source.keys("hub", "revision", "web");
      sources.add(
          source.has("hub")
              ? new Source.Hub(source.at("hub").text(), source.at("revision").text())
              : new Source.Web(source.at("web").text()));
    }
    List<ModelFile> files = new ArrayList<>();
    for (StrictJson file : node.at("files").items()) {
      file.keys("path", "bytes", "about", "sha256");
      OptionalLong exact =
          file.has("bytes") ? OptionalLong.of(bytes(file.at("bytes"))) : OptionalLong.empty();
      Optional<String> sha256 = file.find("sha256").map(StrictJson::text);
      if (sha256.isPresent() && !FileNames.isSha256(sha256.get())) {
        throw file.wrong("sha256 must have 64 hexadecimal digits");
      }
      files.add(
          new ModelFile(
              file.at("path").text(),
              exact,
              exact.isPresent() ? exact.getAsLong() : bytes(file.at("about")),
              sha256));
    }
    List<String> usedBy =
        node.find("usedBy").map(StrictJson::items).orElse(List.of()).stream()
            .map(StrictJson::text)
            .toList();
    return new PublishedModel(
        node.at("name").text(),
        node.at("makes").text(),
        licences.get(licence.choice(List.copyOf(licences.keySet()))),
        sources,
        files,
        usedBy,
        node.find("note").map(StrictJson::text).orElse(""));
  }

  private static long bytes(StrictJson node) {
    return (long) node.number(1, LARGEST_FILE);
  }

  /** Returns all models in the catalogue's order. */
  public List<PublishedModel> models() {
    return List.copyOf(models.values());
  }

  /** Returns a model if there is one of this name. */
  public Optional<PublishedModel> find(String name) {
    return Optional.ofNullable(models.get(name));
  }

  /**
   * Returns a model.
   *
   * @throws InputException if there is none of this name; says the nearest
   */
  public PublishedModel get(String name) {
    return find(name)
        .orElseThrow(
            () -> {
              String nearest = StrictJson.nearest(name, List.copyOf(models.keySet()));
              return new InputException(
                  name,
                  "there is no such model",
                  nearest.isEmpty()
                      ? "All names: drag4d models list"
                      : "Did you mean '" + nearest + "'?");
            });
  }
}
