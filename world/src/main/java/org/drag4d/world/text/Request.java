package org.drag4d.world.text;

import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.layout.Kind;
import org.drag4d.world.look.Rgb;

/**
 * One thing that a sentence asks for.
 *
 * @param kind what to build
 * @param count how many; 0 when the sentence uses a plural without a number
 * @param scale factors on the usual width, height and depth
 * @param colour albedo, linear, if one was named
 * @param substance what it is made of, if said
 * @param style its style, if said for this thing alone
 * @param on the kind of thing that it stands on or belongs to, if said
 * @param words the words of the sentence
 */
public record Request(
    Kind kind,
    int count,
    Vec3 scale,
    Optional<Rgb> colour,
    Optional<Substance> substance,
    Optional<Style> style,
    Optional<Kind> on,
    String words) {}
