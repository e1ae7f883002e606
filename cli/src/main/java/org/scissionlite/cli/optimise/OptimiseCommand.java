package org.scissionlite.cli.optimise;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.signature.SigningKey;
import org.scissionlite.cli.plan.WishOptions;
import org.scissionlite.cli.prepare.SearchData;
import org.scissionlite.cli.prepare.SearchOptions;
import org.scissionlite.cli.prepare.TransferLayerTrainingOptions;
import org.scissionlite.cli.source.CutTensorsOption;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.source.LabelsOption;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.cli.source.PreprocessingOption;
import org.scissionlite.cli.source.SigningOption;
import org.scissionlite.cli.source.SystemsOptions;
import org.scissionlite.cli.source.TaskOption;
import org.scissionlite.cli.source.TruthOptions;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.cli.terminal.ResumableFiles;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;
import org.scissionlite.link.Network;
import org.scissionlite.model.Model;
import org.scissionlite.model.NanCheck;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.CutSearch;
import org.scissionlite.optimise.Goal;
import org.scissionlite.optimise.JointSearch;
import org.scissionlite.optimise.Pricing;
import org.scissionlite.optimise.measure.CutSearches;
import org.scissionlite.optimise.measure.FeatureSearch;
import org.scissionlite.optimise.measure.Finds;
import org.scissionlite.optimise.measure.PictureSearch;
import org.scissionlite.optimise.measure.Subject;
import org.scissionlite.plan.question.Question;
import org.scissionlite.profile.Profile;
import org.scissionlite.task.Task;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.training.search.SearchImages;
import org.scissionlite.training.search.TransferLayerSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stages 4 to 7 on the command line: cut, transfer layer and accuracy decided together. */
@Command(
    name = "optimise",
    description =
        "Finds the best way to run a model across device and edge: searches cuts and transfer layers"
            + " together, measures what each loses on your images, and writes the bundle.",
    footer = {
      "",
      "Example:",
      "  scissionlite optimise steel.onnx --data images/ --profiles profiles/ \\",
      "      --network network.csv --max-drop 1.0 -o steel-bundle",
      "  scissionlite optimise resnet56.onnx --preprocessing torch --data cifar10/ \\",
      "      --profiles profiles/ --network network.csv --deadline 40 --interval 1s -o bundle",
      "",
      "The profiles are those of 'benchmark' of both machines, the network that of 'link",
      "probe'. The device alone, and the picture sent as pixels, JPEG or WebP compete. Cuts",
      "are opened in the order of what they take at least (device, round trip and edge, with",
      "no byte sent); what was found cuts off the rest. It takes minutes, says why, and goes",
      "on where it was when it was stopped. The bundle holds the winner first, and behind it",
      "what wins when the link changes ('device --scenario'). BUNDLE.optimise.json, .txt,",
      ".png and .svg tell all that was found."
    })
public final class OptimiseCommand extends BaseCommand {
  private static final int THREADS = 2;

  @Mixin private PreprocessingOption preprocessing;
  @Mixin private LabelsOption labels;
  @Mixin private TaskOption task;
  @Mixin private TruthOptions truths;
  @Mixin private SystemsOptions systems;
  @Mixin private SearchOptions search;
  @Mixin private WishOptions wishes;
  @Mixin private PrivacyLimitOptions privacy;
  @Mixin private CheckOptions check;
  @Mixin private CutTensorsOption cutTensors;
  @Mixin private TransferLayerTrainingOptions training;
  @Mixin private SigningOption signing;

  @Parameters(paramLabel = "MODEL", description = ModelSource.DESCRIPTION)
  private String source;

