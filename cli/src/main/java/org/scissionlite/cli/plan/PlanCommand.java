package org.scissionlite.cli.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.scissionlite.cli.plan.capacity.CapacityOptions;
import org.scissionlite.cli.plan.picture.PlanView;
import org.scissionlite.cli.source.CutTensorsOption;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.cli.source.SystemsOptions;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;
import org.scissionlite.link.Network;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.PlanFile;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.evidence.KnownLayers;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.reference.ReferenceQuestion;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.dat.ProfileFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stage 4 on the command line. */
@Command(
    name = "plan",
    description = "Predicts every way to run a model across systems; prints the best.",
    footer = {
      "",
      "Example:",
      "  scissionlite plan resnet56.onnx --profiles profiles/ --network network.csv",
      "  scissionlite plan vgg16 --profiles profiles/ --network network.csv --least-depth 5 --json",
      "  scissionlite plan vgg16 --profiles profiles/ --network network.csv --plot vgg16.png",
      "  scissionlite plan resnet56.onnx --profiles profiles/ --network network.csv \\",
      "      --evidence resnet56-bundle --accuracy-floor 0.9",
      "  scissionlite plan resnet56.onnx --profiles profiles/ --network network.csv \\",
      "      --cameras 100 --rate 5 --p99 80",
      "  scissionlite plan vgg16 --profiles data/ --network network.csv \\",
      "      --reference scissiontl -d 3 -e '!titan_cpu'",
      "",
      "The profiles are the JSON files of 'benchmark', or the .dat files of Scission and",
      "ScissionTL. The network is a CSV: source,destination,ping(ms),bandwidth(Mbps);",
      "'link probe' measures it, with what else there is to know."
    })
public final class PlanCommand extends BaseCommand {
  @Mixin private CriteriaOptions criteria;
  @Mixin private QuestionOptions options;
  @Mixin private SystemsOptions systems;
  @Mixin private EvidenceOptions evidence;
  @Mixin private SimilarityOptions similarity;
  @Mixin private PlotOptions plot;
  @Mixin private CapacityOptions capacity;
  @Mixin private CutTensorsOption cutTensors;

  @Parameters(
      paramLabel = "MODEL",
      description = "An ONNX file, zoo:NAME, or the name of a model in the profiles.")
  private String model;

  @Option(
      names = "--reference",
      paramLabel = "PLANNER",
      description = "Answer as scission, scissiontl or scissiontl-triton does, errors included.")
  private String reference;

  @Option(
      names = "--versus",
      description = "With --reference: also the same cuts without a transfer layer.")
  private boolean versus;

  @Option(
      names = "--analyse",
      description =
          "Also show where the fastest scenario changes with bandwidth and round trip, and the "
              + "Pareto front of latency, bytes and accuracy.")
  private boolean analyse;

  @Option(
      names = "--minimum-cut",
      description =
          "Also show the fastest of all splits of the graph between two systems, inside residual and "
              + "inception cells too; needs the model itself. Constraints and TLs play no part in it.")
  private boolean minimumCut;

  @Option(names = "--json", description = "Print the plan as JSON.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      converter = FilePath.class,
      paramLabel = "FILE",
      description = "Write the plan to a file, as JSON.")
  private Path output;

  @Override
  protected void run() {
    plot.check();
    ProfileFolder folder = ProfileFolder.read(systems.profiles()).of(modelName());
    Network network = systems.network();
    if (reference == null) {
      general(folder.asProfiles(criteria.inputBytes()), network);
    } else if (plot.isGiven() || minimumCut || analyse) {
      throw new UsageException(
          "--plot, --analyse and --minimum-cut explain this planner's answers; leave --reference out");
    } else {
      ReferencePlan plan =
          ReferencePlan.of(reference, folder, network, new ReferencePlan.Asked(criteria, versus));
      print(json ? plan.json() : plan.text());
    }
  }

  private void general(List<Profile> all, Network network) {
    checkModel(all);
    int lastLayer = all.get(0).model().layers() - 1;
    ReferenceQuestion asked =
        criteria.question(all.stream().map(Profile::system).toList(), lastLayer);
    List<Profile> measured = allowed(all, asked);
    List<Profile> paced = measured.stream().map(Profile::atIntervals).toList();
    Optional<KnownLayers> known = evidence.known(paced, this::tell);
    List<Profile> allowed = known.map(KnownLayers::profiles).orElse(paced);
    Optional<Accuracies> accuracies = known.map(KnownLayers::accuracies).or(evidence::accuracies);
    Planner plain = new Planner(allowed, network);
    Planner planner = accuracies.map(plain::with).orElse(plain);
    Question question =
        similarity.limit(
            options.question(model, asked, lastLayer).with(cutTensors.constraint()),
            known.map(KnownLayers::similarities));
    Plan plan = planner.plan(question);
    InfeasiblePlanMessage.of(planner, plan).ifPresent(this::tell);
    PlanNotes.of(plan, measured, cutTensors.most()).forEach(this::tell);
    known.ifPresent(layers -> PlanNotes.unpriced(layers.unpriced()).forEach(this::tell));
    PlanAnswer answer =
        new PlanAnswer(
            new PlanReport(plan, isVerbose()),
            analyse ? Optional.of(PlanAnalysis.of(planner, plan, accuracies)) : Optional.empty(),
            minimumCut
                ? Optional.of(
                    WholeGraphCut.of(ModelSource.graph(model, options.reading()), allowed, network))
                : Optional.empty(),
            capacity.answer(plan));
    if (output != null) {
      PlanFile.write(plan, output);
    }
    plot.draw(new PlanView(planner, plan, allowed));
    String next = new NextStep(model, cutTensors.most()).after(plan);
    print(json ? answer.json() : answer.text() + next);
  }

  /** The profiles of the systems that the criteria leave. */
  private static List<Profile> allowed(List<Profile> all, ReferenceQuestion asked) {
    List<Profile> allowed = all.stream().filter(profile -> allows(asked, profile)).toList();
    for (Tier tier : Tier.values()) {
      Predicate<Profile> ofTier = profile -> profile.system().tier() == tier;
      if (all.stream().anyMatch(ofTier) && allowed.stream().noneMatch(ofTier)) {
        throw new UsageException(
            "the criteria of the %s contradict each other: they demand one and leave none of %s; -1 is for none"
                .formatted(
                    tier, all.stream().filter(ofTier).map(each -> each.system().name()).toList()));
      }
    }
    return allowed;
  }

  private static boolean allows(ReferenceQuestion asked, Profile profile) {
    return asked.rule(profile.system().tier()).allowsSystem(profile.system().name());
  }

  /** The name under which profiles know the model. */
  private String modelName() {
    if (ModelSource.isZoo(model)) {
      return model.substring(model.indexOf(':') + 1);
    }
    String name = String.valueOf(Path.of(model).getFileName());
    return name.endsWith(".onnx") ? name.substring(0, name.length() - 5) : name;
  }

  /** A model that is at hand must be the one that was measured. */
  private void checkModel(List<Profile> measured) {
    if (ModelSource.isZoo(model) || !Files.isRegularFile(Path.of(model))) {
      return;
    }
    String sha256 = options.reading().identity(Sha256.of(Path.of(model)));
    for (Profile profile : measured) {
      if (!profile.model().sha256().equals(sha256)) {
        throw new UsageException(
            "%s has the SHA-256 %s, the profile of %s is of %s; benchmark this model"
                .formatted(model, sha256, profile.system(), profile.model().sha256()));
      }
    }
  }
}
