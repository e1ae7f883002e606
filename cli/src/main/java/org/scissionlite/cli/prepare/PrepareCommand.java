package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.bundle.signature.SigningKey;
import org.scissionlite.cli.prepare.CutOptions.Choice;
import org.scissionlite.cli.source.CutTensorsOption;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.source.LabelsOption;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.cli.source.PreprocessingOption;
import org.scissionlite.cli.source.ShapeOption;
import org.scissionlite.cli.source.SigningOption;
import org.scissionlite.cli.source.TaskOption;
import org.scissionlite.cli.source.TruthOptions;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.cli.terminal.Progress;
import org.scissionlite.cli.terminal.ResumableFiles;
import org.scissionlite.cli.train.TrainingFiles;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.ImageSet;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.file.Json;
import org.scissionlite.input.EvenlySpacedChoice;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.NanCheck;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.task.Task;
import org.scissionlite.trainer.AnswerGradients;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.training.search.SearchImages;
import org.scissionlite.training.search.SearchReport;
import org.scissionlite.training.search.SearchResult;
import org.scissionlite.training.search.trial.ShippedTrial;
import org.scissionlite.transfer.InsertedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stages 5 to 7 on the command line. */
@Command(
    name = "prepare",
    description = "Cuts a model, puts a transfer layer at the cut, and writes the bundle to run.",
    footer = {
      "",
      "Example:",
      "  scissionlite prepare steel.onnx --cut 40 --transfer-layer auto --max-drop 1.0 \\",
      "      --data images/ -o steel-bundle",
      "  scissionlite prepare resnet56.onnx --cut layer1.8 --transfer-layer pool2+q8 \\",
      "      --calibrate images/ --preprocessing torch -o resnet56-bundle",
      "  scissionlite prepare resnet56.onnx --cut layer3.0 --transfer-layer learned:c=64,s=2 \\",
      "      --max-bytes 450 --train edge --data images/ --preprocessing torch -o bundle",
      "",
      "Transfer layers: none; lossless (integers of an int8 model, entropy coded); pool2 (the",
      "paper's 2x2 pooling); q8 ... q2 (quantisation to so many bits); pool2+q8;",
      "transform:step=S and pca:step=S (transform coding; the larger the step, the fewer bytes;",
      "dial=N adds coarser ones to choose from at run time, which --train trains together);",
      "learned:c=C,s=S (a bottleneck of C channels for patches of S x S, for --max-bytes,",
      "--train). With --cut input, the picture",
      "itself: pixels (8 bits), jpeg:q=85 and webp:q=75 (q=1 to 100; the more, the better and",
      "larger).",
      "At a cut of several tensors 'auto' chooses a layer for each, the fewest bytes in all within",
      "--max-drop; with --max-bytes alone it shares these among them by the error of the answers.",
      "'auto' fits and tries transform coding in several forms; it takes minutes, says why",
      "it chose, and goes on where it was when it was stopped. With --train it ships the",
      "trained layer where the same unused images confirm it, else the untrained one.",
      "--train takes 2 to 4 GB of memory."
    })
public final class PrepareCommand extends BaseCommand {
  static final String NOISE = "random";
  private static final int THREADS = 2;

  @Mixin private LabelsOption labels;
  @Mixin private PreprocessingOption preprocessing;
  @Mixin private TaskOption task;
  @Mixin private TruthOptions truths;
  @Mixin private CutTensorsOption cutTensors;
  @Mixin private ShapeOption shapes;
  @Mixin private CutOptions cuts;
  @Mixin private SearchOptions search;
  @Mixin private TransferLayerTrainingOptions training;
  @Mixin private SigningOption signing;

  @Parameters(paramLabel = "MODEL", description = ModelSource.DESCRIPTION)
  private String source;

  @Option(
      names = "--calibrate",
      converter = FolderPath.class,
      paramLabel = "DIR|" + PrepareCommand.NOISE,
      description =
          "Images without labels that a transfer layer is fitted to, instead of --data; "
              + "'"
              + NOISE
              + "' for noise, where only latency matters.")
  private Path calibrate;

  @Option(
      names = "--calibration-images",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "At most so many images of --calibrate are used, evenly chosen. Default: ${DEFAULT-VALUE}.")
  private int calibrationImages;

  @Option(
      names = "--no-whole-model",
      description = "Leave the uncut model out: the device cannot answer without the edge.")
  private boolean noWholeModel;

  @Option(
      names = "--texts",
      description =
          "Serve outputs of texts, too, such as the name of a class. Default: they are left aside.")
  private boolean texts;

  @Option(names = "--json", description = "Print the manifest as JSON.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      required = true,
      converter = FolderPath.class,
      paramLabel = "BUNDLE",
      description = "The bundle's folder, which is written.")
  private Path output;

  /** How the model's answers read, once it is loaded. */
  private Task reading;

