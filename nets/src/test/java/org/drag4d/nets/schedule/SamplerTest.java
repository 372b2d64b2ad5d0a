package org.drag4d.nets.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Samplers against diffusers (tools/parity/schedulers.py) and against published numbers. */
class SamplerTest {
  private static final int SIZE = 6;

  @TestFactory
  Stream<DynamicTest> asTheReference() throws IOException {
    JsonNode root;
    try (InputStream in = getClass().getResourceAsStream("/schedule/samplers.json")) {
      root = new ObjectMapper().readTree(in);
    }
    List<DynamicTest> tests = new ArrayList<>();
    root.path("cases")
        .forEach(c -> tests.add(DynamicTest.dynamicTest(c.path("name").asText(), () -> run(c))));
    assertThat(tests).hasSizeGreaterThan(20);
    return tests.stream();
  }

  private static void run(JsonNode golden) {
    Sampler sampler = sampler(golden);
    assertThat(sampler.steps()).isEqualTo(golden.path("timesteps").size());
    assertThat(sampler.initialScale())
        .isCloseTo(golden.path("initialScale").asDouble(), within(1e-5 * sampler.initialScale()));
    int[] calls = {0};
    NoiseSource noise =
        count -> {
          float[] values = new float[count];
          for (int i = 0; i < count; i++) {
            values[i] = (float) Math.cos(0.7 * i + calls[0]);
          }
          calls[0]++;
          return values;
        };
    float[] sample = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      sample[i] = (float) ((-1.5 + 2.7 * i / (SIZE - 1)) * sampler.initialScale());
    }
    for (int step = 0; step < sampler.steps(); step++) {
      double time = golden.path("timesteps").get(step).asDouble();
      assertThat(sampler.timestep(step)).isCloseTo(time, within(2e-3));
      float[] shown = sampler.networkInput(sample, step);
      float[] output = new float[SIZE];
      for (int i = 0; i < SIZE; i++) {
        output[i] = (float) (0.5 * Math.sin(shown[i] + 0.001 * time));
      }
      sample = sampler.step(output, sample, step, noise);
      JsonNode expected = golden.path("trace").get(step);
      double scale = 1e-3;
      for (JsonNode value : expected) {
        scale = Math.max(scale, Math.abs(value.asDouble()));
      }
      for (int i = 0; i < SIZE; i++) {
        assertThat((double) sample[i])
            .as("step %d, number %d", step, i)
            .isCloseTo(expected.get(i).asDouble(), within(2e-5 * scale));
      }
    }
  }

  private static Sampler sampler(JsonNode golden) {
    JsonNode config = golden.path("config");
    int steps = golden.path("steps").asInt();
    Prediction prediction = Prediction.named(config.path("prediction_type").asText());
    double largest = config.path("sigma_max").asDouble();
    double smallest = config.path("sigma_min").asDouble();
    return switch (golden.path("kind").asText()) {
      case "ddim" ->
          new DdimSampler(
              SamplerSettings.of(config), steps, golden.path("options").path("eta").asDouble(0));
      case "pndm" -> new PndmSampler(SamplerSettings.of(config), steps);
      case "euler" -> EulerSampler.of(SamplerSettings.of(config), steps);
      case "ancestral" -> EulerSampler.ancestral(SamplerSettings.of(config), steps);
      case "dpm++" -> new DpmPlusPlusSampler(SamplerSettings.of(config), steps);
      case "first-order" -> DpmPlusPlusSampler.firstOrder(SamplerSettings.of(config), steps);
      case "continuous" -> EulerSampler.continuous(prediction, largest, smallest, steps);
      case "edm" ->
          new EdmSampler(
              prediction, largest, smallest, config.path("sigma_data").asDouble(), steps);
      default -> throw new IllegalArgumentException(golden.toString());
    };
  }

  /** "motion-video" section 2.8: the noise levels of Stable Video Diffusion in 25 steps. */
  @Test
  void levelsOfStableVideoDiffusion() {
    double[] published = {
      700, 545.72925, 421.56914, 322.45368, 244.02308, 182.54713, 134.85444, 98.26713, 70.54084,
      49.80979, 34.53674, 23.46751, 15.58997, 10.09713, 6.35427, 3.8697, 2.26912, 1.27318, 0.67815,
      0.33938, 0.1574, 0.0664, 0.0248, 0.00788, 0.002
    };
    EulerSampler sampler = EulerSampler.continuous(Prediction.VELOCITY, 700, 0.002, 25);
    for (int i = 0; i < published.length; i++) {
      assertThat(sampler.sigma(i)).isCloseTo(published[i], within(6e-6 + 1e-6 * published[i]));
    }
    assertThat(sampler.initialScale()).isCloseTo(700.000714, within(1e-6));
  }

  /** "motion-video" section 9: five Karras steps of v = 0.3 input + 0.1. */
  @Test
  void fiveEulerSteps() {
    double[][] published = {
      {134.5328, -67.3875},
      {15.20621, -7.74953},
      {0.346857, -0.320869},
      {0.133760, -0.231466},
      {0.133480, -0.231527}
    };
    EulerSampler sampler = EulerSampler.continuous(Prediction.VELOCITY, 700, 0.002, 5);
    float[] x = {(float) sampler.initialScale(), (float) (-0.5 * sampler.initialScale())};
    for (int step = 0; step < 5; step++) {
      float[] output = sampler.networkInput(x, step);
      for (int i = 0; i < 2; i++) {
        output[i] = 0.3f * output[i] + 0.1f;
      }
      x = sampler.step(output, x, step, NoiseSource.none());
      for (int i = 0; i < 2; i++) {
        assertThat((double) x[i])
            .isCloseTo(
                published[step][i], within(1e-4 * Math.max(1, Math.abs(published[step][i]))));
      }
    }
  }

  /** "motion-video" section 6.1: how clean a picture is at DIFT's time step. */
  @Test
  void signalOfDift() {
    NoiseSchedule schedule = NoiseSchedule.STABLE_DIFFUSION;
    assertThat(Math.sqrt(schedule.signal(261))).isCloseTo(0.8097341, within(1e-6));
    assertThat(Math.sqrt(1 - schedule.signal(261))).isCloseTo(0.5867970, within(1e-6));
  }

  /** A network that knows the clean sample leads every sampler to it. */
  @Test
  void aPerfectNetworkIsFollowed() {
    SamplerSettings settings = SamplerSettings.STABLE_DIFFUSION.with(Prediction.SAMPLE);
    float[] clean = {0.3f, -0.8f};
    for (Sampler sampler :
        List.of(EulerSampler.of(settings, 9), new DpmPlusPlusSampler(settings, 9))) {
      float[] x = {3, -2};
      for (int step = 0; step < sampler.steps(); step++) {
        x = sampler.step(clean, x, step, NoiseSource.none());
      }
      assertThat(x).containsExactly(clean, within(1e-6f));
    }
  }

  @Test
  void unknownSettingsAreNamed() throws IOException {
    JsonNode config = new ObjectMapper().readTree("{\"prediction_type\": \"flow\"}");
    assertThatThrownBy(() -> SamplerSettings.of(config))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("flow");
    assertThatThrownBy(() -> NoiseSchedule.named("linear", 0, 2, 5))
        .isInstanceOf(InputException.class);
  }
}
