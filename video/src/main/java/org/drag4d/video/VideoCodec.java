package org.drag4d.video;

import java.util.Map;

/**
 * How frames are compressed. All are set to work on one thread, so that the same frames give the
 * same bytes (studio-and-cli 12.5).
 */
public enum VideoCodec {
  /** H.264 by OpenH264 in MP4: plays everywhere. */
  H264("libopenh264", "mp4", Map.of("rc_mode", "quality", "slices", "1")),
  /** VP9 in WebM. */
  VP9(
      "libvpx-vp9",
      "webm",
      Map.of("crf", "24", "cpu-used", "2", "deadline", "good", "row-mt", "0")),
  /** AV1 by libaom in WebM: the smallest files. */
  AV1("libaom-av1", "webm", Map.of("crf", "24", "cpu-used", "6", "row-mt", "0"));

  private final String encoder;
  private final String container;
  private final Map<String, String> options;

  VideoCodec(String encoder, String container, Map<String, String> options) {
    this.encoder = encoder;
    this.container = container;
    this.options = options;
  }

  /** Returns the name's extension of files with this codec, without the dot. */
  public String extension() {
    return container;
  }

  String encoder() {
    return encoder;
  }

  Map<String, String> options() {
    return options;
  }
}