  @Override
  protected void run() {
    BundleWriter.requireReplaceable(output);
    Optional<SigningKey> key = signing.key();
    requireDialOfAuto();
    PreprocessingOption.Chosen chosen = preprocessing.of(source);
    tell(chosen.line());
    Model model = load(source, shapes.reading().withTexts(texts));
    NanCheck.requireNumbers(model.graph());
    List<String> classes = labels.of(source, model.graph());
    reading = task.of(model.graph(), classes);
    Preprocessor preprocessor =
        new Preprocessor(new OrtEngine(), model, chosen.value())
            .differentiatedBy(
                new AnswerGradients(THREADS, search.goal().seed(), Optional.of(reading)));
    Preprocessor calibrated =
        patiently("reading calibration images", () -> calibrated(preprocessor));
    List<ReadyScenario> ready =
        cuts.choices(model).stream().map(choice -> ready(calibrated, choice)).toList();
    List<PreparedScenario> scenarios = ready.stream().map(ReadyScenario::scenario).toList();
    BundleContent content =
        new BundleContent(
            model, scenarios, calibrated.preprocessing(), classes, reading.spec(), !noWholeModel);
    Bundle bundle = new BundleWriter(OnnxWriter::write, key).write(output, content);
    ReadyScenario.keep(output, model, ready)
        .ifPresent(file -> tell("evidence for 'plan --evidence': " + file));
    scenarios.forEach(this::removeUnfinished);
    print(
        json
            ? Json.text(bundle.manifest())
            : text(scenarios, bundle, sentBytes(calibrated), chosen.name()));
  }

  private void requireDialOfAuto() {
    if (search.dial().isPresent() && !cuts.isSearched()) {
      throw new UsageException(
          "--dial goes with --transfer-layer auto; else name it in the spec: transform:step=S,dial=N");
    }
  }

  @Override
  protected String whenStopped() {
    return ResumableFiles.beside(output).stateOfTraining();
  }

  private void removeUnfinished(PreparedScenario scenario) {
    TrainingFiles.beside(output, scenario).removeCheckpoint();
    auto().removeJournal(scenario.inserted().cut());
  }

  private AutoTransferLayer auto() {
    SearchGoal goal = training.isAsked() ? search.goal().confirmedTwice() : search.goal();
    return new AutoTransferLayer(goal, reading, THREADS, output, this::tell);
  }

  private ReadyScenario ready(Preprocessor preprocessor, Choice choice) {
    return choice.transferLayer().equals(CutOptions.AUTO)
        ? searched(preprocessor, choice.cut())
        : trained(preprocessor, prepare(preprocessor, choice));
  }

  private PreparedScenario prepare(Preprocessor preprocessor, Choice choice) {
    return patiently(
        "cut %s: fitting %s, splitting, checking".formatted(choice.cut(), choice.transferLayer()),
        () ->
            withProgress(preprocessor)
                .prepare(cut(preprocessor, choice.cut()), choice.transferLayer()));
  }

  /** A preprocessor that tells how many calibration images have been run up to the cut. */
  private Preprocessor withProgress(Preprocessor usual) {
    Progress progress = new Progress("calibration images", usual.examples().size(), this::tell);
    return new Preprocessor(
        new CountedEngine(usual.engine(), progress),
        usual.model(),
        usual.preprocessing(),
        usual.examples(),
        usual.sensitivity());
  }

  private Cut cut(Preprocessor preprocessor, String name) {
    return cutTensors.chain(preprocessor.model().graph()).cut(name);
  }

  private ReadyScenario searched(Preprocessor preprocessor, String cutName) {
    ModelGraph graph = preprocessor.model().graph();
    Cut cut = cut(preprocessor, cutName);
    SearchGoal goal = search.goal();
    if (cut.tensors().size() > 1 && search.dial().isPresent()) {
      throw new UsageException(
          "cut '%s' has %d tensors: a dial turns the layer of one; leave --dial out"
              .formatted(cut.name(), cut.tensors().size()));
    }
    boolean isShared = cut.tensors().size() > 1 && search.isBytesAlone();
    if (isShared) {
      JointLayersAtCut.check(cut, training.isAsked());
    }
    SearchImages images =
        patiently(
            "reading images", () -> data(preprocessor).forSearch(search.images(), goal.seed()));
    data(preprocessor).unused(images).ifPresent(this::tell);
    if (isShared) {
      return new ReadyScenario(
          patiently(
              "trying transfer layers at %d tensors".formatted(cut.tensors().size()),
              () ->
                  new JointLayersAtCut(preprocessor, reading, THREADS, this::tell)
                      .prepare(cut, images, goal)),
          List.of());
    }
    SearchResult result = auto().search(graph, cut, images);
    Optional<SearchReport> picture = auto().picture(graph, preprocessor.preprocessing(), images);
    tell(auto().text(result) + auto().tensors(cut, result));
    if (search.dial().isPresent()) {
      SearchedDial.Outcome outcome =
          dialled(preprocessor, cut).of(result, search.dial().getAsInt(), images, goal);
      return searched(outcome.scenario(), outcome.report(), picture).with(outcome.coarser());
    }
    PreparedScenario fitted = preprocessor.prepare(cut, result.layers());
    if (!training.isAsked()) {
      return searched(fitted, result.report(), picture);
    }
    PreparedScenario trained = training(preprocessor).trained(fitted, images.training(), goal);
    ShippedTrial shipped =
        new ShippedTrial(preprocessor.engine(), THREADS, graph, reading, images.confirming());
    SearchReport report =
        auto().withTrained(result, shipped.of(trained.inserted(), result.report().confirmed()));
    return searched(report.isTrainedKept() ? trained : fitted, report, picture);
  }

