package org.drag4d.nets.store;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drag4d.task.CacheFolder;
import org.drag4d.task.InputException;

/**
 * Where models lie and how they are fetched. The variables are those of the Hugging Face tools, so
 * that a file that one program fetched serves all (studio-and-cli section 6.1), and one of our own.
 *
 * @param ownFolder {@code DRAG4D_MODELS}, else a folder in our cache: imported models and those
 *     that no hub carries, as {@code NAME/PATH}
 * @param hubCache {@code HF_HUB_CACHE}, else {@code HF_HOME/hub}, else {@code
 *     XDG_CACHE_HOME/huggingface/hub}, else {@code ~/.cache/huggingface/hub}
 * @param endpoint {@code HF_ENDPOINT}, without a final slash
 * @param token {@code HF_TOKEN}, else the contents of {@code HF_TOKEN_PATH} or {@code
 *     HF_HOME/token}
 * @param offline {@code HF_HUB_OFFLINE}: nothing is fetched
 * @param links whether links may be used; not with {@code HF_HUB_DISABLE_SYMLINKS}
 * @param patience how long nothing may arrive before a connection counts as cut
 */
public record StoreSettings(
    Path ownFolder,
    Path hubCache,
    URI endpoint,
    Optional<String> token,
    boolean offline,
    boolean links,
    Duration patience) {
  private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");

  /** Returns the settings of this process's environment. */
  public static StoreSettings ofEnvironment() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")), CacheFolder.location());
  }

  /**
   * Returns the settings of an environment.
   *
   * @param home the person's folder
   * @param cache our own cache
   * @throws InputException if {@code HF_ENDPOINT} is no address
   */
  static StoreSettings of(Map<String, String> environment, Path home, Path cache) {
    Variables variables = new Variables(environment);
    Path general =
        variables.path("XDG_CACHE_HOME").orElse(home.resolve(".cache")).resolve("huggingface");
    Path hubHome = variables.path("HF_HOME").orElse(general);
    return new StoreSettings(
        variables.path("DRAG4D_MODELS").orElse(cache.resolve("models")),
        variables.path("HF_HUB_CACHE").orElse(hubHome.resolve("hub")),
        endpoint(variables.text("HF_ENDPOINT").orElse("https://huggingface.co")),
        variables
            .text("HF_TOKEN")
            .or(() -> fileText(variables.path("HF_TOKEN_PATH").orElse(hubHome.resolve("token")))),
        variables.truth("HF_HUB_OFFLINE"),
        !variables.truth("HF_HUB_DISABLE_SYMLINKS"),
        Duration.ofSeconds(variables.number("HF_HUB_DOWNLOAD_TIMEOUT", 10)));
  }

  private static URI endpoint(String text) {
    try {
      URI uri = new URI(text.replaceFirst("/+$", ""));
      if (uri.getHost() != null && ("https".equals(uri.getScheme()) || isPlain(uri))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new InputException(
        "HF_ENDPOINT", "\"" + text + "\" is no address", "For instance: https://huggingface.co");
  }

  private static boolean isPlain(URI uri) {
    return "http".equals(uri.getScheme());
  }

  private static Optional<String> fileText(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) < 10_000
          ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // a token that may not be read is no token
    }
  }

  /** Shows everything but the token. */
  @Override
  public String toString() {
    return "StoreSettings[own %s, hub cache %s, endpoint %s%s%s]"
        .formatted(
            ownFolder,
            hubCache,
            endpoint,
            token.isPresent() ? ", with a token" : "",
            offline ? ", offline" : "");
  }

  /** An environment whose empty variables do not count. */
  private record Variables(Map<String, String> environment) {
    Optional<String> text(String name) {
      return Optional.ofNullable(environment.get(name))
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    }

    Optional<Path> path(String name) {
      return text(name).map(text -> Path.of(text).toAbsolutePath());
    }

    boolean truth(String name) {
      return text(name).filter(text -> TRUE.contains(text.toUpperCase(Locale.ROOT))).isPresent();
    }

    long number(String name, long otherwise) {
      try {
        return text(name).map(Long::parseLong).filter(n -> n > 0 && n < 86_400).orElse(otherwise);
      } catch (NumberFormatException e) {
        return otherwise;
      }
    }
  }
}
