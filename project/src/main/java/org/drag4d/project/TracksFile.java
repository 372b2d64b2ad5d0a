package org.drag4d.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.drag4d.animate.ViewTracks;
import org.drag4d.geometry.JsonFile;

/** {@code tracks.json} of a view (contract, "Files"). */
final class TracksFile {
  private TracksFile() {}

  static void write(Path file, ViewTracks tracks) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("view", tracks.view());
    json.put("width", tracks.width()).put("height", tracks.height());
    json.put("frames", tracks.frames());
    ArrayNode list = json.putArray("tracks");
    for (ViewTracks.Track track : tracks.tracks()) {
      ObjectNode node = list.addObject();
      node.put("object", track.object()).put("part", track.part());
      ArrayNode points = node.putArray("points");
      for (int i = 0; i < track.depth().length; i++) {
        points.addArray().add(track.points()[2 * i]).add(track.points()[2 * i + 1]);
      }
      ArrayNode depths = node.putArray("depth");
      for (double depth : track.depth()) {
        depths.add(depth);
      }
      ArrayNode visible = node.putArray("visible");
      for (boolean seen : track.visible()) {
        visible.add(seen);
      }
    }
    tracks.warnings().forEach(json.putArray("warnings")::add);
    JsonFile.write(file, json);
  }
}
