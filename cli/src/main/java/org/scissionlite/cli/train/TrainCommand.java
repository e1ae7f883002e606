package org.scissionlite.cli.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.source.ModelSidecars;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.cli.source.PreprocessingOption;
import org.scissionlite.cli.source.ShapeOption;
import org.scissionlite.cli.source.SkipUnreadableOption;
import org.scissionlite.cli.source.TruthOptions;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.cli.terminal.ResumableFiles;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.fit.Fit;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.NanCheck;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.task.Detection;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Segmentation;
import org.scissionlite.task.Task;
import org.scissionlite.trainer.Trainer;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingResult;
import org.scissionlite.training.TrainingRun;
import org.scissionlite.zoo.AnswerKind;
import org.scissionlite.zoo.Zoo;
import org.scissionlite.zoo.ZooOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A classifier, a segmenter or a detector from a folder of images. */
@Command(
    name = "train",
    description = {
      "Trains a classifier, a segmenter such as zoo:unet or the detector zoo:retinanet on images: an"
          + " architecture of the zoo from random weights, or an ONNX file further.",
      "It learns from the split 'train' and keeps the epoch that is best on the split 'val', or on"
          + " a tenth of 'train' where there is no 'val'. The split 'test' is left for 'evaluate'."
    },
    footer = {
      "",
      "Example:",
      "  scissionlite train zoo:mobilenetv2 --width 0.5 --input 128 --data images/ -o steel.onnx",
      "  scissionlite train parts.onnx --epochs 20 --data more-images/ -o parts2.onnx",
      "  scissionlite train zoo:unet --width 0.125 --input 96 --data steel/ -o areas.onnx",
      "  scissionlite train zoo:retinanet --width 0.125 --input 256 --data steel/ -o boxes.onnx",
      "  scissionlite train small.onnx --input 224 --epochs 8 --data images/ -o large.onnx",
      "",
      "Beside the model it writes NAME.preprocessing.json, NAME.labels.txt, NAME.training.json",
      "and the learning curves NAME.training.png.",
      "A training that was stopped goes on where it was when the same command runs again; with",
      "--keep-best it ends with its best epoch so far.",
      "It takes 2 to 4 GB of memory, more for large inputs and batches: a smaller --batch takes less."
    })
public final class TrainCommand extends BaseCommand {
  @Mixin private ScheduleOptions schedule;
  @Mixin private ShapeOption shapes;
  @Mixin private TruthOptions truths;
  @Mixin private SkipUnreadableOption unreadable;

  @Parameters(paramLabel = "MODEL", description = "zoo:NAME, or an ONNX file.")
  private String source;

  @Option(
      names = "--data",
      required = true,
      converter = FolderPath.class,
      paramLabel = "DIR",
      description =
          "The images: a folder with labels.csv (columns file,label,split), or one folder a class. A segmenter"
              + " takes masks, a detector boxes, and the names of their classes from masks.labels.txt and"
              + " boxes.labels.txt in that folder.")
  private Path data;

  @Option(
      names = "--width",
      paramLabel = "X",
      description =
          "Multiplies the channels of an architecture that has a width: 0.5 halves them. Default: 1.")
  private Optional<Double> width;

  @Option(
      names = "--input",
      paramLabel = "PIXELS",
      description =
          "Height and width of the model's input; images are scaled to it; an ONNX file goes on learning at this"
              + " size. Default: the model's own.")
  private Optional<Integer> inputSize;

  @Option(
      names = "--preprocessing",
      paramLabel = "NAME",
      defaultValue = "tf",
      description =
          "From pixels to numbers: tf, torch, caffe_bgr, raw, unit; written beside the model. Default: ${DEFAULT-VALUE}.")
  private String preprocessing;

  @Option(
      names = "--ignore-orientation",
      description =
          "Take photographs as they are stored, whichever way the camera was held; written beside the"
              + " model. Default: they are turned upright, as their EXIF data say.")
  private boolean ignoreOrientation;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      defaultValue = "cpu",
      description = "Where to compute; cuda is an NVIDIA GPU. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(names = "--threads", paramLabel = "N", description = "Processor threads. Default: all.")
  private Optional<Integer> threads;

  @Option(
      names = "--keep-best",
      description =
          "End a training that was stopped with its best epoch so far, instead of going on with it.")
  private boolean keepBest;

