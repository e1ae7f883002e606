package org.scissionlite.profile.dat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;

@Timeout(20)
class DatFileTest {
  @TempDir private Path folder;

  /** Writes the operations of a pickle. */
  private static final class Pickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle() {
      op(0x80).op(3);
    }

    Pickle op(int operation) {
      out.write(operation);
      return this;
    }

    Pickle ops(String operations) {
      out.writeBytes(operations.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    }

    Pickle text(String text) {
      op(0x8c).op(text.length());
      return ops(text);
    }

    Pickle number(double value) {
      op('G').out.writeBytes(ByteBuffer.allocate(8).putDouble(value).array());
      return this;
    }

    Pickle record(int first, int last, double seconds) {
      ops("c__main__\nLayerBenchmark\n)").op(0x81).ops("}(");
      text("model").text("net").text("input_layer").number(first);
      text("output_layer").number(last).text("second_prediction").number(seconds);
      return text("output_size").number(4128).ops("ub");
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }

  private List<DatProfile> read(byte[] data) {
    try {
      return DatFile.read(Files.write(folder.resolve("device-pi4.dat"), data));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void recordsOfAModel_areRead() {
    Pickle pickle = new Pickle().ops("}(").text("net").ops("](").record(0, 1, 0.5);
    List<DatProfile> profiles = read(pickle.record(2, 7, 0.25).ops("eu.").bytes());
    assertThat(profiles)
        .containsExactly(
            new DatProfile(
                new SystemId(Tier.DEVICE, "pi4"),
                "net",
                DatProfile.Format.SCISSION,
                List.of(
                    new DatRecord(0, 1, 0.5, 4128, DatRecord.Pooling.NONE),
                    new DatRecord(2, 7, 0.25, 4128, DatRecord.Pooling.NONE))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\nX\u0004\0\0\0exit\u0085R.",
        "cbuiltins\neval\n(X\u0001\0\0\u00001tR.",
        "c__builtin__\nbytearray\nJ\u00ff\u00ff\u00ff\u007f\u0085R.",
        "cnumpy.core.multiarray\n_reconstruct\n.",
        "c__main__\nOther\n)\u0081."
      })
  void hostilePickle_executesNothingAndIsRefusedByName(String operations) {
    String named = operations.substring(1).split("\n", 3)[0] + "." + operations.split("\n", 3)[1];
    assertThatThrownBy(() -> read(new Pickle().ops(operations).bytes()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("device-pi4.dat: refused, the pickle names '" + named + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X\u00ff\u00ff\u00ff\u007f.",
        "B\u00ff\u00ff\u00ff\u00ff.",
        "I12\n.",
        "h\u0005.",
        "u.",
        "(.",
        "}K\u0001K\u0002s.",
        "]K\u0001u.",
        "\u008a\u00ff.",
        "K\u0001.",
        "}.",
        "].",
        "](K\u0001e."
      })
  void malformedPickle_isRefusedInOneLine(String operations) {
    assertThatThrownBy(() -> read(new Pickle().ops(operations).bytes()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("device-pi4.dat: expected a pickle of LayerBenchmark records");
  }

  @Test
  void bombOfRepeatedStates_isBounded() {
    Pickle pickle = new Pickle().ops("c__main__\nLayerBenchmark\n)").op(0x81).ops("}(");
    for (int i = 0; i < 50_000; i++) {
      pickle.text("a" + i).ops("N");
    }
    pickle.ops("uq\u0001");
    for (int i = 0; i < 500_000; i++) {
      pickle.ops("bh\u0001");
    }
    byte[] bomb = pickle.ops(".").bytes();
    assertThatThrownBy(() -> read(bomb)).isInstanceOf(UsageException.class);
  }

  @Test
  void bombOfSharedLists_isBounded() {
    Pickle pickle = new Pickle().ops("](");
    for (int i = 0; i < 1_000; i++) {
      pickle.record(i, i, 0.1);
    }
    pickle.ops("eq\u0001}(");
    for (int i = 0; i < 10_000; i++) {
      pickle.text("m" + i).ops("h\u0001");
    }
    byte[] bomb = pickle.ops("u.").bytes();
    assertThatThrownBy(() -> read(bomb))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("more than 200000 records");
  }

  @Test
  void endlessOperations_areBounded() {
    byte[] marks = "(".repeat(3_000_000).getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(marks))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("more than 2000000 operations");
  }

  @Test
  void truncatedAtEveryByte_isRefused() {
    byte[] whole =
        new Pickle().ops("}(").text("net").ops("](").record(0, 1, 0.5).ops("eu.").bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(UsageException.class);
    }
  }

  @Test
  void randomBytes_neverCrashTheReader() {
    Random random = new Random(1);
    byte[] whole =
        new Pickle().ops("}(").text("net").ops("](").record(0, 1, 0.5).ops("eu.").bytes();
    int read = 0;
    for (int i = 0; i < 400; i++) {
      byte[] data = whole.clone();
      for (int k = 0; k < 3; k++) {
        data[2 + random.nextInt(data.length - 2)] = (byte) random.nextInt(256);
      }
      try {
        read(data);
        read++;
      } catch (UsageException refused) {
        assertThat(refused).hasMessageStartingWith("device-pi4.dat");
      }
    }
    assertThat(read).isLessThan(400);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.5})
  void impossibleTime_isRefused(double seconds) {
    byte[] data =
        new Pickle().ops("}(").text("net").ops("](").record(0, 1, seconds).ops("eu.").bytes();
    assertThatThrownBy(() -> read(data))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("device-pi4.dat: record of layers 0 to 1: expected a time");
  }

  @Test
  void gapBetweenBlocksAndForeignFileName_areRefused() throws IOException {
    Pickle pickle = new Pickle().ops("}(").text("net").ops("](").record(0, 1, 0.5);
    byte[] gap = pickle.record(3, 7, 0.25).ops("eu.").bytes();
    assertThatThrownBy(() -> read(gap)).hasMessageContaining("layers 3 to 7 follows one of 0 to 1");
    byte[] good = new Pickle().ops("}(").text("net").ops("](").record(0, 1, 1).ops("eu.").bytes();
    Path other = Files.write(folder.resolve("pi4.dat"), good);
    assertThatThrownBy(() -> DatFile.read(other))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected a name such as device-pi4.dat");
  }
}
