package org.scissionlite.cli.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.cli.optimise.OptimiseReport;
import org.scissionlite.cli.report.PageData.ModelLine;
import org.scissionlite.cli.report.PageData.ScenarioLine;
import org.scissionlite.cli.report.Provenance.SourceFile;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.EvidenceFile;
import org.scissionlite.file.Json;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.privacy.PrivacyReport;

/**
 * The page of a bundle, with what lies beside it: BUNDLE.optimise.json, BUNDLE.evidence.json and
 * the folder of 'evaluate --privacy'.
 */
final class BundlePage {
  private static final String ATTACKS = "privacy.json";

  private final Bundle bundle;
  private final Manifest manifest;
  private final Path privacyFolder;
  private final List<SourceFile> files = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private BundlePage(Bundle bundle, Path privacyFolder) {
    this.bundle = bundle;
    this.manifest = bundle.manifest();
    this.privacyFolder = privacyFolder;
  }

  /**
   * @param privacy the folder that 'evaluate --privacy' wrote; empty for the one beside the bundle
   * @throws org.scissionlite.error.ScissionLiteException if a file is missing or changed
   * @throws UsageException if the folder is no bundle, or what lies beside it belongs to another
   *     model
   */
  static PageData of(Path folder, Optional<Path> privacy, Clock clock) {
    Bundle bundle = BundleReader.open(folder);
    Path beside = sibling(folder, "-privacy");
    privacy.ifPresent(BundlePage::requireAttacks);
    return new BundlePage(bundle, privacy.orElse(beside)).data(clock);
  }

  private static void requireAttacks(Path privacy) {
    if (!Files.isRegularFile(privacy.resolve(ATTACKS))) {
      throw new UsageException(
          "--privacy %s: there is no %s in it; 'evaluate --privacy' writes that folder"
              .formatted(privacy, ATTACKS));
    }
  }

  private static Path sibling(Path folder, String suffix) {
    Path absolute = folder.toAbsolutePath().normalize();
    return absolute.resolveSibling(absolute.getFileName() + suffix);
  }

  private PageData data(Clock clock) {
    files.add(SourceFile.of(bundle.folder().resolve("manifest.json")));
    Optional<OptimiseReport> found = optimum();
    return new PageData(
        "bundle",
        model(),
        found.map(OptimiseReport::verdict).orElse(""),
        found.map(report -> Asked.of(report, optimumFile().toString())).orElse(null),
        0,
        found.map(BundlePage::table).orElse(null),
        measured(),
        attacks(),
        manifest.scenarios().stream().map(BundlePage::line).toList(),
        notes,
        Provenance.of(clock, allFiles()));
  }

  private Path optimumFile() {
    return sibling(bundle.folder(), ".optimise.json");
  }

  private Optional<OptimiseReport> optimum() {
    Path file = optimumFile();
    if (!Files.isRegularFile(file)) {
      notes.add(
          "No latency is known of this bundle: 'optimise' predicts it, or 'plan' for a report of the"
              + " plan.");
      return Optional.empty();
    }
    OptimiseReport report = Json.read(file, OptimiseReport.class, "report of 'optimise'");
    requireModel(file, report.model(), report.sha256());
    files.add(SourceFile.of(file));
    return Optional.of(report);
  }

  private void requireModel(Path file, String name, String sha256) {
    if (!manifest.model().sha256().equals(sha256)) {
      throw new UsageException(
          "%s is of model '%s' with SHA-256 %.12s, the bundle of '%s' with %.12s; make both again"
              .formatted(file, name, sha256, manifest.model().name(), manifest.model().sha256()));
    }
  }

  private static WayTable table(OptimiseReport report) {
    WayTable.Builder ways = new WayTable.Builder();
    for (OptimiseReport.Way way : report.candidates()) {
      ways.add(way.route(), WayLoss.of(way), way.scenario(), way.layerTimes());
    }
    return ways.build();
  }

  private ModelLine model() {
    List<String> cuts = List.of();
    if (manifest.wholeModel() != null) {
      BlockChain chain =
          BlockChain.of(OnnxReader.read(bundle.content(manifest.wholeModel()).onnx()).graph());
      cuts = chain.cuts().stream().map(Cut::name).toList();
    }
    return new ModelLine(manifest.model().name(), manifest.model().sha256(), cuts.size(), cuts);
  }

  private List<MeasuredLayer> measured() {
    Path file = EvidenceFile.beside(bundle.folder());
    if (!Files.isRegularFile(file)) {
      notes.add("No accuracy was measured: 'evaluate BUNDLE --data IMAGES' does.");
      return List.of();
    }
    var evidence = EvidenceFile.read(file);
    evidence.requireModel(manifest.model().name(), manifest.model().sha256());
    files.add(SourceFile.of(file));
    return MeasuredLayer.of(evidence);
  }

  private List<Attack> attacks() {
    Path file = privacyFolder.resolve(ATTACKS);
    if (!Files.isRegularFile(file)) {
      notes.add("No attack on privacy was made: 'evaluate BUNDLE --data IMAGES --privacy' does.");
      return List.of();
    }
    PrivacyReport report = Json.read(file, PrivacyReport.class, "privacy report");
    files.add(SourceFile.of(file));
    report.cuts().stream()
        .flatMap(cut -> Attack.sheetFile(cut, privacyFolder).stream())
        .forEach(sheet -> files.add(SourceFile.of(sheet)));
    return Attack.of(report, privacyFolder);
  }

  private static ScenarioLine line(SplitScenario scenario) {
    return new ScenarioLine(
        scenario.name(),
        scenario.cut(),
        scenario.transferLayer(),
        scenario.wire().stream()
            .map(
                wire -> "%s %s, codec %s".formatted(wire.elementType(), wire.shape(), wire.codec()))
            .toList(),
        scenario.device().bytes(),
        scenario.edge().bytes());
  }

  /** What was read, and behind it the files of the bundle as its manifest names them. */
  private List<SourceFile> allFiles() {
    List<SourceFile> all = new ArrayList<>(files);
    manifest
        .files()
        .forEach(each -> all.add(new SourceFile(each.path(), each.bytes(), each.sha256())));
    return all;
  }
}
