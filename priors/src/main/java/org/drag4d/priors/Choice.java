package org.drag4d.priors;

import java.util.Optional;
import org.drag4d.nets.schedule.Prediction;
import org.drag4d.nets.torch.Precision;
import org.drag4d.task.InputException;

/**
 * A diffusion network as a person chooses it: a name or a place, then how it is run. {@code :bf16}
 * computes in 16 bits, which halves the memory; {@code :v} and {@code :eps} say that a one-file
 * checkpoint predicts velocity or noise, which such files do not say themselves.
 *
 * @param name the name or place
 * @param precision what to compute with
 * @param prediction what the network predicts, where the person says it
 */
record Choice(String name, Precision precision, Optional<Prediction> prediction) {
  private static final String HALF = ":bf16";
  private static final String VELOCITY = ":v";
  private static final String NOISE = ":eps";

  static Choice of(String text) {
    Choice choice = new Choice(text, Precision.FLOAT32, Optional.empty());
    while (true) {
      if (choice.name.endsWith(HALF)) {
        choice = new Choice(choice.without(HALF), Precision.BFLOAT16, choice.prediction);
      } else if (choice.name.endsWith(VELOCITY)) {
        choice = choice.saying(VELOCITY, Prediction.VELOCITY);
      } else if (choice.name.endsWith(NOISE)) {
        choice = choice.saying(NOISE, Prediction.EPSILON);
      } else {
        return choice;
      }
    }
  }

  private Choice saying(String ending, Prediction said) {
    return new Choice(without(ending), precision, Optional.of(said));
  }

  private String without(String ending) {
    return name.substring(0, name.length() - ending.length());
  }

  /**
   * Returns this choice of a network whose files say what it predicts.
   *
   * @throws InputException if the person says it nevertheless
   */
  Choice predictingWhatItsFilesSay(String option) {
    if (prediction.isPresent()) {
      throw new InputException(
          option + " " + name,
          "says itself what it predicts",
          "Leave " + VELOCITY + " or " + NOISE + " away; they are for one-file checkpoints.");
    }
    return this;
  }
}
