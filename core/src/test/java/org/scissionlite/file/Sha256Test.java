package org.scissionlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;

class Sha256Test {
  /** The first test vector of FIPS 180-4. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path home;

  @Test
  void abc_hasTheStandardsHash() {
    assertThat(Sha256.of("abc")).isEqualTo(OF_ABC);
  }

  @Test
  void bufferIsHashedFromItsPositionAndLeftThere() {
    ByteBuffer bytes = ByteBuffer.wrap("xabc".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    bytes.get();

    assertThat(Sha256.of(bytes)).isEqualTo(OF_ABC);
    assertThat(bytes.remaining()).isEqualTo(3);
  }

  @Test
  void fileLargerThanOneChunk_hasTheHashOfItsBytes() throws IOException {
    byte[] bytes = new byte[200_000];
    new java.util.Random(1).nextBytes(bytes);
    Path file = Files.write(home.resolve("file"), bytes);

    assertThat(Sha256.of(file)).isEqualTo(Sha256.of(ByteBuffer.wrap(bytes)));
  }

  @Test
  void missingFile_isNamed() {
    Path file = home.resolve("none");

    assertThatThrownBy(() -> Sha256.of(file))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageStartingWith("cannot read " + file);
  }
}
