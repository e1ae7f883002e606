package org.scissionlite.cli.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.Program;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.source.LabelsOption;
import org.scissionlite.cli.source.ModelSidecars;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.cli.source.PreprocessingOption;
import org.scissionlite.cli.source.TaskOption;
import org.scissionlite.cli.source.TruthOptions;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.cli.terminal.Progress;
import org.scissionlite.cli.terminal.ResumableFiles;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.Evaluation;
import org.scissionlite.evaluation.EvaluationReport;
import org.scissionlite.evaluation.SentPicture;
import org.scissionlite.evaluation.Subject;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evaluation.UncutModel;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.EvidenceFile;
import org.scissionlite.file.Json;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.privacy.AttackImages;
import org.scissionlite.privacy.PrivacyExperiment;
import org.scissionlite.task.Classification;
import org.scissionlite.task.ModelEnds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stage 6 on the command line: the truth about accuracy. */
@Command(
    name = "evaluate",
    description =
        "Measures how right a model or a bundle's slices are, and the bytes an image, against "
            + "the uncut model and against sending the picture as JPEG or WebP.",
    footer = {
      "",
      "Example:",
      "  scissionlite evaluate resnet56-bundle --data cifar10/ --split test",
      "  scissionlite evaluate mobilenet.onnx --preprocessing tf --data photos/ --json",
      "  scissionlite evaluate resnet56-bundle --data cifar10/ --privacy",
      "",
      "DIR holds a labels.csv (columns file,label,split) or one folder a class. With bare",
      "images, the agreement with the uncut model is measured. 'bytes' are the payload's,",
      "checksum included; 'difference' is paired, in points, with its 95 %% interval.",
      "Detectors are measured by mAP (COCO or YOLO labels), segmenters by mean IoU (masks),",
      "anomaly detection by AUROC; without labels by how near they are to the uncut model."
    })
public final class EvaluateCommand extends BaseCommand {
  @Mixin private PreprocessingOption preprocessing;
  @Mixin private UncutModelOption uncutModel;
  @Mixin private PrivacyOptions privacy;
  @Mixin private UnreadableImages unreadable;
  @Mixin private TaskOption task;
  @Mixin private TruthOptions truths;

  @Parameters(
      paramLabel = "MODEL|BUNDLE",
      description = "A model (an ONNX file or zoo:NAME), or a bundle's folder.")
  private String source;

  @Option(
      names = "--data",
      required = true,
      converter = FolderPath.class,
      paramLabel = "DIR",
      description =
          "The images: a folder with labels.csv (columns file,label,split), one folder a class, or bare images.")
  private Path data;

