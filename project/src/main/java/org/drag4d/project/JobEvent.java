package org.drag4d.project;

import java.util.OptionalLong;

/**
 * One piece of news about a running job. The terminal, {@code --json} and the Studio show the same
 * events.
 *
 * @param job which job
 * @param stage the stage that works ({@code "scene"}, {@code "compose"}, {@code "animate/hop"})
 * @param step what it does, in a few words; empty before its first step
 * @param state how the stage stands
 * @param done how many units of the step are done
 * @param total how many there are, 0 if that is not known
 * @param unit the plural name of a unit; may be empty
 * @param etaSeconds about how long the step will still take, when that can be told
 * @param stageNumber which of the job's stages this is, from 1
 * @param stageCount how many stages the job has
 * @param message something worth knowing; of a running step, how it goes ("loss 0.03"); or empty
 */
public record JobEvent(
    String job,
    String stage,
    String step,
    State state,
    long done,
    long total,
    String unit,
    OptionalLong etaSeconds,
    int stageNumber,
    int stageCount,
    String message) {

  /** How a stage stands. */
  public enum State {
    QUEUED,
    RUNNING,
    /** Says only {@link JobEvent#message}. */
    NOTE,
    /** Was up to date: nothing had to be done. */
    KEPT,
    DONE,
    FAILED,
    CANCELLED
  }
}
