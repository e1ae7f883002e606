package org.scissionlite.benchmarks.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.scissionlite.file.FileName;
import org.scissionlite.file.Json;

/**
 * The folder of an experiment. What is in it was measured and is not measured again; each file is
 * there whole or not at all.
 *
 * <pre>
 * machine.json                          the machine
 * commands.txt                          the commands of ScissionLite that were run, in their order
 * MODEL/model.json                      the model and its images
 * MODEL/profiles/                       what this machine takes for each block
 * MODEL/accuracy/                       a file for each cut and transfer layer
 * MODEL/retrained/CUT/                  the bundle of the published layer, trained at a cut
 * MODEL/tx2/profiles/                   the same as the device class takes
 * MODEL/tx2/60-27.4-1000/cell.json      what was measured at a place, beside its bundles
 * networks/tx2-60-27.4.csv              the link as the device probed it
 * </pre>
 *
 * @param folder of the experiment
 */
public record Store(Path folder) {
  private static final String CELL = "cell.json";
  private static final String MACHINE = "machine.json";
  private static final String SUBJECT = "model.json";
  private static final String ACCURACY = "accuracy";

  /** The folder of a model. */
  public Path model(String name) {
    return folder.resolve(FileName.of(name));
  }

  /** The folder of a model on a class of devices. */
  public Path device(String name, DeviceClass device) {
    return model(name).resolve(device.id());
  }

  /** The folder of a place. */
  public Path place(Place place) {
    return device(place.model(), place.device())
        .resolve(String.format(Locale.ROOT, "%s-%d", place.link().id(), place.intervalMillis()));
  }

  /** The file of a link as a class of devices probed it. */
  public Path network(DeviceClass device, LinkSetting link) {
    return folder.resolve("networks").resolve(device.id() + "-" + link.id() + ".csv");
  }

  /** What was measured at a place, if it was. */
  public Optional<Cell> cell(Place place) {
    return read(place(place).resolve(CELL), Cell.class);
  }

  /** Keeps what was measured. */
  public void add(Cell cell) {
    write(place(cell.place()).resolve(CELL), cell);
  }

  /** All that was measured, in the order of the files' names. */
  public List<Cell> cells() {
    return all(4, CELL).map(file -> Json.read(file, Cell.class, "cell")).toList();
  }

  /** Keeps what a model is. */
  public void add(Subject subject) {
    write(model(subject.name()).resolve(SUBJECT), subject);
  }

  /** All models, in the order of the files' names. */
  public List<Subject> subjects() {
    return all(2, SUBJECT).map(file -> Json.read(file, Subject.class, "model")).toList();
  }

  /** The commands that were run; empty where there were none. */
  public String commands() {
    Path file = folder.resolve("commands.txt");
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The machine, if it is known. */
  public Optional<MachineFacts> machine() {
    return read(folder.resolve(MACHINE), MachineFacts.class);
  }

  /** Keeps what the machine is. */
  public void put(MachineFacts machine) {
    write(folder.resolve(MACHINE), machine);
  }

  /**
   * How accurate slices are, if it was measured.
   *
   * @param retrained whether those that were trained at the cut are meant
   */
  public Optional<SliceAccuracy> accuracy(
      String model, String cut, String transferLayer, boolean retrained) {
    Path file = accuracyFile(model, cut, transferLayer, retrained);
    return Files.isRegularFile(file) ? Optional.of(accuracy(file)) : Optional.empty();
  }

  private static SliceAccuracy accuracy(Path file) {
    return Json.read(file, SliceAccuracy.class, "accuracy", SliceAccuracy::upgrade);
  }

  /** Keeps how accurate slices are. */
  public void add(SliceAccuracy found) {
    write(
        accuracyFile(found.model(), found.cut(), found.transferLayer(), found.retrained()), found);
  }

  /** All that is known of accuracy. */
  public List<SliceAccuracy> accuracies() {
    return all(3, ".json")
        .filter(file -> file.getParent().endsWith(ACCURACY))
        .map(Store::accuracy)
        .toList();
  }

  private Path accuracyFile(String model, String cut, String transferLayer, boolean retrained) {
    String name = FileName.of(cut + "." + transferLayer) + (retrained ? ".retrained" : "");
    return model(model).resolve(ACCURACY).resolve(name + ".json");
  }

  /** The bundle of a cut whose transfer layer was trained there. */
  public Path retrained(String model, String cut) {
    return model(model).resolve("retrained").resolve(FileName.of(cut));
  }

  private Stream<Path> all(int depth, String ending) {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    return Files.isRegularFile(file)
        ? Optional.of(Json.read(file, type, "measurement"))
        : Optional.empty();
  }

  private static void write(Path file, Object value) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Json.write(file, value);
  }
}