  @Option(names = "--json", description = "Print the training report as JSON.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      required = true,
      converter = FilePath.class,
      paramLabel = "FILE.onnx",
      description = "The trained model.")
  private Path output;

  @Override
  protected void run() {
    Optional<ModelGraph> given =
        ModelSource.isZoo(source) ? Optional.empty() : Optional.of(fromFile());
    Lesson lesson = lesson(given);
    lesson.notes().forEach(this::tell);
    ModelGraph graph = given.orElseGet(() -> fromZoo(lesson.classes().size()));
    Preprocessing stretched = stretched();
    TrainingData examples = lesson.data(stretched, graph, schedule.seed());
    tell(
        "learns from %,d images; the best epoch is chosen on %s (%,d images)"
            .formatted(
                examples.training().size(), lesson.validation(), examples.validation().size()));
    TrainingFiles files = files();
    TrainingRun run =
        new TrainingRun(
            device,
            threads.orElse(Runtime.getRuntime().availableProcessors()),
            Optional.of(files.checkpoint()),
            keepBest);
    TrainingResult result =
        new Trainer(
                run,
                new TrainingProgress(lesson.right() + " on " + lesson.validation(), this::tell))
            .train(
                graph, examples, schedule.plan(ModelSource.isZoo(source), lesson.objective(graph)));
    OnnxWriter.write(result.graph(), output);
    Json.write(ModelSidecars.preprocessingFile(output), stretched);
    AtomicWrite.file(
        ModelSidecars.labelsFile(output), temporary -> Files.write(temporary, lesson.classes()));
    files.write(result.report(), lesson.right());
    files.removeCheckpoint();
    print(json ? Json.text(result.report()) : text(result, lesson));
  }

  @Override
  protected String whenStopped() {
    return ResumableFiles.beside(files().name()).stateOfTraining();
  }

  private TrainingFiles files() {
    return new TrainingFiles(ModelSidecars.beside(output, ""));
  }

  private Lesson lesson(Optional<ModelGraph> given) {
    DataFolder folder = new DataFolder(data, unreadable, this::tell);
    AnswerKind kind =
        given.map(TrainCommand::kind).orElseGet(() -> Zoo.answer(ModelSource.zooName(source)));
    return switch (kind) {
      case AREAS -> AreaLesson.of(folder, truths);
      case BOXES -> BoxLesson.of(folder, truths);
      case CLASSES -> ClassLesson.of(folder);
    };
  }

  private static AnswerKind kind(ModelGraph graph) {
    Task task = task(graph);
    if (task instanceof Detection) {
      return AnswerKind.BOXES;
    }
    return task instanceof Segmentation ? AnswerKind.AREAS : AnswerKind.CLASSES;
  }

  private static Task task(ModelGraph graph) {
    return Task.of(new ModelEnds(graph.inputs(), graph.outputs(), List.of()));
  }

  private ModelGraph fromFile() {
    if (width.isPresent()) {
      throw new UsageException("--width is for zoo:NAME; an ONNX file has its own");
    }
    ModelGraph graph =
        inputSize
            .map(pixels -> ResizedModel.load(source, shapes.reading(), pixels))
            .orElseGet(() -> ModelSource.load(source, shapes.reading()).graph());
    NanCheck.requireNumbers(graph);
    return graph;
  }

  private ModelGraph fromZoo(int classes) {
    String name = ModelSource.zooName(source);
    ZooOptions usual = Zoo.defaults(name);
    return Zoo.build(
        name,
        usual
            .withWidth(width.orElse(usual.width()))
            .withInputSize(inputSize.orElse(usual.inputSize()))
            .withClasses(classes)
            .withSeed(schedule.seed()));
  }

  private Preprocessing stretched() {
    Preprocessing upright = Preprocessing.named(preprocessing).with(Fit.STRETCH);
    return ignoreOrientation ? PreprocessingOption.asStored(upright) : upright;
  }

  private String text(TrainingResult result, Lesson lesson) {
    EpochReport best = result.report().best();
    return String.format(
        Locale.ROOT,
        "wrote %s: epoch %d of %d, %s on %s %.1f %%, %,d parameters learned in %.0f s%n",
        output,
        best.epoch(),
        result.report().lastEpoch(),
        lesson.right(),
        lesson.validation(),
        100 * best.accuracy(),
        result.report().trainedParameters(),
        result.report().seconds());
  }
}
