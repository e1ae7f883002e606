package org.scissionlite.plan.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scissionlite.link.Network;
import org.scissionlite.link.NetworkFile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.dat.DatFile;
import org.scissionlite.profile.dat.DatProfile;

/** The Python planners' answers to 309 questions over their published measurements. */
class ReferenceAnswersTest {
  private static final Map<String, List<DatProfile>> FOLDERS = new HashMap<>();

  @Test
  void everyQuestion_isAnsweredAsTheReferenceDoes() throws IOException {
    Optional<Path> reference = SharedFiles.find("reference/queries.json");
    assumeTrue(
        reference.isPresent(),
        "skipped: needs ../shared/reference/queries.json beside the checkout");
    JsonNode questions = new ObjectMapper().readTree(reference.orElseThrow().toFile());
    List<String> wrong = new ArrayList<>();
    for (JsonNode question : questions) {
      try {
        check(reference.orElseThrow().getParent(), question);
      } catch (AssertionError | RuntimeException e) {
        wrong.add(describe(question) + ": " + e.getMessage());
      }
    }
    assertThat(questions).hasSize(309);
    assertThat(wrong).isEmpty();
  }

  private static String describe(JsonNode question) {
    return question.get("planner").asText()
        + " "
        + question.get("model").asText()
        + " "
        + question.get("args");
  }

  private static void check(Path reference, JsonNode expected) {
    String planner = expected.get("planner").asText();
    Path folder = reference.resolve(planner);
    List<DatProfile> profiles =
        FOLDERS.computeIfAbsent(planner, key -> profiles(folder)).stream()
            .filter(profile -> profile.model().equals(expected.get("model").asText()))
            .toList();
    Network network = NetworkFile.read(folder.resolve(expected.get("network").asText()));
    ReferenceAnswer answer =
        ReferencePlanner.named(planner.replace("-tensorflow", ""))
            .answer(profiles, network, question(expected.get("args"), profiles));
    assertThat(answer.count()).as("count").isEqualTo(expected.get("count").asLong());
    JsonNode top = expected.get("top");
    assertThat(answer.scenarios()).hasSizeGreaterThanOrEqualTo(top.size());
    for (int i = 0; i < top.size(); i++) {
      checkScenario(answer.scenarios().get(i), top, i);
    }
  }

  private static void checkScenario(ReferenceScenario found, JsonNode top, int place) {
    double seconds = top.get(place).get("seconds").asDouble();
    assertThat(found.seconds()).isCloseTo(seconds, within(1e-9 * seconds));
    Stream<JsonNode> tied =
        Stream.iterate(0, i -> i < top.size(), i -> i + 1)
            .map(top::get)
            .filter(other -> Math.abs(other.get("seconds").asDouble() - seconds) < 1e-9 * seconds);
    assertThat(tied)
        .anySatisfy(
            other -> {
              assertThat(found.config()).isEqualTo(other.get("config").asText());
              assertThat(found.wireBytes()).isEqualTo(other.get("wire_bytes").asDouble());
            });
  }

  private static ReferenceQuestion question(JsonNode args, List<DatProfile> profiles) {
    ReferenceQuestion question = ReferenceQuestion.anything();
    for (int i = 0; i < args.size(); i += 2) {
      String value = args.get(i + 1).asText();
      question =
          switch (args.get(i).asText()) {
            case "-d" -> question.with(rule(Tier.DEVICE, value, profiles));
            case "-e" -> question.with(rule(Tier.EDGE, value, profiles));
            case "-c" -> question.with(rule(Tier.CLOUD, value, profiles));
            case "--device-time" -> question.with(Tier.DEVICE, TimeLimit.parse(value));
            case "--edge-time" -> question.with(Tier.EDGE, TimeLimit.parse(value));
            case "--cloud-time" -> question.with(Tier.CLOUD, TimeLimit.parse(value));
            case "--device-upload" -> question.withUpload(Tier.DEVICE, value);
            case "--edge-upload" -> question.withUpload(Tier.EDGE, value);
            case "-i" -> question.withInput(value);
            case "-r", "--result-count" -> question.results(Integer.parseInt(value));
            default -> throw new AssertionError("unknown argument " + args.get(i));
          };
    }
    return question;
  }

  private static TierRule rule(Tier tier, String criteria, List<DatProfile> profiles) {
    List<String> names =
        profiles.stream()
            .filter(profile -> profile.system().tier() == tier)
            .map(profile -> profile.system().name())
            .toList();
    return TierRule.parse(tier, criteria, names, profiles.get(0).lastLayer());
  }

  private static List<DatProfile> profiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(DatFile.SUFFIX))
          .flatMap(file -> DatFile.read(file).stream())
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
