package org.drag4d.world.bench;

/**
 * One measured figure beside the value that is accepted.
 *
 * @param figure what was measured: the name that chooses it
 * @param subject in which world, or of what
 * @param value what came out
 * @param unit of value and accepted value
 * @param accept the accepted value
 * @param atLeast whether the value must reach the accepted one; otherwise it must not exceed it
 * @param holds whether it does
 */
public record Figure(
    String figure,
    String subject,
    double value,
    String unit,
    double accept,
    boolean atLeast,
    boolean holds) {

  static Figure atLeast(String figure, String subject, double value, String unit, double accept) {
    return new Figure(figure, subject, value, unit, accept, true, value >= accept);
  }

  static Figure atMost(String figure, String subject, double value, String unit, double accept) {
    return new Figure(figure, subject, value, unit, accept, false, value <= accept);
  }
}