  @Option(
      names = "--keep-trials",
      description =
          "Leave the trials of transfer layers beside the bundle, so that another run on the same"
              + " images with another network, deadline or objective goes on from them. Default: they"
              + " are removed once the bundle is written.")
  private boolean keepTrials;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      required = true,
      converter = FolderPath.class,
      paramLabel = "BUNDLE",
      description = "The bundle's folder, which is written.")
  private Path output;

  @Override
  protected void run() {
    BundleWriter.requireReplaceable(output);
    privacy.limit();
    check.require();
    search.requireDialUntrained(training.isAsked());
    Optional<SigningKey> key = signing.key();
    PreprocessingOption.Chosen chosen = preprocessing.of(source);
    tell(chosen.line());
    Network network = systems.network();
    Model model = load(source, wishes.reading());
    NanCheck.requireNumbers(model.graph());
    List<Profile> measured =
        MeasuredProfiles.of(systems.profiles(), model).stream().map(Profile::atIntervals).toList();
    Goal goal = goal(model);
    Pricing pricing = new Pricing(measured, network, goal.question());
    optimise(subject(model, chosen), pricing, goal, key);
  }

  private void optimise(Subject subject, Pricing pricing, Goal open, Optional<SigningKey> key) {
    OptimiseProgress progress = new OptimiseProgress(this::tell);
    JournalledSearch journals = new JournalledSearch(subject, output, progress);
    Finds finds = new Finds(subject, pricing);
    OptimumBundle bundle = new OptimumBundle(subject, finds, key);
    CutSearch cuts =
        new CutSearches(
            new PictureSearch(subject, finds, journals::at),
            new FeatureSearch(subject, finds, cut -> journals.at(cut.name())));
    Goal goal = hiding(open, subject, finds, bundle);
    JointOptimum found =
        JointOptimum.search(
            new JointSearch(goal, pricing, cuts, progress), subject.model().graph(), check);
    progress.end();
    WinnerTraining trainer = new WinnerTraining(subject, training, output, this::tell);
    JointOptimum optimum =
        trainer.trained(found.best(), finds, bundle).map(found::withBest).orElse(found);
    Map<Candidate, String> names =
        patiently(
            "splitting and checking",
            () ->
                bundle.write(
                    output,
                    optimum.scenarios(goal),
                    labels.of(source, subject.model().graph()),
                    search.dial()));
    OptimiseReport report = report(subject, pricing, optimum, goal, names);
    OptimiseText text = new OptimiseText(report, output);
    new ReportFiles(output).write(report, text, finds.measurements());
    if (!keepTrials) {
      journals.removeJournals();
    }
    trainer.removeCheckpoint(optimum.best(), bundle);
    print(json ? Json.text(report) : text.toString());
  }

  private Goal hiding(Goal goal, Subject subject, Finds finds, OptimumBundle bundle) {
    OptionalDouble limit = privacy.limit();
    return limit.isEmpty()
        ? goal
        : goal.hiding(
            new AttackedPrivacy(
                finds,
                bundle,
                privacy.experiment(subject, search.data(this::tell).orElseThrow(), this::tell),
                limit.getAsDouble(),
                this::tell));
  }

  @Override
  protected String whenStopped() {
    return ResumableFiles.beside(output).stateOfTraining();
  }

  private Goal goal(Model model) {
    int lastLayer = model.graph().layers().size() - 1;
    Question question = wishes.unlimited().with(cutTensors.constraint());
    return new Goal(
        wishes.deepEnough(question, source, lastLayer),
        search.goal().maxDropPoints(),
        wishes.deadlineNanos());
  }

  private Subject subject(Model model, PreprocessingOption.Chosen chosen) {
    DataFolder folder =
        search
            .data(this::tell)
            .orElseThrow(
                () -> new UsageException("optimise needs images; name their folder with --data"));
    folder.notes().forEach(this::tell);
    SearchGoal goal = search.goal();
    List<String> classes = labels.of(source, model.graph());
    Task reading = task.of(model.graph(), classes);
    SearchData data =
        new SearchData(
            folder, model, chosen.value(), classes, new SearchData.Labelling(reading, truths));
    SearchImages images =
        patiently("reading images", () -> read(data.forSearch(search.images(), goal.seed())));
    TransferLayerSearch.requireEnough(images.confirming(), goal);
    SearchGoal tested = training.isAsked() ? goal.confirmedTwice() : goal;
    return new Subject(
        new OrtEngine(),
        THREADS,
        model,
        reading,
        chosen.value(),
        images,
        tested,
        cutTensors.most());
  }

  /** Reads all once, so that one that cannot be read is told now and not after the first cut. */
  private static SearchImages read(SearchImages images) {
    for (Examples some : List.of(images.fitting(), images.tuning(), images.confirming())) {
      for (int i = 0; i < some.size(); i++) {
        some.input(i);
      }
    }
    return images;
  }

  private OptimiseReport report(
      Subject subject,
      Pricing pricing,
      JointOptimum optimum,
      Goal goal,
      Map<Candidate, String> names) {
    WaysOfReport ways = new WaysOfReport(goal, new HashSet<>(optimum.front(goal)), names);
    SearchImages images = subject.images();
    return new OptimiseReport(
        subject.model().name(),
        subject.model().sha256(),
        subject.task().spec(),
        goal.question().objective().toString(),
        goal.question().transferModel().toString(),
        goal.maxDropPoints(),
        goal.deadlineNanos().isPresent() ? goal.deadlineNanos().getAsLong() / 1e6 : null,
        subject.goal().seed(),
        images.fitting().size(),
        images.tuning().size(),
        images.confirming().size(),
        new Verdict(optimum.best(), optimum.candidates(), pricing).toString(),
        ways.of(optimum.best()),
        ways.of(optimum.candidates()),
        ways.of(optimum.tried()),
        optimum.result().decisions().stream().map(WaysOfReport::of).toList(),
        optimum.check(ways));
  }
}
