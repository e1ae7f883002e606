package org.scissionlite.benchmarks.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.scissionlite.benchmarks.experiment.report.ResultFiles;
import org.scissionlite.benchmarks.experiment.run.Effort;
import org.scissionlite.benchmarks.experiment.run.PlaceRun;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures one model in every way that competes, and writes what all runs in a folder have found.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.experiment.Experiment --help
 * </pre>
 */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    description =
        "Measures a model on a weak device and an edge, over an emulated link between two network"
            + " namespaces: the device alone, the edge alone, Scission, ScissionTL and what"
            + " 'optimise' chooses, each beside its prediction.",
    footer = {
      "",
      "Example:",
      "  experiment --shared ../shared --model densenet169-steel.onnx --data steel-data \\",
      "      --test ../shared/data/xsdd --link 60:27.4 --interval 1000 -o results",
      "  experiment --shared ../shared --short -o look",
      "  experiment --report -o results",
      "",
      "Needs root (for network namespaces), gcc, and a machine on which nothing else runs. What"
          + " was",
      "measured lies in the folder and is not measured again: a run that was stopped goes on with"
          + " the",
      "same command. One run measures one model; all runs into one folder make one report:",
      "results.json, results.md and pictures. The whole grid is predicted, whatever is measured."
    })
public final class Experiment implements Callable<Integer> {
  private static final int USAGE = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--shared",
      paramLabel = "DIR",
      description =
          "The folder that holds testbed/link and, for --short, models and data. Default:"
              + " ../shared.")
  private Path shared = Path.of("../shared");

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "An ONNX file, or zoo:NAME for random weights: its answers mean nothing.")
  private String model;

  @Option(
      names = "--preprocessing",
      paramLabel = "NAME|FILE",
      description =
          "From picture to input, as the command line takes it. Default: MODEL.preprocessing.json.")
  private String preprocessing = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Images that transfer layers are fitted to, chosen and confirmed on.")
  private Path data;

  @Option(
      names = "--test",
      paramLabel = "DIR",
      description =
          "Images that nothing is chosen on; of labelled ones the split 'test'. Default: --data.")
  private Path test;

  @Option(
      names = "--class",
      split = ",",
      paramLabel = "NAME",
      description =
          "Devices: tx2 (DenseNet169 takes 0.92 s), rpi4 (1.61 s), fast (no quota). Default: tx2.")
  private List<String> classes = List.of("tx2");

  @Option(
      names = "--link",
      split = ",",
      paramLabel = "MBIT:MS",
      description =
          "Links that are measured, in this order; those of the grid are predicted in any case."
              + " Default: 60:27.4.")
  private List<String> links = List.of("60:27.4");

  @Option(
      names = "--interval",
      split = ",",
      paramLabel = "MS",
      description = "Milliseconds from one image to the next; 0 for back to back. Default: 1000.")
  private List<Long> intervals = List.of(1_000L);

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Answers that count, of each strategy at each place. Default: 24.")
  private int images = 24;

  @Option(
      names = "--search-images",
      paramLabel = "N",
      description = "Images of --data that are used, at most; half of them confirm. Default: 1000.")
  private int searchImages = 1_000;

  @Option(
      names = "--free-only",
      description =
          "Leave out the choice that keeps the first convolution on the device: its search takes"
              + " most of the time.")
  private boolean isFreeOnly;

  @Option(
      names = "--prepare",
      description =
          "Measure nothing, but do all that comes before: links are probed, optima searched, slices"
              + " tested. Only the probes need a quiet machine. Default: measure, too.")
  private boolean isPreparing;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "No place is begun after so long. Default: 180.")
  private long minutes = 180;

  @Option(
      names = "--retrain",
      description =
          "Also train ScissionTL's layer and the edge slice at its cut, for its accuracy; takes"
              + " minutes to hours, and is kept. With a folder of an earlier run only this is added."
              + " Default: its accuracy is that of the layer as it is.")
  private boolean isRetraining;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Of --retrain: passes over all images of --data. Default: 3.")
  private int epochs = 3;

  @Option(
      names = "--short",
      description =
          "A look whether everything works: a tiny model, one link, two images; its figures mean"
              + " nothing. Says so and ends well where network namespaces cannot be had.")
  private boolean isShort;

  @Option(
      names = "--report",
      description = "Measure nothing: only write the report of what lies in the folder.")
  private boolean isReport;

  @Option(
      names = "--docs",
      paramLabel = "DIR",
      description =
          "Also copy results.md and its pictures to this folder of documentation. Default: do not.")
  private Path docs;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "The folder of the experiment.")
  private Path output;

  /** Runs it; see {@code --help}. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    int code =
        new CommandLine(new Experiment())
            .setExecutionExceptionHandler(Experiment::failed)
            .execute(arguments);
    System.exit(code);
  }

  static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(e instanceof ScissionLiteException)) {
      throw e;
    }
    command.getErr().println("error: " + e.getMessage());
    return e instanceof UsageException ? USAGE : 1;
  }

  @Override
  public Integer call() throws Exception {
    Store store = new Store(output.toAbsolutePath().normalize());
    Path script = shared.resolve("testbed").resolve("link").toAbsolutePath().normalize();
    if (!isReport) {
      boolean possible = PlaceRun.isPossible(script);
      if (!possible && isShort) {
        print("skipped: network namespaces cannot be had here, or there is no " + script + "\n");
        return 0;
      }
      if (!possible) {
        throw new UsageException(
            "network namespaces cannot be had, or %s is not there; be root, with gcc and iproute2"
                .formatted(script));
      }
      measure(store, script);
    }
    print(ResultFiles.write(store));
    if (docs != null) {
      ResultFiles.publish(store, docs);
    }
    return 0;
  }

  private void print(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }

  private void measure(Store store, Path script) throws Exception {
    Subject subject = isShort ? tiny() : subject();
    Effort usual = isShort ? Effort.brief() : Effort.whole(images, searchImages);
    Effort searched = isFreeOnly ? usual.freeOnly() : usual;
    Effort effort = isRetraining ? searched.retraining(epochs) : searched;
    store.add(subject);
    PlaceRun run = PlaceRun.of(store, subject, effort, script, Experiment::tell);
    Budget budget = Budget.of(Duration.ofMinutes(minutes), System::nanoTime);
    for (Place place : places(subject)) {
      if (budget.isUsed()) {
        tell(place.words() + ": left out, as the time is used up; run the command again");
      } else if (isPreparing) {
        run.prepare(place);
      } else {
        run.measure(place);
      }
    }
  }

  private static void tell(String line) {
    System.err.println(line);
  }

  private Subject tiny() {
    Path images = shared.resolve("data").resolve("cifar10-jpeg").toAbsolutePath().normalize();
    Path file = shared.resolve("models").resolve("resnet8_cifar10_mlperftiny.onnx");
    return new Subject(file.toAbsolutePath().normalize().toString(), "raw", images, images);
  }

  private Subject subject() {
    if (model == null || data == null) {
      throw new UsageException("expected --model and --data, or --short, or --report");
    }
    Path images = data.toAbsolutePath().normalize();
    String source =
        model.startsWith("zoo:") ? model : Path.of(model).toAbsolutePath().normalize().toString();
    return new Subject(
        source, preprocessing, images, test == null ? images : test.toAbsolutePath().normalize());
  }

  private List<Place> places(Subject subject) {
    List<Place> places = new ArrayList<>();
    for (String device : classes) {
      for (String link : links) {
        for (long interval : intervals) {
          places.add(
              new Place(
                  subject.name(), DeviceClass.named(device), LinkSetting.parse(link), interval));
        }
      }
    }
    return places;
  }
}
