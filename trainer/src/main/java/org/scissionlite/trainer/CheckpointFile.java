package org.scissionlite.trainer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.training.EpochReport;

/**
 * A checkpoint on disk, replaced whole or not at all.
 *
 * <p>Format, big-endian: the text "ScissionLite checkpoint 3", the number of the training's
 * settings, their names and values, the number of epochs, their reports, the best epoch, the
 * seconds, then the tensors as little-endian float32 in the order of the layout, and the CRC-32 of
 * all before it.
 *
 * @param path the file
 * @param settings of the training; a checkpoint of another one is refused
 * @param layout the tensors by key, in order: it is the same for every epoch of a training
 */
record CheckpointFile(Path path, TrainingSettings settings, Map<String, TensorType> layout) {
  private static final String KIND = "ScissionLite checkpoint ";
  private static final String MAGIC = KIND + 3;
  private static final int MOST_SETTINGS = 100;
  private static final int MOST_EPOCHS = 100_000;

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * Replaces the file.
   *
   * @throws ScissionLiteException if it cannot be written; the old one stays
   */
  void write(Checkpoint checkpoint) {
    AtomicWrite.file(path, temporary -> write(temporary, checkpoint));
  }

  private void write(Path file, Checkpoint checkpoint) throws IOException {
    CRC32 crc = new CRC32();
    try (DataOutputStream out =
        new DataOutputStream(
            new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), crc))) {
      out.writeUTF(MAGIC);
      write(out, settings);
      out.writeInt(checkpoint.epochs().size());
      for (EpochReport epoch : checkpoint.epochs()) {
        write(out, epoch);
      }
      out.writeInt(checkpoint.bestEpoch());
      out.writeDouble(checkpoint.seconds());
      for (String key : layout.keySet()) {
        ByteBuffer data = checkpoint.tensors().get(key).data();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        out.write(bytes);
      }
      out.writeLong(crc.getValue());
    }
  }

  private static void write(DataOutputStream out, TrainingSettings settings) throws IOException {
    out.writeInt(settings.values().size());
    for (Map.Entry<String, String> each : new TreeMap<>(settings.values()).entrySet()) {
      out.writeUTF(each.getKey());
      out.writeUTF(each.getValue());
    }
  }

  private static void write(DataOutputStream out, EpochReport epoch) throws IOException {
    out.writeInt(epoch.epoch());
    out.writeInt(epoch.epochs());
    out.writeDouble(epoch.learningRate());
    out.writeDouble(epoch.trainingLoss());
    out.writeDouble(epoch.validationLoss());
    out.writeDouble(epoch.accuracy());
    out.writeDouble(epoch.wireBytes());
    out.writeDouble(epoch.secondsLeft());
  }

  /**
   * Reads the file.
   *
   * @throws UsageException if it belongs to another training
   * @throws ScissionLiteException if it is damaged or cannot be read
   */
  Checkpoint read() {
    CRC32 crc = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(new BufferedInputStream(Files.newInputStream(path)), crc))) {
      requireMine(in);
      List<EpochReport> epochs = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count && count <= MOST_EPOCHS; i++) {
        epochs.add(readEpoch(in));
      }
      int best = in.readInt();
      double seconds = in.readDouble();
      Map<String, Tensor> tensors = readTensors(in);
      long expected = crc.getValue();
      boolean intact = in.readLong() == expected && in.read() < 0;
      if (!intact || epochs.stream().noneMatch(epoch -> epoch.epoch() == best)) {
        throw damaged();
      }
      return new Checkpoint(epochs, best, seconds, tensors);
    } catch (EOFException | java.io.UTFDataFormatException e) {
      throw damaged();
    } catch (IOException e) {
      throw new ScissionLiteException(
          "checkpoint %s: %s".formatted(path, AtomicWrite.reason(e)), e);
    }
  }

  private void requireMine(DataInputStream in) throws IOException {
    String magic = in.readUTF();
    if (!magic.equals(MAGIC)) {
      throw magic.startsWith(KIND)
          ? new UsageException(
              "checkpoint %s was written by another version of this program; remove it to start again"
                  .formatted(path))
          : damaged();
    }
    TrainingSettings there = readSettings(in);
    if (!there.equals(settings)) {
      throw new UsageException(
          "checkpoint %s belongs to another training, these differ: %s; give those of then to go on, or remove it to start again"
              .formatted(path, there.differences(settings)));
    }
  }

  private TrainingSettings readSettings(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_SETTINGS) {
      throw damaged();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(in.readUTF(), in.readUTF());
    }
    return new TrainingSettings(values);
  }

  private static EpochReport readEpoch(DataInputStream in) throws IOException {
    return new EpochReport(
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }

  private Map<String, Tensor> readTensors(DataInputStream in) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, TensorType> entry : layout.entrySet()) {
      byte[] bytes = new byte[Math.toIntExact(entry.getValue().bytes())];
      in.readFully(bytes);
      tensors.put(entry.getKey(), new Tensor(entry.getValue(), ByteBuffer.wrap(bytes)));
    }
    return tensors;
  }

  private ScissionLiteException damaged() {
    return new ScissionLiteException(
        "checkpoint %s is damaged; remove it to start again".formatted(path));
  }
}
