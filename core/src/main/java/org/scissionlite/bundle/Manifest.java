package org.scissionlite.bundle;

import static org.scissionlite.error.Fields.listed;
import static org.scissionlite.error.Fields.present;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.scissionlite.bundle.signature.SigningKey;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;

/**
 * What a bundle holds; the file manifest.json.
 *
 * @param schemaVersion 3 where a device keeps outputs, else 2; 1 in bundles of an older program
 * @param id SHA-256 over all else that the manifest says, with the hashes of all files of the
 *     bundle: device and edge compare it
 * @param created when the bundle was written, such as "2026-11-26T07:25:23Z": of two bundles the
 *     later one is the newer; null where an older program did not tell. Not part of the id: the
 *     same content, written twice, is the same bundle
 * @param model the name and SHA-256 of the model that was cut
 * @param preprocessing from image to input tensor
 * @param labels the classes, in the order of the output; empty where they are not known
 * @param task how the outputs read, such as "classification:output=scores"; null where an older
 *     program did not tell: then their shapes do
 * @param scenarios the cuts that can be run, the default first
 * @param wholeModel the uncut model, for answers without the edge; null where the bundle has none
 * @param signature of somebody who vouches for all else, in base64; null where nobody does. Not
 *     part of the id
 */
public record Manifest(
    int schemaVersion,
    String id,
    @JsonInclude(JsonInclude.Include.NON_NULL) String created,
    ModelReference model,
    Preprocessing preprocessing,
    List<String> labels,
    @JsonInclude(JsonInclude.Include.NON_NULL) String task,
    List<SplitScenario> scenarios,
    SliceFile wholeModel,
    @JsonInclude(JsonInclude.Include.NON_NULL) String signature) {
  /** The latest version of the schema: of bundles whose devices keep outputs. */
  static final int SCHEMA_VERSION = 3;

  /** The version of all other bundles, which older programs read, too. */
  private static final int WITHOUT_KEPT_OUTPUTS = 2;

  /** No signature of something else can be taken for one of a manifest. */
  private static final String PURPOSE = "scissionlite bundle manifest\n";

  public Manifest {
    present(id, "id");
    time(created);
    present(model, "model");
    present(preprocessing, "preprocessing");
    labels = listed(labels, "labels");
    scenarios = listed(scenarios, "scenarios");
  }

  /**
   * How the answers of the bundle read.
   *
   * @param inputs of the model
   * @param outputs of the model
   * @throws UsageException if what the manifest says does not suit the model
   */
  public Task task(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    return Task.parse(task == null ? "" : task, new ModelEnds(inputs, outputs, labels));
  }

  /** When the bundle was written; the beginning of time where it does not tell. */
  public Instant time() {
    return time(created);
  }

  private static Instant time(String created) {
    try {
      return created == null ? Instant.MIN : Instant.parse(created);
    } catch (DateTimeException e) {
      throw new UsageException(
          "'created' is no time such as 2026-11-26T07:25:23Z: '%s'".formatted(created), e);
    }
  }

  /** Name and identity of a model. */
  public record ModelReference(String name, String sha256) {
    public ModelReference {
      present(name, "name");
      present(sha256, "sha256");
    }
  }

  /**
   * A scenario of the bundle; an empty name stands for the default.
   *
   * @throws UsageException for an unknown name; lists the valid ones
   */
  public SplitScenario scenario(String name) {
    return scenarios.stream()
        .filter(scenario -> name.isEmpty() || scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UsageException.unknownName(
                    "scenario", name, scenarios.stream().map(SplitScenario::name).toList()));
  }

  /** The version of the schema that a bundle of scenarios is written in. */
  static int schemaVersion(List<SplitScenario> scenarios) {
    return scenarios.stream().allMatch(scenario -> scenario.keptOutputs().isEmpty())
        ? WITHOUT_KEPT_OUTPUTS
        : SCHEMA_VERSION;
  }

  /** This manifest with another id. */
  Manifest withId(String other) {
    return new Manifest(
        schemaVersion,
        other,
        created,
        model,
        preprocessing,
        labels,
        task,
        scenarios,
        wholeModel,
        signature);
  }

  /**
   * This manifest with a signature over all that it says, the hashes of the files and the time
   * among it; one that it has is replaced.
   */
  Manifest signed(SigningKey key) {
    return withSignature(key.sign(message()));
  }

  /** What is signed, in the canonical form of {@link Json#canonical}. */
  private byte[] message() {
    return (PURPOSE + Json.canonical(withSignature(null))).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Checks that somebody who is trusted vouches for it.
   *
   * @param from where it came from, for the message
   * @throws ScissionLiteException if nobody does
   */
  public void requireSigned(TrustedKeys keys, String from) {
    if (!keys.areAsked()) {
      return;
    }
    if (signature == null) {
      throw new ScissionLiteException(
          "%s: the bundle is not signed; sign it with 'scissionlite sign BUNDLE --key KEY', or leave --trust out"
              .formatted(from));
    }
    if (!keys.haveSigned(message(), signature)) {
      throw new ScissionLiteException(
          "%s: the signature is of no key that is trusted (--trust): another one signed the bundle, or it was changed"
              .formatted(from));
    }
  }

  private Manifest withSignature(String other) {
    return new Manifest(
        schemaVersion,
        id,
        created,
        model,
        preprocessing,
        labels,
        task,
        scenarios,
        wholeModel,
        other);
  }

  /** What the id covers. */
  Manifest identity() {
    return new Manifest(
        schemaVersion, "", null, model, preprocessing, labels, task, scenarios, wholeModel, null);
  }

  /** All files of the bundle but the manifest. */
  public Stream<SliceFile> files() {
    return Stream.concat(
            scenarios.stream().flatMap(SplitScenario::files), Stream.ofNullable(wholeModel))
        .flatMap(SliceFile::all);
  }
}
