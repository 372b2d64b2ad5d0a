package org.drag4d.animate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.Occupancy;
import org.drag4d.geometry.Path3;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.StrictJson;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelScene.Member;
import org.drag4d.task.InputException;

/** Turns what a person asks for into poses per frame, and says what is odd about it. */
final class MotionPlanner {
  private static final double LATE_START = 0.1; // metres from where the object stands

  private final AnimateInputs inputs;
  private final AnimateSettings settings;
  private final Occupancy occupancy;
  private final List<String> warnings = new ArrayList<>();
  private final List<Path3> paths = new ArrayList<>();

  MotionPlanner(AnimateInputs inputs, AnimateSettings settings, Occupancy occupancy) {
    this.inputs = inputs;
    this.settings = settings;
    this.occupancy = occupancy;
  }

  List<String> warnings() {
    return warnings;
  }

  List<Path3> paths() {
    return paths;
  }

  /** Returns the objects that requests move, in their order. */
  static List<Member> moving(AnimateInputs inputs) {
    List<Member> moving = new ArrayList<>();
    for (PathRequest request : inputs.paths()) {
      Member member = member(request, inputs.scene().members());
      if (moving.contains(member)) {
        throw new InputException(where(request), "a second path for \"" + member.name() + "\"");
      }
      moving.add(member);
    }
    return moving;
  }

  private static String where(PathRequest request) {
    return switch (request) {
      case PathRequest.Drawn drawn -> drawn.where();
      case PathRequest.Preset preset -> "--path " + preset.preset().word();
    };
  }

