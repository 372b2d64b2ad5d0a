package org.drag4d.world.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a sentence for time of day and weather, and which of them is taken. A place has one
 * light: words that name a time go before general ones ("a sunny morning"), fog and clouds before
 * the hour of the day they hide, lamps and candles before the night they burn in; of times that
 * contradict one another the first is taken.
 */
final class LightWords {
  private static final Set<Light> DAY =
      Set.of(Light.DAWN, Light.MORNING, Light.NOON, Light.AFTERNOON);
  private static final Set<Light> WEATHER = Set.of(Light.FOGGY, Light.OVERCAST);
  private static final Set<Light> LAMPS = Set.of(Light.CANDLE_LIT, Light.NEON);
  private static final Set<Light> DARK = Set.of(Light.NIGHT, Light.DUSK);

  private final Map<String, Light> named = new LinkedHashMap<>();
  private final Map<String, Light> general = new LinkedHashMap<>();

  void add(Light light, boolean isGeneral, String words) {
    (isGeneral ? general : named).putIfAbsent(words, light);
  }

  /** Returns the light of the place, if anything is said about it. */
  Optional<Light> taken() {
    Optional<Light> taken = Optional.empty();
    for (Light light : named.values()) {
      taken = Optional.of(taken.isEmpty() || hides(light, taken.get()) ? light : taken.get());
    }
    return taken.or(() -> general.values().stream().findFirst());
  }

  /** Says whether one light, of two said together, goes without contradiction before another. */
  private static boolean hides(Light light, Light other) {
    return WEATHER.contains(light) && DAY.contains(other)
        || LAMPS.contains(light) && DARK.contains(other);
  }

  private static boolean agree(Light a, Light b) {
    return a == b || hides(a, b) || hides(b, a);
  }

  /** Returns the words that agree with the light that is taken. */
  List<String> understood() {
    return words(true);
  }

  /** Returns the words that contradict it. */
  List<String> contradicting() {
    return words(false);
  }

  private List<String> words(boolean agreeing) {
    List<String> words = new ArrayList<>();
    taken()
        .ifPresent(
            taken -> {
              named.forEach((word, l) -> addIf(words, word, agree(l, taken) == agreeing));
              boolean fits = DAY.contains(taken) || taken == Light.GOLDEN_HOUR;
              general.forEach(
                  (word, l) -> addIf(words, word, (fits || agree(l, taken)) == agreeing));
            });
    return words;
  }

  private static void addIf(List<String> words, String word, boolean condition) {
    if (condition) {
      words.add(word);
    }
  }
}
