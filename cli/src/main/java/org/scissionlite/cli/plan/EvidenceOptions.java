package org.scissionlite.cli.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.EvidenceFile;
import org.scissionlite.plan.evidence.KnownLayers;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfiledModel;
import picocli.CommandLine.Option;

/** What is known of transfer layers on images. */
final class EvidenceOptions {
  @Option(
      names = "--evidence",
      paramLabel = "FILE|BUNDLE",
      description =
          "What 'evaluate' and 'prepare' measured of transfer layers: bytes, accuracy, privacy. The "
              + "file beside a bundle, or the bundle; may be given several times. "
              + "Default: MODEL-bundle.evidence.json in the working folder, where it is there.")
  private List<Path> sources = List.of();

  @Option(
      names = "--accuracies",
      converter = FilePath.class,
      paramLabel = "FILE",
      description =
          "What else is known of accuracy, instead of --evidence, as shares of right answers in JSON: "
              + "{\"model\": 0.83, \"cuts\": [{\"cut\": \"pool1\", \"transferLayer\": \"q8\", "
              + "\"accuracy\": 0.82}]}.")
  private Path accuraciesFile;

  /**
   * What is known of the layers of a model.
   *
   * @param profiles at least one
   * @param teller hears what was read
   */
  Optional<KnownLayers> known(List<Profile> profiles, Consumer<String> teller) {
    if (accuraciesFile != null && !sources.isEmpty()) {
      throw new UsageException(
          "--accuracies and --evidence both say what accuracy is lost; leave one of them out");
    }
    if (!sources.isEmpty()) {
      return Optional.of(KnownLayers.of(profiles, EvidenceFile.readAll(sources)));
    }
    return accuraciesFile != null
        ? Optional.empty()
        : usual(profiles, teller).map(evidence -> KnownLayers.of(profiles, evidence));
  }

  /** What a file of accuracies holds. */
  Optional<Accuracies> accuracies() {
    return Optional.ofNullable(accuraciesFile).map(Accuracies::read);
  }

  /** That beside the bundle of the usual name; that of another model of the name does not count. */
  private static Optional<Evidence> usual(List<Profile> profiles, Consumer<String> teller) {
    ProfiledModel model = profiles.get(0).model();
    Path file = EvidenceFile.beside(Path.of(NextStep.bundle(model)));
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Evidence evidence = EvidenceFile.read(file);
    boolean ours = evidence.sha256().equals(model.sha256());
    teller.accept(
        ours
            ? "evidence: %s".formatted(file)
            : "note: %s is of another model of this name and does not count".formatted(file));
    return Optional.of(evidence).filter(found -> ours);
  }
}
