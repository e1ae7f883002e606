package org.scissionlite.profile.dat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfiledModel;
import org.scissionlite.profile.Provenance;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;

/**
 * Turns benchmark files into profiles.
 *
 * <p>What they do not tell stays open: the times are means without a spread (so they count as one
 * sample), the layers have numbers instead of names, and the input's size is given by the caller.
 * Sizes lose the 128 bytes of the .npy header: 158,828 bytes on file are a tensor of 158,700.
 */
public final class DatConversion {
  /** The reference's default for what is sent when the device holds no block. */
  public static final long DEFAULT_INPUT_BYTES = 150_000;

  private static final String POOLING = "pool2";
  private static final int REPEATS = 10;

  private final DatProfile source;
  private final List<DatRecord> table;
  private final long inputBytes;

  private DatConversion(DatProfile source, List<DatRecord> table, long inputBytes) {
    this.source = source;
    this.table = table;
    this.inputBytes = inputBytes;
  }

  /**
   * The profiles of what files of one model hold.
   *
   * @param inputBytes of what is sent when the device holds no block
   * @throws UsageException for tail slices without a file that has the block table
   */
  public static List<Profile> profiles(List<DatProfile> ofOneModel, long inputBytes) {
    return ofOneModel.stream()
        .map(source -> new DatConversion(source, table(source, ofOneModel), inputBytes).profile())
        .toList();
  }

  private static List<DatRecord> table(DatProfile source, List<DatProfile> all) {
    return all.stream()
        .filter(other -> source.tailSlices() ? !other.tailSlices() : other.equals(source))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "%s, model %s: tail slices alone do not tell the blocks; put the device's file beside it"
                        .formatted(source.system(), source.model())))
        .records();
  }

  private Profile profile() {
    List<String> warnings = new ArrayList<>();
    warnings.add("imported: means of 10 runs without a spread; layers without names");
    double[] seconds = table.stream().mapToDouble(DatRecord::seconds).toArray();
    if (source.tailSlices()) {
      seconds = TailSlices.blockSeconds(table, source.records());
      warnings.add(
          String.format(
              Locale.ROOT,
              "blocks are differences of tail slices; what runs before layer %d was not measured",
              source.records().get(0).inputLayer()));
    }
    List<BlockProfile> blocks = new ArrayList<>();
    List<CutProfile> cuts = new ArrayList<>();
    cuts.add(new CutProfile("input", 0, inputBytes, Timing.none(), List.of()));
    for (int i = 0; i < table.size(); i++) {
      blocks.add(block(i, seconds[i]));
      if (i + 1 < table.size()) {
        cuts.add(cut(i));
      }
    }
    return new Profile(
        source.system(),
        model(),
        provenance(),
        blocks,
        cuts,
        Timing.none(),
        Timing.none(),
        null,
        warnings);
  }

  private ProfiledModel model() {
    int layers = table.get(table.size() - 1).outputLayer() + 1;
    return new ProfiledModel(source.model(), "imported " + source.model(), layers);
  }

  private Provenance provenance() {
    String engine = "imported from " + source.format().toString();
    return new Provenance(engine, 0, "unknown", 0, "unknown", "none", "unknown", 0, REPEATS, 1);
  }

  private BlockProfile block(int index, double seconds) {
    DatRecord record = table.get(index);
    return new BlockProfile(
        index,
        record.inputLayer(),
        record.outputLayer(),
        name(record),
        tensorBytes(record.outputSize()),
        time(seconds));
  }

  private static String name(DatRecord record) {
    return "layer" + record.outputLayer();
  }

  /** The cut after a block. */
  private CutProfile cut(int index) {
    DatRecord record = table.get(index);
    DatRecord.Pooling pooling =
        source.tailSlices() ? DatRecord.Pooling.NONE : source.records().get(index).transferLayer();
    Timing conversion = time(Math.max(0, pooling.convertSeconds()));
    List<TransferLayerProfile> layers = new ArrayList<>();
    if (table.get(index).transferLayer().encodes()) {
      layers.add(
          new TransferLayerProfile(
              POOLING,
              WireSize.fixed(tensorBytes(record.transferLayer().outputSize())),
              time(together(pooling.downsampleSeconds(), pooling.convertSeconds())),
              time(together(pooling.upsampleSeconds(), pooling.convertSeconds()))));
    }
    return new CutProfile(
        name(record), record.outputLayer(), tensorBytes(record.outputSize()), conversion, layers);
  }

  /** A half of a transfer layer with the conversion; nothing where it was not measured here. */
  private static double together(double half, double convert) {
    return half < 0 ? 0 : half + Math.max(0, convert);
  }

  private static long tensorBytes(long fileBytes) {
    return Math.max(0, fileBytes - DatRecord.NPY_HEADER_BYTES);
  }

  private static Timing time(double seconds) {
    long nanos = Math.round(seconds * 1e9);
    return new Timing(nanos, nanos, 0, 1);
  }
}