  private SearchedDial dialled(Preprocessor preprocessor, Cut cut) {
    Optional<TrainedDial> trained =
        training.isAsked()
            ? Optional.of(new TrainedDial(training(preprocessor), reading, this::tell))
            : Optional.empty();
    return new SearchedDial(preprocessor, cut, auto(), trained, this::tell);
  }

  private ReadyScenario searched(
      PreparedScenario scenario, SearchReport report, Optional<SearchReport> picture) {
    tell("cut %s: %s".formatted(report.cut(), PictureVerdict.of(report, picture)));
    List<Measurement> found = new ArrayList<>(report.evidence());
    picture.map(SearchReport::evidence).ifPresent(found::addAll);
    return new ReadyScenario(scenario, found);
  }

  private ReadyScenario trained(Preprocessor preprocessor, PreparedScenario fitted) {
    if (search.data(this::tell).isEmpty() && !training.isAsked()) {
      return new ReadyScenario(fitted, List.of());
    }
    SearchGoal goal = search.goal();
    SearchData data = data(preprocessor);
    Examples images = data.forFitting(Integer.MAX_VALUE, goal.seed());
    if (training.isAsked() && fitted.steps().size() > 1) {
      return new TrainedDial(training(preprocessor), reading, this::tell)
          .of(fitted, images, data.heldOut(search.images(), goal.seed()), goal);
    }
    PreparedScenario scenario = training(preprocessor).trained(fitted, images, goal);
    return new ReadyScenario(
        scenario, training.isAsked() ? tried(preprocessor, scenario, data) : List.of());
  }

  /** What a trained layer does on images that it was not trained on, where there are some. */
  private List<Measurement> tried(
      Preprocessor preprocessor, PreparedScenario scenario, SearchData data) {
    return data.heldOut(search.images(), search.goal().seed()).stream()
        .map(images -> tried(preprocessor, scenario, images))
        .toList();
  }

  private Measurement tried(Preprocessor preprocessor, PreparedScenario scenario, Examples images) {
    InsertedModel shipped = scenario.inserted();
    ShippedTrial trial =
        new ShippedTrial(
            preprocessor.engine(), THREADS, preprocessor.model().graph(), reading, images);
    return patiently("trying the trained layer", () -> trial.of(shipped))
        .measurement(
            shipped.cut().name(), new ImageSet(ImageUse.TEST, images.size(), images.sha256()));
  }

  private TransferLayerTraining training(Preprocessor preprocessor) {
    return new TransferLayerTraining(preprocessor, training.forTask(reading), output, this::tell);
  }

  private SearchData data(Preprocessor preprocessor) {
    DataFolder folder =
        search
            .data(this::tell)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--transfer-layer auto and --train need images; name their folder with --data"));
    return new SearchData(
        folder,
        preprocessor.model(),
        preprocessor.preprocessing(),
        labels.of(source, preprocessor.model().graph()),
        new SearchData.Labelling(reading, truths));
  }

  private Preprocessor calibrated(Preprocessor preprocessor) {
    search.data(this::tell).map(DataFolder::notes).orElse(List.of()).forEach(this::tell);
    if (calibrate != null && calibrate.toString().equals(NOISE)) {
      return preprocessor.calibratedOnNoise(calibrationImages);
    }
    if (calibrate != null) {
      ImageFiles.notes(calibrate).forEach(this::tell);
      return preprocessor.calibratedOnPictures(
          EvenlySpacedChoice.of(readable(ImageFiles.in(calibrate)), calibrationImages));
    }
    return search.data(this::tell).isPresent() ? fittedToData(preprocessor) : preprocessor;
  }

  private List<Path> readable(List<Path> files) {
    return search.unreadable().of(files, file -> file, this::tell);
  }

  private Preprocessor fittedToData(Preprocessor preprocessor) {
    Examples examples = data(preprocessor).forFitting(search.images() / 2, search.goal().seed());
    String input = preprocessor.model().graph().inputs().get(0).name();
    return preprocessor.calibratedOn(
        IntStream.range(0, examples.size())
            .mapToObj(number -> Map.of(input, examples.input(number)))
            .toList());
  }

  /** Noise says nothing of what pictures send. */
  private SentBytes sentBytes(Preprocessor calibrated) {
    boolean pictures = calibrate == null || !calibrate.toString().equals(NOISE);
    return new SentBytes(calibrated.engine(), pictures ? calibrated.examples() : List.of());
  }

  private String text(
      List<PreparedScenario> scenarios, Bundle bundle, SentBytes sent, String preprocessingName) {
    return new PreparedText(output, preprocessingName, bundle)
        .of(
            scenarios,
            scenario -> patiently("counting the bytes sent", () -> sent.of(scenario)),
            sent.note(scenarios));
  }
}
