package org.scissionlite.cli.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.plan.reference.ReferenceQuestion;
import org.scissionlite.plan.reference.TierRule;
import org.scissionlite.plan.reference.TimeLimit;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The criteria of the reference's planners, for all planners. */
final class CriteriaOptions {
  @Mixin private InputSizeOption input;

  private static final String CRITERIA =
      " N: layer N must be there; -1: no layer; NAME: only this system; ! or * in front negates. Such"
          + " as -d pi4,7 or -e '!old-server'.";

  @Option(
      names = {"-d", "--device"},
      paramLabel = "CRITERIA",
      defaultValue = "",
      description = "What must run on the device, separated by commas." + CRITERIA)
  private String device;

  @Option(
      names = {"-e", "--edge"},
      paramLabel = "CRITERIA",
      defaultValue = "",
      description = "What must run on the edge; written as for --device.")
  private String edge;

  @Option(
      names = {"-c", "--cloud"},
      paramLabel = "CRITERIA",
      defaultValue = "",
      description = "What must run in the cloud; written as for --device.")
  private String cloud;

  @Option(
      names = "--device-upload",
      paramLabel = "MB",
      description =
          "At most so many megabytes leave the device for an answer; 1 MB is 1,000,000 bytes.")
  private String deviceUpload;

  @Option(
      names = "--edge-upload",
      paramLabel = "MB",
      description = "At most so many megabytes leave the edge for an answer.")
  private String edgeUpload;

  @Option(
      names = "--device-time",
      paramLabel = "LIMIT",
      description =
          "The device works at most so long for an answer: seconds, such as 0.05, or a share of all work, such as 30%%.")
  private String deviceTime;

  @Option(
      names = "--edge-time",
      paramLabel = "LIMIT",
      description = "The edge works at most so long; written as for --device-time.")
  private String edgeTime;

  @Option(
      names = "--cloud-time",
      paramLabel = "LIMIT",
      description = "The cloud works at most so long; written as for --device-time.")
  private String cloudTime;

  @Option(
      names = {"-r", "--result-count"},
      paramLabel = "N",
      defaultValue = "5",
      description = "How many scenarios to show. Default: ${DEFAULT-VALUE}.")
  private int results;

  /** The criteria as a question; systems and layers are checked against those that exist. */
  ReferenceQuestion question(List<SystemId> systems, int lastLayer) {
    ReferenceQuestion question =
        ReferenceQuestion.anything().withInput(input.megabytes()).results(results);
    Map<Tier, String> criteria = Map.of(Tier.DEVICE, device, Tier.EDGE, edge, Tier.CLOUD, cloud);
    for (Tier tier : Tier.values()) {
      List<String> names =
          systems.stream().filter(id -> id.tier() == tier).map(SystemId::name).toList();
      if (!names.isEmpty() || !criteria.get(tier).isBlank()) {
        question = question.with(TierRule.parse(tier, criteria.get(tier), names, lastLayer));
      }
    }
    for (Map.Entry<Tier, String> limit : given(deviceTime, edgeTime, cloudTime).entrySet()) {
      question = question.with(limit.getKey(), TimeLimit.parse(limit.getValue()));
    }
    for (Map.Entry<Tier, String> limit : given(deviceUpload, edgeUpload, null).entrySet()) {
      question = question.withUpload(limit.getKey(), limit.getValue());
    }
    return question;
  }

  /** Bytes of the input where a profile does not tell them. */
  long inputBytes() {
    return input.bytes();
  }

  private static Map<Tier, String> given(String device, String edge, String cloud) {
    Map<Tier, String> given = new EnumMap<>(Tier.class);
    put(given, Tier.DEVICE, device);
    put(given, Tier.EDGE, edge);
    put(given, Tier.CLOUD, cloud);
    return given;
  }

  private static void put(Map<Tier, String> map, Tier tier, String value) {
    if (value != null) {
      map.put(tier, value);
    }
  }
}