  private static Member member(PathRequest request, List<Member> members) {
    List<String> names = members.stream().map(Member::name).toList();
    if (members.isEmpty()) {
      throw new InputException(
          where(request), "there is no object in the scene that could move", "Compose one first.");
    }
    if (request.object().isEmpty()) {
      if (members.size() == 1) {
        return members.getFirst();
      }
      throw new InputException(
          where(request),
          "does not say which object moves",
          "Name one with \"object\" or --object: " + String.join(", ", names) + ".");
    }
    String name = request.object().get();
    return members.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              String nearest = StrictJson.nearest(name, names);
              return new InputException(
                  where(request),
                  "there is no object \"" + name + "\" in the scene",
                  nearest.isEmpty()
                      ? "There are: " + String.join(", ", names) + "."
                      : "Did you mean \"" + nearest + "\"?");
            });
  }

  /** Returns how many frames the clips have. */
  int frames() {
    if (settings.frames().isPresent()) {
      return settings.frames().getAsInt();
    }
    double seconds = 0;
    for (PathRequest request : inputs.paths()) {
      if (request instanceof PathRequest.Drawn drawn) {
        seconds = Math.max(seconds, drawn.path().seconds().orElse(0));
      }
    }
    long frames = Math.round(seconds * settings.framesPerSecond());
    if (frames > AnimateSettings.MAXIMUM_FRAMES) {
      throw new InputException(
          "seconds", frames + " frames are more than " + AnimateSettings.MAXIMUM_FRAMES);
    }
    return seconds > 0 ? (int) Math.max(2, frames) : AnimateSettings.DEFAULT_FRAMES;
  }

  /** Lays out the motion of all objects. */
  Motion plan(List<Member> moving, int frames) {
    double seconds = (frames - 1) / settings.framesPerSecond();
    Map<Integer, List<Pose>> poses = new LinkedHashMap<>();
    for (int i = 0; i < moving.size(); i++) {
      Member member = moving.get(i);
      PathRequest request = inputs.paths().get(i);
      Path3 path =
          switch (request) {
            case PathRequest.Preset preset ->
                new PresetPaths(occupancy, member).lay(preset.preset());
            case PathRequest.Drawn drawn -> named(drawn.path(), member.name());
          };
      paths.add(path);
      // The object's origin need not be the middle of its box's foot, which is what the path moves.
      Box3 box = member.box();
      Vec3 footInObject = member.objectToWorld().inverse().apply(box.bottomCentre());
      MotionPath motion = new MotionPath(where(request), path, seconds);
      List<Pose> objectToWorld = new ArrayList<>();
      for (int f = 0; f < frames; f++) {
        Pose foot = motion.pose(f / settings.framesPerSecond(), member.objectToWorld().rotation());
        objectToWorld.add(
            new Pose(
                foot.rotation(), foot.translation().minus(foot.rotation().rotate(footInObject))));
      }
      poses.put(member.id(), List.copyOf(objectToWorld));
      if (request instanceof PathRequest.Drawn drawn) {
        check(drawn, member, motion, seconds);
      }
    }
    return new Motion(settings.framesPerSecond(), Collections.unmodifiableMap(poses));
  }

  /** Finds what is under every object in every frame. */
  Map<Integer, double[]> supportHeights(Motion motion, int frames) {
    Map<Integer, double[]> heights = new LinkedHashMap<>();
    for (Member member : inputs.scene().members()) {
      double[] support = new double[frames];
      List<Pose> poses = motion.objectToWorld().getOrDefault(member.id(), List.of());
      for (int f = 0; f < frames; f++) {
        Pose moved =
            poses.isEmpty() ? Pose.IDENTITY : poses.get(f).times(member.objectToWorld().inverse());
        Vec3 foot = moved.apply(member.box().bottomCentre());
        double known =
            occupancy.heightBelow(foot.x(), foot.z(), foot.y() + 0.06).orElse(inputs.floorHeight());
        support[f] = Math.max(inputs.floorHeight(), known);
      }
      heights.put(member.id(), support);
    }
    return Collections.unmodifiableMap(heights);
  }

  private static Path3 named(Path3 path, String name) {
    return new Path3(
        Optional.of(name), path.points(), path.timing(), path.orientation(), path.seconds());
  }

  private void check(PathRequest.Drawn drawn, Member member, MotionPath motion, double seconds) {
    List<Path3.Point> points = drawn.path().points();
    for (int i = 0; i < points.size(); i++) {
      Vec3 p = points.get(i).position();
      // Feet stand on the lowest surface, so a little below it is still inside.
      if (!occupancy.contains(p.plus(new Vec3(0, 0.3, 0)))) {
        Vec3 low = occupancy.lower();
        Vec3 high = occupancy.upper();
        throw new InputException(
            drawn.where() + ", points[" + i + "].position",
            words("[%.2f, %.2f, %.2f] lies outside the scene", p.x(), p.y(), p.z()),
            words(
                "The scene reaches from [%.1f, %.1f, %.1f] to [%.1f, %.1f, %.1f].",
                low.x(), low.y(), low.z(), high.x(), high.y(), high.z()));
      }
    }
    Vec3 start = points.getFirst().position();
    double gap = start.distance(member.box().bottomCentre());
    if (gap > LATE_START) {
      warnings.add(words("%s: the path starts %.1f m from where it stands.", member.name(), gap));
    }
    double height = member.box().size().y();
    Vec3 before = motion.position(0).plus(new Vec3(0, height / 2, 0));
    boolean through = false;
    boolean sunk = false;
    int steps = (int) Math.max(20, Math.ceil(motion.length() / 0.05));
    for (int k = 0; k <= steps; k++) {
      Vec3 foot = motion.position(seconds * k / steps);
      Vec3 middle = foot.plus(new Vec3(0, height / 2, 0));
      if (!through && k > 0 && !occupancy.sees(before, middle)) {
        through = true;
        warnings.add(
            words(
                "%s: the path goes through something near [%.1f, %.1f, %.1f].",
                member.name(), middle.x(), middle.y(), middle.z()));
      }
      if (!sunk && foot.y() < inputs.floorHeight() - 0.05) {
        sunk = true;
        warnings.add(words("%s: the path goes below the floor.", member.name()));
      }
      before = middle;
    }
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
