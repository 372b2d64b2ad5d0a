package org.drag4d.world.text;

/** Time of day and weather, as far as they change the light. */
public enum Light {
  DAWN,
  MORNING,
  NOON,
  AFTERNOON,
  GOLDEN_HOUR,
  DUSK,
  NIGHT,
  OVERCAST,
  FOGGY,
  CANDLE_LIT,
  NEON
}