  @Option(
      names = "--split",
      defaultValue = "test",
      paramLabel = "NAME",
      description =
          "Which part of the labelled images: a word of the column 'split'. Default: ${DEFAULT-VALUE}.")
  private String split;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many images, evenly chosen. Default: all.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--labels",
      converter = FilePath.class,
      paramLabel = "FILE",
      description =
          "The model's class names, one a line, in the order of its output. Default: those of the bundle, or MODEL.labels.txt beside the model.")
  private Path labels;

  @Option(
      names = "--picture-qualities",
      split = ",",
      defaultValue = "10,30,50,75,90",
      paramLabel = "Q",
      description =
          "Qualities, 1 to 100, of the JPEG and WebP pictures to compare with. Default: ${DEFAULT-VALUE}.")
  private List<Integer> qualities;

  @Option(
      names = "--no-pictures",
      description = "Do not compare with sending the picture as JPEG or WebP.")
  private boolean noPictures;

  @Option(
      names = "--threads",
      defaultValue = "2",
      paramLabel = "N",
      description = "Processor threads that run the model. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--plot",
      converter = FilePath.class,
      paramLabel = "FILE",
      description = "Draw accuracy against bytes: a .png or .svg file.")
  private Path plot;

  @Option(
      names = "--evidence",
      converter = FilePath.class,
      paramLabel = "FILE",
      description =
          "Add what is found out to this file, for 'plan --evidence'. Default: BUNDLE.evidence.json "
              + "beside the bundle; none for a model alone.")
  private Path evidence;

  @Option(
      names = "--edge-without-codecs",
      description =
          "Count the bytes for an edge without our codecs, such as Triton: plain tensors, compressed with gzip. What is found out goes to BUNDLE.without-codecs.evidence.json. Default: off.")
  private boolean withoutCodecs;

  @Option(
      names = "--json",
      description = "Print JSON instead of tables, with the answer to every image.")
  private boolean json;

  @Override
  public Integer call() {
    int code = super.call();
    return unreadable.isFailure() ? Program.FAILURE : code;
  }

  @Override
  protected void run() {
    requirePositive();
    OrtEngine engine = new OrtEngine();
    if (privacy.isWanted()) {
      attack(engine);
    } else {
      evaluate(engine);
    }
  }

  @Override
  protected String whenStopped() {
    return privacy.isWanted()
        ? new ResumableFiles(privacy.output(Path.of(source)), "").state()
        : super.whenStopped();
  }

  private void evaluate(OrtEngine engine) {
    try (EvaluationSource evaluated = open(engine)) {
      UncutModel uncut = evaluated.uncut();
      TestImages.notes(data).forEach(this::tell);
      List<Subject> others = new ArrayList<>(evaluated.slices());
      others.addAll(pictures(uncut));
      List<String> names = labels(evaluated.ends());
      TestImages images = images(uncut, names);
      EvaluationReport report =
          new EvaluationReport(
              evaluated.model().name(),
              engine.description(),
              uncut.task().kind(),
              images.images().size(),
              images.classes(),
              images.images().stream().map(image -> image.file().toString()).toList(),
              images.labels(),
              unreadable.counted(),
              new Evaluation(uncut, others, progress(images))
                  .on(images, truths.of(uncut.task(), data, split, images, names)));
      if (plot != null) {
        EvaluationChart.of(report).picture().write(plot);
      }
      keep(
          EvaluationEvidence.of(evaluated.model(), images, split)
              .of(report, evaluated.scenarios()));
      print(json ? Json.text(report) : new EvaluationText(report) + unreadable.note());
    }
  }

  /** The numbers of classes are a classifier's alone. */
  private TestImages images(UncutModel uncut, List<String> names) {
    TestImages images = readable(TestImages.read(data, split).evenly(limit));
    return uncut.task() instanceof Classification
        ? images.forModel(names, uncut.classes())
        : images;
  }

  private List<String> labels(ModelEnds ends) {
    return labels == null
        ? ends.labels()
        : LabelsOption.named(labels, ends.inputs(), ends.outputs());
  }

  private TestImages readable(TestImages images) {
    return patiently("looking at the images", () -> unreadable.without(images, this::tell));
  }

  /** Writes what was found out where 'plan' looks for it. */
  private void keep(Evidence found) {
    if (evidence != null) {
      keep(found, evidence);
    } else if (Files.isDirectory(Path.of(source))) {
      keepBesideBundle(found);
    }
  }

  private void keep(Evidence found, Path file) {
    EvidenceFile.add(file, found);
    tell("evidence for 'plan --evidence': " + file);
  }

  /** A bundle may lie where nobody may write; that spoils no evaluation. */
  private void keepBesideBundle(Evidence found) {
    try {
      Path folder = Path.of(source);
      keep(found, withoutCodecs ? EvidenceFile.withoutCodecs(folder) : EvidenceFile.beside(folder));
    } catch (ScissionLiteException e) {
      tell("warning: what was found out is not kept for 'plan': " + e.getMessage());
    }
  }

  private EvaluationSource open(OrtEngine engine) {
    EvaluationSource.Opening opening =
        new EvaluationSource.Opening(engine, threads, task.text(), !withoutCodecs);
    if (ModelSource.isZoo(source) || !Files.isDirectory(Path.of(source))) {
      PreprocessingOption.Chosen chosen = preprocessing.of(source);
      tell(chosen.line());
      Model model = load(source, uncutModel.reading());
      ModelGraph graph = model.graph();
      List<String> names =
          labels == null
              ? ModelSidecars.labels(source, graph)
              : labels(new ModelEnds(graph.inputs(), graph.outputs(), List.of()));
      return EvaluationSource.ofModel(opening, model, chosen.value(), names);
    }
    tell(preprocessing.ofBundle());
    Bundle bundle = BundleReader.open(Path.of(source));
    return EvaluationSource.ofBundle(opening, bundle, uncutModel.open(engine, threads, bundle));
  }

  private void attack(OrtEngine engine) {
    Path folder = Path.of(source);
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "--privacy needs a bundle's folder, got '%s'; 'prepare' writes one".formatted(source));
    }
    tell(preprocessing.ofBundle());
    Bundle bundle = BundleReader.open(folder);
    Model uncut = uncutModel.load(bundle);
    TestImages.notes(data).forEach(this::tell);
    TestImages rebuilt = readable(TestImages.read(data, split).evenly(limit));
    EvaluationEvidence evidence = EvaluationEvidence.of(bundle.manifest().model(), rebuilt, split);
    AttackImages images =
        patiently(
            "reading images",
            () ->
                new AttackImages(
                    bundle.manifest().preprocessing(),
                    uncut.graph().inputs().get(0),
                    privacy.known(data, this::readable),
                    rebuilt.pictures()));
    Path output = privacy.output(folder);
    PrivacyProgress progress = new PrivacyProgress(output, this::tell);
    PrivacyExperiment experiment =
        new PrivacyExperiment(engine, images, privacy.settings(threads), progress);
    PrivacyRun.Result result = new PrivacyRun(bundle, uncut, experiment).run();
    result.write(output, images.test());
    progress.removeCheckpoints();
    keep(evidence.of(result.report()));
    print(
        json
            ? Json.text(new PrivacyJson(result.report(), unreadable.counted()))
            : new PrivacyText(result.report(), output) + unreadable.note());
  }

  private void requirePositive() {
    if (limit < 1 || threads < 1) {
      throw new UsageException("--limit and --threads must be at least 1");
    }
    qualities.stream()
        .filter(quality -> quality < 1 || quality > 100)
        .findFirst()
        .ifPresent(
            quality -> {
              throw new UsageException(
                  "--picture-qualities: %d is not 1 to 100".formatted(quality));
            });
  }

  private List<Subject> pictures(UncutModel uncut) {
    List<Subject> pictures = new ArrayList<>();
    if (!noPictures) {
      for (PictureFormat format : formats()) {
        qualities.stream()
            .sorted()
            .forEach(quality -> pictures.add(new SentPicture(uncut, format, quality)));
      }
    }
    return pictures;
  }

  /** Those that this machine can write; says which it cannot. */
  private List<PictureFormat> formats() {
    List<PictureFormat> formats = new ArrayList<>();
    for (PictureFormat format : PictureFormat.values()) {
      format.obstacle().ifPresentOrElse(this::tell, () -> formats.add(format));
    }
    return formats;
  }

  private Progress progress(TestImages images) {
    return new Progress("images", images.images().size(), this::tell);
  }
}
