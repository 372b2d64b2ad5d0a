package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathFileTest {
  private static List<Path3> parse(String text) {
    return PathFile.paths(StrictJson.parse(text, "hop.json"));
  }

  @Test
  void readsWhatTheContractSays() {
    Path3 path =
        parse(
                """
                {"object": "teddy", "timing": "keys", "orientation": "tangent", "seconds": 3.5,
                 "points": [{"position": [0, 0, 1], "t": 0, "hold": 0.5},
                            {"position": [1.25, 0, 1], "t": 1}]}
                """)
            .getFirst();
    assertThat(path.object()).contains("teddy");
    assertThat(path.timing()).isEqualTo(Path3.Timing.KEYS);
    assertThat(path.orientation()).isEqualTo(Path3.Orientation.TANGENT);
    assertThat(path.seconds()).hasValue(3.5);
    assertThat(path.points().getFirst().holdSeconds()).isEqualTo(0.5);
    assertThat(path.points().get(1).position()).isEqualTo(new Vec3(1.25, 0, 1));
    assertThat(path.points().get(1).t()).hasValue(1);
  }

  @Test
  void severalObjects() {
    String points = "\"points\": [{\"position\": [0,0,0]}, {\"position\": [1,0,0]}]";
    assertThat(
            parse(
                "{\"paths\": [{\"object\":\"a\","
                    + points
                    + "},{\"object\":\"b\","
                    + points
                    + "}]}"))
        .hasSize(2);
    assertThatThrownBy(
            () ->
                parse(
                    "{\"paths\": [{\"object\":\"a\","
                        + points
                        + "},{\"object\":\"a\","
                        + points
                        + "}]}"))
        .hasMessageContaining("paths[1]")
        .hasMessageContaining("\"a\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'points': [{'position': [0,0,0]}]}|points|at least 2",
        "{'point': []}|hop.json|Did you mean \"points\"",
        "{'points': [{'position': [0,0,0]},{'position': [0,NaN,0]}]}|points[1].position[1]|finite",
        "{'points': [{'position': [0,0,0]},{'position': [0,'a',0]}]}|points[1].position[1]|number",
        "{'points': [{'position': [0,0,0]},{'position': [0,0]}]}|points[1].position|three numbers",
        "{'points': [{'position': [0,0,0]},{'positon': [0,0,0]}]}|points[1]|Did you mean"
            + " \"position\"",
        "{'points': [{'position': [0,0,0],'t':0.5},{'position':"
            + " [1,0,0],'t':0.5}]}|points[1].t|increase",
        "{'points': [{'position': [0,0,0],'t':0},{'position': [1,0,0],'t':1.5}]}|points[1].t|0.0 to"
            + " 1.0",
        "{'timing':'keys','points': [{'position': [0,0,0]},{'position': [1,0,0]}]}|points[0]|\"t\""
            + " is missing",
        "{'timing':'arclength','points': []}|timing|Did you mean \"arc-length\"",
        "{'orientation':'keyed','points': [{'position': [0,0,0]},{'position':"
            + " [1,0,0]}]}|points[0]|yaw",
        "{'seconds':0,'points': [{'position': [0,0,0]},{'position': [1,0,0]}]}|seconds|more than 0",
        "{'seconds':1,'seconds':2}|line 1|seconds",
        "{'points': [{'position': [0,0,0],'hold':-1},{'position': [1,0,0]}]}|points[0].hold|0.0 to",
        "{'points': [{'position': [0,0,1e9]},{'position': [1,0,0]}]}|points[0].position|farther",
        "{'points': 5}|points|list",
        "[]|hop.json|object",
        "{'points'|line 1|JSON",
      })
  void everythingWrongIsSaidWithItsPlace(String text, String where, String what) {
    assertThatThrownBy(() -> parse(text.replace('\'', '"')))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("hop.json")
        .hasMessageContaining(where)
        .hasMessageContaining(what);
  }

  @Property(tries = 50)
  void whatIsWrittenReadsTheSame(
      @ForAll @DoubleRange(min = -100, max = 100) double x,
      @ForAll @DoubleRange(min = -180, max = 180) double yaw,
      @ForAll @DoubleRange(min = -89, max = 89) double pitch,
      @ForAll @DoubleRange(min = -180, max = 180) double roll)
      throws Exception {
    Quaternion q = Quaternion.ofYawPitchRoll(yaw, pitch, roll);
    Path3 path =
        new Path3(
            Optional.of("teddy"),
            List.of(
                new Path3.Point(new Vec3(x, 0.1, -x), OptionalDouble.of(0.25), 0.3, Optional.of(q)),
                new Path3.Point(
                    new Vec3(-x, 0, 1 / 3.0),
                    OptionalDouble.of(1),
                    0,
                    Optional.of(Quaternion.IDENTITY))),
            Path3.Timing.KEYS,
            Path3.Orientation.KEYED,
            OptionalDouble.of(2.5));
    Path file = Files.createTempFile("path", ".json");
    PathFile.write(file, List.of(path));
    Path3 back = PathFile.read(file).getFirst();
    Files.delete(file);
    assertThat(back.points().getFirst().position()).isEqualTo(path.points().getFirst().position());
    assertThat(back.points().getFirst().t()).isEqualTo(path.points().getFirst().t());
    Quaternion r = back.points().getFirst().rotation().orElseThrow();
    assertThat(r.xAxis().distance(q.xAxis())).isLessThan(1e-6);
    assertThat(r.yAxis().distance(q.yAxis())).isLessThan(1e-6);
    assertThat(back.seconds()).isEqualTo(path.seconds());
  }

  @Test
  void nearestKnowsSwapsAndGivesUp() {
    assertThat(StrictJson.nearest("psoition", List.of("position", "points"))).isEqualTo("position");
    assertThat(StrictJson.nearest("zebra", List.of("position", "points"))).isEmpty();
  }
}
